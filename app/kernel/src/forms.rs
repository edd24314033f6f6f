//! What can be wrong with something that a person typed. A fault is a code with numbers, never a sentence: the words are
//! added at the edge, in the language of the reader.

use std::fmt;
use std::str::FromStr;

use crate::spelled::{Unreadable, spelled};

/// Why one field was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultCode {
    /// Nothing was given.
    Required,
    /// Longer than `max` characters.
    TooLong {
        /// Most characters allowed.
        max: u32,
    },
    /// Shorter than `min` characters.
    TooShort {
        /// Fewest characters allowed.
        min: u32,
    },
    /// Not one of the values offered.
    UnknownChoice,
    /// Outside of the range.
    OutOfRange {
        /// Smallest value allowed.
        min: i64,
        /// Largest value allowed.
        max: i64,
    },
    /// Not a date of the form `2026-09-01`.
    NotADate,
    /// A date that has passed.
    DatePassed,
    /// A date that has not come yet.
    DateAhead,
    /// More than `max` lines.
    TooManyLines {
        /// Most lines allowed in one order.
        max: u32,
    },
    /// `count` lines of the list need attention; each says why.
    LinesInQuestion {
        /// How many lines.
        count: u32,
    },
    /// Control characters or text that is not readable (a wrong character set).
    Unreadable,
    /// E-mail and password do not belong together (never says which).
    WrongSignIn,
    /// A password that everybody tries first, or that is made of the own e-mail address.
    EasyToGuess,
    /// Belongs to somebody else already.
    Taken,
    /// Nothing is selected.
    NothingChosen,
    /// The copies have already moved on, or are fewer than asked.
    CopiesGone,
    /// The copies are held back and must be released first.
    OnHold,
    /// Copies of `count` lines were bought already: they are in a batch.
    Bought {
        /// How many lines.
        count: u32,
    },
    /// The copies are in a parcel and must be unpacked first.
    InParcel,
    /// The parcel is packed, and was neither sent nor handed over.
    NotSent,
    /// It is that already.
    NothingChanges,
}

spelled! { FaultCode by ',':
    "required" => Required,
    "too_long" => TooLong { max },
    "too_short" => TooShort { min },
    "unknown_choice" => UnknownChoice,
    "out_of_range" => OutOfRange { min, max },
    "not_a_date" => NotADate,
    "date_passed" => DatePassed,
    "date_ahead" => DateAhead,
    "too_many_lines" => TooManyLines { max },
    "lines_in_question" => LinesInQuestion { count },
    "unreadable" => Unreadable,
    "wrong_sign_in" => WrongSignIn,
    "easy_to_guess" => EasyToGuess,
    "taken" => Taken,
    "nothing_chosen" => NothingChosen,
    "copies_gone" => CopiesGone,
    "on_hold" => OnHold,
    "bought" => Bought { count },
    "in_parcel" => InParcel,
    "not_sent" => NotSent,
    "nothing_changes" => NothingChanges,
}

/// One field's fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The `name` of the form's field, never something that a person typed.
    pub field: String,
    /// What is wrong with it.
    pub code: FaultCode,
}

/// All faults of a form, gathered so that a person mends them in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// No faults yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A single fault.
    pub fn one(field: &str, code: FaultCode) -> Self {
        Self(vec![Fault { field: field.to_owned(), code }])
    }

    /// Adds a fault.
    pub fn add(&mut self, field: &str, code: FaultCode) {
        self.0.push(Fault { field: field.to_owned(), code });
    }

    /// The first fault of a field.
    pub fn of(&self, field: &str) -> Option<&FaultCode> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| &fault.code)
    }

    /// `Ok` when nothing is wrong, the refusal otherwise.
    ///
    /// # Errors
    /// `Refusal::Invalid` with all faults.
    pub fn check(self) -> Result<(), crate::Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(crate::Refusal::Invalid(self)) }
    }

    /// Checks a free text: trimmed, readable, between `min` and `max` characters. Returns it trimmed; faults are gathered.
    pub fn text(&mut self, field: &str, value: &str, min: u32, max: u32) -> String {
        let value = value.trim();
        let length = value.chars().count();
        if value.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{FFFD}') {
            self.add(field, FaultCode::Unreadable);
        } else if length == 0 && min > 0 {
            self.add(field, FaultCode::Required);
        } else if length < min as usize {
            self.add(field, FaultCode::TooShort { min });
        } else if length > max as usize {
            self.add(field, FaultCode::TooLong { max });
        }
        value.to_owned()
    }

    /// As [`text`](Self::text), for what stays on one line.
    pub fn line(&mut self, field: &str, value: &str, min: u32, max: u32) -> String {
        let value = self.text(field, value, min, max);
        if value.contains(['\n', '\r']) {
            self.add(field, FaultCode::Unreadable);
        }
        value
    }
}

/// As a refusal carries them: `text:too_long,60;needed_by:not_a_date`.
impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Fault { field, code }) in self.0.iter().enumerate() {
            write!(f, "{}{field}:{code}", if place == 0 { "" } else { ";" })?;
        }
        Ok(())
    }
}

impl FromStr for Faults {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let fault = |text: &str| -> Result<Fault, Unreadable> {
            let (field, code) = text.rsplit_once(':').ok_or(Unreadable)?;
            Ok(Fault { field: field.to_owned(), code: code.parse::<FaultCode>()? })
        };
        text.split_terminator(';').map(fault).collect::<Result<_, _>>().map(Self)
    }
}

/// A whole number that a person typed into one field.
///
/// # Errors
/// `OutOfRange` with the limits, for anything else.
pub fn whole(field: &str, text: &str, min: i64, max: i64) -> Result<i64, crate::Refusal> {
    let number = text.trim().parse::<i64>().ok().filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| crate::Refusal::field(field, FaultCode::OutOfRange { min, max }))
}

#[cfg(test)]
mod tests {
    use super::{FaultCode, Faults};

    #[test]
    fn a_text_is_trimmed_and_every_fault_is_gathered() {
        let mut faults = Faults::new();
        assert_eq!(faults.text("note", "  fine \n", 1, 10), "fine");
        faults.text("subject", "   ", 1, 10);
        faults.text("body", "far too long", 1, 5);
        faults.text("ref", "bad\u{0}byte", 0, 50);
        assert_eq!(faults.of("note"), None);
        assert_eq!(faults.of("subject"), Some(&FaultCode::Required));
        assert_eq!(faults.of("body"), Some(&FaultCode::TooLong { max: 5 }));
        assert_eq!(faults.of("ref"), Some(&FaultCode::Unreadable));
        assert!(faults.check().is_err());
    }
}
