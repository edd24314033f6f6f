//! The words of a catalogue entry and the words of a question about it.
//!
//! Knows how people write: case, accents, full-width letters, and scripts that put no spaces between words. A table
//! `title_words(word, title_id)` filled with [`words`] and asked with [`query`] finds titles on any database, by plain
//! equality and one prefix. Must not know about titles, tables or ranking: text goes in, words come out, no I/O.

mod fold;
mod runs;

pub use fold::fold;
use runs::{Run, Script, runs};

/// Longest word that is kept, in characters; what is longer is cut, in entries and in questions alike.
pub const MAX_WORD_CHARS: usize = 32;
/// Most words that one entry is found by.
pub const MAX_WORDS: usize = 64;
/// Most words that one question asks for: a pasted title is unmistakable long before its last word.
pub const MAX_QUERY_WORDS: usize = 16;

/// What a reader typed, ready to be matched against [`words`].
///
/// All strings hold letters, digits and vowel signs only: no `%`, `_`, quote or backslash can reach a `LIKE`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Each of these must be a word of the entry.
    pub words: Vec<String>,
    /// Some word of the entry must start with this: what the reader has perhaps not finished typing.
    pub prefix: Option<String>,
}

impl Query {
    /// Whether nothing is asked for, so that every entry would match.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefix.is_none()
    }
}

/// The words that an entry is found by: folded, each once, in the order of the text, at most [`MAX_WORDS`].
///
/// Spaced scripts give their words as they are. Runs of Han, Kana or Hangul give every two neighbouring characters, and
/// their last character alone, so that each single character of the run begins one of the words.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut kept = Vec::new();
    for run in runs(&folded) {
        match run.script {
            Script::Spaced => keep(&mut kept, cut(run.text), MAX_WORDS),
            Script::Unspaced => {
                pairs(run.text).for_each(|pair| keep(&mut kept, pair, MAX_WORDS));
                keep(&mut kept, last_char(run.text), MAX_WORDS);
            }
        }
    }
    kept
}

/// What a question asks for: at most [`MAX_QUERY_WORDS`] words, and the unfinished last one as a prefix.
///
/// The last word is unfinished when the text ends with it: `"harry pot"` asks for *harry* and for something that starts
/// with *pot*, `"harry potter "` asks for two words. A single Han, Kana or Hangul character at the end is a prefix too.
/// A question longer than the limit asks for its first words and for no prefix, since an entry's words are limited too.
#[must_use]
pub fn query(text: &str) -> Query {
    let folded = fold(text);
    let mut asked = Query::default();
    for run in runs(&folded) {
        if asked.words.len() == MAX_QUERY_WORDS {
            return asked;
        }
        match unfinished(&run, folded.len()) {
            Some(prefix) => asked.prefix = Some(prefix.to_owned()),
            None if run.script == Script::Spaced => keep(&mut asked.words, cut(run.text), MAX_QUERY_WORDS),
            None if is_single(run.text) => keep(&mut asked.words, run.text, MAX_QUERY_WORDS),
            None => pairs(run.text).for_each(|pair| keep(&mut asked.words, pair, MAX_QUERY_WORDS)),
        }
    }
    asked
}

/// The prefix that `run` stands for, if it ends the question and could still grow into another word.
fn unfinished<'t>(run: &Run<'t>, question_len: usize) -> Option<&'t str> {
    let may_grow = run.script == Script::Spaced || is_single(run.text);
    (run.end == question_len && may_grow).then(|| cut(run.text))
}

fn keep(kept: &mut Vec<String>, word: &str, limit: usize) {
    if kept.len() < limit && !kept.iter().any(|known| known == word) {
        kept.push(word.to_owned());
    }
}

/// The first [`MAX_WORD_CHARS`] characters.
fn cut(word: &str) -> &str {
    word.char_indices().nth(MAX_WORD_CHARS).map_or(word, |(end, _)| &word[..end])
}

/// Every two neighbouring characters.
fn pairs(run: &str) -> impl Iterator<Item = &str> {
    run.char_indices().zip(run.char_indices().skip(1)).map(|((start, _), (second, letter))| {
        let end = second + letter.len_utf8();
        &run[start..end]
    })
}

fn last_char(run: &str) -> &str {
    run.char_indices().next_back().map_or(run, |(start, _)| &run[start..])
}

fn is_single(run: &str) -> bool {
    run.chars().nth(1).is_none()
}
