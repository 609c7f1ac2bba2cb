//! The list of themes, as a person writes it in TOML.

/// Themes with their definitions and cues.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    /// In the order of the file.
    pub themes: Vec<Theme>,
}

/// One theme.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Its name, as shown.
    pub name: String,
    /// What it is about.
    pub definition: String,
    /// Words, phrases and stems that make a passage belong to it.
    pub cues: Vec<String>,
}
