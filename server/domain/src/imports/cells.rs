//! What is in a cell: texts that people can read, codes, numbers, languages.

use std::ops::RangeInclusive;

use kernel::money;

use super::report::RowFault;

/// The cells of one record by the names of their columns; trimmed, empty when there is no such column.
pub(super) struct Cells<F>(F);

impl<'c, F: Fn(&str) -> &'c str> Cells<F> {
    pub fn new(cell: F) -> Self {
        Self(cell)
    }

    /// A text for reading, in one line.
    pub fn text(&self, column: &'static str, max: usize) -> Result<Option<String>, RowFault> {
        let text = (self.0)(column);
        if is_garbled(text) {
            return Err(RowFault::CharacterSet);
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(RowFault::ControlCharacter { column });
        }
        if text.chars().nth(max).is_some() {
            return Err(RowFault::TooLong { column, max });
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        Ok((!words.is_empty()).then(|| words.join(" ")))
    }

    /// A code of a known form.
    pub fn code(&self, column: &'static str, is_right: impl Fn(&str) -> bool) -> Result<Option<String>, RowFault> {
        match (self.0)(column) {
            "" => Ok(None),
            code if is_right(code) => Ok(Some(code.to_owned())),
            _ => Err(RowFault::NotUnderstood { column }),
        }
    }
}

/// A whole number within a range.
pub(super) fn number<'c>(
    cells: &Cells<impl Fn(&str) -> &'c str>,
    column: &'static str,
    range: RangeInclusive<i64>,
) -> Result<Option<i64>, RowFault> {
    let Some(text) = cells.code(column, |_| true)? else { return Ok(None) };
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.map(Some).ok_or(RowFault::NotUnderstood { column })
}

/// A currency that the house buys in.
pub(super) fn currency<'c>(cells: &Cells<impl Fn(&str) -> &'c str>) -> Result<Option<String>, RowFault> {
    cells.code("currency", |code| money::decimals(code).is_some())
}

/// Text that was UTF-8, was read as Latin-1 or Windows-1252 on its way, and was written as UTF-8 again: `Ã©` for `é`, and
/// `Ã?` where even that half was lost. No language writes these pairs.
fn is_garbled(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut broken = pairs.map(|(first, second)| match first {
        'Ã' | 'Â' => second == '?' || ('\u{80}'..='\u{bf}').contains(&second),
        'â' => second == '€',
        _ => false,
    });
    text.contains('\u{FFFD}') || broken.any(|broken| broken)
}

/// ISO 639-2/B codes by their two-letter and terminological forms.
const LANGUAGES: [(&str, &[&str]); 36] = [
    ("alb", &["sq", "sqi"]),
    ("ara", &["ar"]),
    ("arm", &["hy", "hye"]),
    ("bul", &["bg"]),
    ("chi", &["zh", "zho"]),
    ("cze", &["cs", "ces"]),
    ("dan", &["da"]),
    ("dut", &["nl", "nld"]),
    ("eng", &["en"]),
    ("fin", &["fi"]),
    ("fre", &["fr", "fra"]),
    ("geo", &["ka", "kat"]),
    ("ger", &["de", "deu"]),
    ("gre", &["el", "ell"]),
    ("heb", &["he"]),
    ("hin", &["hi"]),
    ("hun", &["hu"]),
    ("ice", &["is", "isl"]),
    ("ind", &["id"]),
    ("ita", &["it"]),
    ("jpn", &["ja"]),
    ("kor", &["ko"]),
    ("lat", &["la"]),
    ("may", &["ms", "msa"]),
    ("nor", &["no", "nb", "nn"]),
    ("per", &["fa", "fas"]),
    ("pol", &["pl"]),
    ("por", &["pt"]),
    ("rum", &["ro", "ron"]),
    ("rus", &["ru"]),
    ("slo", &["sk", "slk"]),
    ("spa", &["es"]),
    ("swe", &["sv"]),
    ("tha", &["th"]),
    ("tur", &["tr"]),
    ("ukr", &["uk"]),
];

/// The ISO 639-2/B code of a language tag such as `en-US`, `de` or `fra`; `und` for one that is not known.
pub(super) fn language(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match LANGUAGES.iter().find(|(code, others)| *code == first || others.contains(&first.as_str())) {
        Some((code, _)) => (*code).to_owned(),
        None if first.len() == 3 && first.chars().all(|c| c.is_ascii_lowercase()) => first,
        None => "und".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn languages_get_their_library_codes() {
        for (tag, code) in [
            ("en-US", "eng"),
            ("eng", "eng"),
            ("de", "ger"),
            ("fra", "fre"),
            ("zh_TW", "chi"),
            ("fil", "fil"),
            ("x1", "und"),
        ] {
            assert_eq!(language(tag), code, "{tag}");
        }
    }

    #[test]
    fn garbled_text_is_told_from_foreign_text() {
        for garbled in ["Las cenizas de Ã?ngela", "SueÃ±os", "JohnÂ?W", "isnâ€™t", "Caf\u{FFFD}"] {
            assert!(is_garbled(garbled), "{garbled}");
        }
        for sound in ["SÃO PAULO", "Âme", "Château", "What?", "红楼梦", "Ça va?", "Крепость", "GUARDIÃ"]
        {
            assert!(!is_garbled(sound), "{sound}");
        }
    }

    proptest! {
        #[test]
        fn whatever_passes_as_a_text_can_be_read(cell in any::<String>()) {
            let kept = Cells::new(|_| cell.as_str()).text("title", 50);
            if let Ok(Some(text)) = kept {
                prop_assert!(!text.is_empty() && text.trim() == text);
                prop_assert!(text.chars().count() <= 50 && !text.chars().any(char::is_control));
            }
        }
    }
}
