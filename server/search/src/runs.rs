//! Cuts folded text into runs of one kind of script.
//!
//! Knows which scripts put spaces between words. Must not know what becomes of a run.

use unicode_normalization::char::is_combining_mark;

/// How a script separates its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Words stand between spaces: Latin, Cyrillic, Greek, Arabic, Hebrew and the like; digits too.
    Spaced,
    /// Words follow each other without a gap (Han, Kana), or carry endings that hide the word (Hangul).
    Unspaced,
}

/// A stretch of text without a break or a change of script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run<'t> {
    pub(crate) text: &'t str,
    pub(crate) script: Script,
    /// Where the run ends in the text, in bytes.
    pub(crate) end: usize,
}

/// The runs of a folded text, in its order; what is neither letter, digit nor vowel sign separates them.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let (offset, script) = text[start..].char_indices().find_map(|(at, c)| Some((at, script_of(c)?)))?;
        start += offset;
        let rest = &text[start..];
        let len = rest.find(|c| !belongs(c, script)).unwrap_or(rest.len());
        start += len;
        Some(Run { text: &rest[..len], script, end: start })
    })
}

/// A mark belongs to the word that it stands in, but starts none.
fn belongs(letter: char, script: Script) -> bool {
    script_of(letter) == Some(script) || (script == Script::Spaced && is_combining_mark(letter))
}

fn script_of(letter: char) -> Option<Script> {
    match letter {
        '々' | '〆' | '〇' | 'ー'
        | '\u{1100}'..='\u{11ff}' // Hangul letters
        | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' // Hiragana
        | '\u{30a1}'..='\u{30fa}' | '\u{30fd}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // Katakana
        | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' // Bopomofo
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' // Hangul syllables
        | '\u{20000}'..='\u{3ffff}' => Some(Script::Unspaced),
        _ if letter.is_alphanumeric() => Some(Script::Spaced),
        _ => None,
    }
}
