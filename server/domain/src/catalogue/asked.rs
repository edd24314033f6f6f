//! What is asked for, in the parts that the statements of a search need, and what they leave to be read in the titles
//! themselves. It knows no way to the titles.

use std::collections::HashSet;

use ::search::Query;
use uuid::Uuid;

/// Words that a statement checks by the index; further ones of a long question are read in the few titles that are left.
const CHECKED: usize = 6;

/// What is asked for, in the parts that the statements need.
pub(super) struct Asked {
    /// Each of these is a word of the title.
    pub words: Vec<String>,
    /// Some word of the title begins so.
    pub prefix: Option<String>,
    /// Only titles of this monthly catalogue.
    pub catalogue: Option<String>,
    /// Only titles of this publisher.
    pub publisher: Option<Uuid>,
}

impl Asked {
    pub fn new(query: Query, catalogue: Option<String>, publisher: Option<Uuid>) -> Self {
        Self { words: query.words, prefix: query.prefix, catalogue, publisher }
    }

    /// The words for the statement, the free places filled with what is no word.
    pub fn checked(&self) -> [&str; CHECKED] {
        std::array::from_fn(|place| self.words.get(place).map_or("", String::as_str))
    }

    /// How many of them a title must have.
    pub fn checks(&self) -> i64 {
        i64::try_from(self.words.len().min(CHECKED)).unwrap_or(0)
    }

    /// What a statement leaves that checks the words and nothing else.
    pub fn unread(&self) -> Unread<'_> {
        Unread { words: self.words.get(CHECKED..).unwrap_or_default(), prefix: self.prefix.as_deref() }
    }

    /// The catalogue for the statement; empty for any.
    pub fn catalogue_code(&self) -> &str {
        self.catalogue.as_deref().unwrap_or_default()
    }

    /// The publisher for the statement, which is told besides whether there is one.
    pub fn publisher_id(&self) -> Uuid {
        self.publisher.unwrap_or_default()
    }
}

/// What a statement has left unchecked.
pub(super) struct Unread<'a> {
    words: &'a [String],
    prefix: Option<&'a str>,
}

impl<'a> Unread<'a> {
    /// As if no statement had checked anything.
    pub fn all_of(asked: &'a Asked) -> Self {
        Self { words: &asked.words, prefix: asked.prefix.as_deref() }
    }

    /// The same after a statement that began with the unfinished word.
    pub fn begun(self) -> Self {
        Self { prefix: None, ..self }
    }

    /// Nothing: what was found fits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefix.is_none()
    }

    /// Whether a title with these words fits.
    pub fn fits(&self, words: &HashSet<String>) -> bool {
        self.words.iter().all(|word| words.contains(word))
            && self.prefix.is_none_or(|prefix| words.iter().any(|word| word.starts_with(prefix)))
    }
}
