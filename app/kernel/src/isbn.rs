//! ISBN: reading what people type, checking the digit, turning ISBN-10 into ISBN-13 (ISO 2108; ISBN Users' Manual §5–§7).

use serde::{Deserialize, Serialize};

/// A valid ISBN-13 without hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Isbn([u8; 13]);

/// Why a text is not an ISBN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IsbnFault {
    /// Neither 10 nor 13 digits.
    Length,
    /// Something that is not a digit, hyphen or space (an X is allowed only at the end of an ISBN-10).
    Character,
    /// 13 digits that do not begin with 978 or 979: the bar code of something that is not a book.
    NotABook,
    /// The check digit does not fit: at least one digit is misspelt or two are swapped.
    CheckDigit,
}

impl Isbn {
    /// Reads an ISBN-10 or ISBN-13 with or without hyphens and spaces; full-width digits are understood.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(text: &str) -> Result<Self, IsbnFault> {
        let mut digits = [0_u8; 13];
        let mut length = 0;
        let mut x_at = None;
        for c in text.trim().chars().map(narrow) {
            let digit = match c {
                '0'..='9' => c as u8 - b'0',
                'x' | 'X' => {
                    x_at = Some(length);
                    10
                }
                '-' | ' ' => continue,
                _ => return Err(IsbnFault::Character),
            };
            if length == 13 {
                return Err(IsbnFault::Length);
            }
            digits[length] = digit;
            length += 1;
        }
        match (length, x_at) {
            (10, None | Some(9)) => Self::from_ten(&digits),
            (13, None) => Self::from_thirteen(digits),
            (10 | 13, Some(_)) => Err(IsbnFault::Character),
            _ => Err(IsbnFault::Length),
        }
    }

    fn from_ten(digits: &[u8; 13]) -> Result<Self, IsbnFault> {
        let sum: u32 = (0..10).map(|i| u32::from(digits[i]) * (10 - i as u32)).sum();
        if !sum.is_multiple_of(11) {
            return Err(IsbnFault::CheckDigit);
        }
        let mut thirteen = [9, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        thirteen[3..12].copy_from_slice(&digits[..9]);
        thirteen[12] = check_digit(&thirteen);
        Ok(Self(thirteen))
    }

    fn from_thirteen(digits: [u8; 13]) -> Result<Self, IsbnFault> {
        if digits[..2] != [9, 7] || digits[2] < 8 {
            return Err(IsbnFault::NotABook);
        }
        if check_digit(&digits) != digits[12] {
            return Err(IsbnFault::CheckDigit);
        }
        Ok(Self(digits))
    }

    /// The valid ISBNs one slip away from 13 typed digits: one wrong digit, or two neighbours swapped. Used to ask
    /// "did you mean …?" of the catalogue; at most 129 candidates.
    pub fn near(text: &str) -> Vec<Self> {
        let typed: Vec<u8> = text.chars().map(narrow).filter(char::is_ascii_digit).map(|c| c as u8 - b'0').collect();
        let Ok(typed) = <[u8; 13]>::try_from(typed) else { return Vec::new() };
        let swaps = (0..12).map(|i| {
            let mut other = typed;
            other.swap(i, i + 1);
            other
        });
        let slips = (0..13).flat_map(|i| {
            (0..10).map(move |digit| {
                let mut other = typed;
                other[i] = digit;
                other
            })
        });
        let mut near: Vec<Self> = swaps.chain(slips).filter_map(|digits| Self::from_thirteen(digits).ok()).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// The thirteenth digit: weights 1 and 3 in turn, up to the next multiple of ten.
fn check_digit(digits: &[u8; 13]) -> u8 {
    let sum: u32 = (0..12).map(|i| u32::from(digits[i]) * if i % 2 == 0 { 1 } else { 3 }).sum();
    ((10 - sum % 10) % 10) as u8
}

/// Full-width forms and the many hyphens that word processors make become the plain ones.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        'Ｘ' | 'ｘ' => 'X',
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '－' => '-',
        '\u{3000}' | '\u{A0}' => ' ',
        other => other,
    }
}

impl std::fmt::Display for Isbn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

impl std::fmt::Debug for Isbn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Isbn({self})")
    }
}

impl From<Isbn> for String {
    fn from(isbn: Isbn) -> Self {
        isbn.to_string()
    }
}

impl TryFrom<String> for Isbn {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|fault| format!("not an ISBN: {fault:?}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        for text in [
            "9780262033848",
            "978-0-262-03384-8",
            "0262033844",
            "0-262-03384-4",
            "９７８－０２６２０３３８４８",
            " 978 0262033848 ",
        ] {
            assert_eq!(Isbn::parse(text).unwrap().to_string(), "9780262033848", "{text}");
        }
        assert_eq!(Isbn::parse("080442957X").unwrap().to_string(), "9780804429573");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(Isbn::parse("9780262033849"), Err(IsbnFault::CheckDigit));
        assert_eq!(Isbn::parse("0262033845"), Err(IsbnFault::CheckDigit));
        assert_eq!(Isbn::parse("97802620338"), Err(IsbnFault::Length));
        assert_eq!(Isbn::parse("97802620338481"), Err(IsbnFault::Length));
        assert_eq!(Isbn::parse("6901234567892"), Err(IsbnFault::NotABook));
        assert_eq!(Isbn::parse("978026203384X"), Err(IsbnFault::Character));
        assert_eq!(Isbn::parse("<script>alert(1)</script>"), Err(IsbnFault::Character));
        assert_eq!(Isbn::parse(""), Err(IsbnFault::Length));
    }

    proptest! {
        #[test]
        fn one_slip_never_makes_another_book(body in prop::array::uniform9(0_u8..10), at in 3_usize..13, by in 1_u8..10) {
            let mut digits = [9, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            digits[3..12].copy_from_slice(&body);
            digits[12] = check_digit(&digits);
            let right = Isbn(digits);
            prop_assert_eq!(Isbn::parse(&right.to_string()), Ok(right));
            digits[at] = (digits[at] + by) % 10;
            let typed: String = digits.iter().map(u8::to_string).collect();
            prop_assert_eq!(Isbn::parse(&typed), Err(IsbnFault::CheckDigit));
            prop_assert!(Isbn::near(&typed).contains(&right));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,40}") {
            let _ = Isbn::parse(&text);
            let _ = Isbn::near(&text);
        }
    }
}
