//! Where a page of titles begins: behind the last title of the page before, in the order of popularity.

use uuid::Uuid;

/// Titles on a page.
pub const PAGE: usize = 40;

/// A place in the order "most popular first, newest key first".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub popularity: i64,
    pub id: Uuid,
}

/// A title that was found, with its place in the order.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Hit {
    pub isbn: String,
    pub popularity: i64,
    pub id: Uuid,
}

impl Cursor {
    /// Before every title.
    pub const TOP: Self = Self { popularity: i64::MAX, id: Uuid::max() };

    /// Reads what [`Cursor`]'s display wrote; nothing for any other text.
    pub fn read(text: &str) -> Option<Self> {
        let (popularity, id) = text.split_once('_')?;
        Some(Self { popularity: popularity.parse().ok()?, id: Uuid::try_parse(id).ok()? })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.popularity, self.id.simple())
    }
}

impl Hit {
    /// The place of this title.
    pub const fn cursor(&self) -> Cursor {
        Cursor { popularity: self.popularity, id: self.id }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_as_it_was_written(popularity: i64, id: u128) {
            let cursor = Cursor { popularity, id: Uuid::from_u128(id) };
            prop_assert_eq!(Cursor::read(&cursor.to_string()), Some(cursor));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
            let _ = Cursor::read(&text);
        }
    }
}
