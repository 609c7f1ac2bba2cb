//! Figures in sentences: spans and values, what is none, and properties of any text.
