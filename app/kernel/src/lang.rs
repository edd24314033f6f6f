//! The two languages of the portal. Knows nothing of sentences; those are in `app::words`.

use serde::{Deserialize, Serialize};

/// A language that every sentence of the portal exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese, the language of the house.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The code used in `?lang=`, in cookies and in the database: `zh` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The BCP 47 tag for the `lang` attribute of a page.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Reads a code; anything but `zh` and `en` is nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that the portal speaks, Chinese otherwise.
    pub fn from_header(accept: &str) -> Self {
        accept
            .split(',')
            .find_map(|part| {
                let tag = part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
                Self::from_code(tag.split('-').next().unwrap_or_default())
            })
            .unwrap_or_default()
    }

    /// Chooses one of two texts.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_browser_gets_the_first_language_that_we_speak() {
        assert_eq!(Lang::from_header("fr-FR, en-GB;q=0.8, zh;q=0.5"), Lang::En);
        assert_eq!(Lang::from_header("zh-TW,en;q=0.3"), Lang::Zh);
        assert_eq!(Lang::from_header("de"), Lang::Zh);
        assert_eq!(Lang::from_header(""), Lang::Zh);
    }
}
