//! Makes spellings equal that readers take for the same word.
//!
//! Knows Unicode's decompositions and a few letters that have none. Must not know what is done with the result.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Folds case, accents, width and look-alike letters; folding twice changes nothing more.
///
/// Accents go, since nobody types them abroad (`Ł`, `é`, Hebrew points, Arabic vowels). Marks that make another letter
/// stay: the voicing of Kana and the vowel signs of Indic scripts. Invisible characters (direction marks, joiners, soft
/// hyphens, variation selectors) go.
#[must_use]
pub fn fold(text: &str) -> String {
    // Decomposed twice: lower case can bring forth marks that the first pass has not seen.
    let lower = text.nfkd().flat_map(char::to_lowercase);
    let mut plain = String::with_capacity(text.len());
    for letter in lower.nfkd().filter(|&c| !is_accent(c) && !is_invisible(c)) {
        match spelled_out(letter) {
            Some(plainer) => plain.push_str(plainer),
            None => plain.push(letter),
        }
    }
    plain.nfc().filter(|&c| !is_loose_voicing(c)).collect()
}

/// Marks that a reader may leave out. The classes 7 to 9 (nukta, Kana voicing, virama) and 84 to 199 (vowel signs of
/// South-East Asian scripts) make other letters and stay.
fn is_accent(letter: char) -> bool {
    matches!(canonical_combining_class(letter), 1 | 10..=36 | 200..=240)
}

/// Characters without a width, and the modifier letters and stretchers that transliterations and typesetters add.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{2b9}'..='\u{2ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Voicing marks that found no Kana to join.
fn is_loose_voicing(letter: char) -> bool {
    matches!(letter, '\u{3099}' | '\u{309a}')
}

/// Letters that Unicode does not decompose although their readers write them in another way too.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        // Arabic and Persian keyboards write the same letters with different characters.
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_meet() {
        for (written, folded) in [
            ("Żółć", "zolc"),
            ("STRAẞE Straße", "strasse strasse"),
            ("Smørrebrød Ærø Œuvre", "smorrebrod aero oeuvre"),
            ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
            ("ＡＢＣ　１２３", "abc 123"),
            ("ﾊﾞﾅﾅ", "バナナ"),
            ("はははパパ", "はははパパ"),
            ("한국어", "한국어"),
            ("Redakt︠s︡ii︠a︡ ёлка", "redaktsiia елка"),
            ("Krepostʹ", "krepost"),
            ("ΟΔΥΣΣΕΥΣ Όδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("كِتَابٌ أحمد كتـــاب", "كتاب احمد كتاب"),
            ("שָׁלוֹם", "שלום"),
            ("हिन्दी", "हिन्दी"),
            ("葛\u{e0100}飾", "葛飾"),
            ("\u{200f}عربي\u{200e}", "عربي"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }
}
