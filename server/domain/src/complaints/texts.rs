//! What a person may write in a complaint. Pure; the faults carry the names of the form's fields.

use kernel::Faults;

/// A line that says what it is about: it may once be the subject of a letter, so it stays on one line.
pub(super) fn subject(faults: &mut Faults, typed: &str) -> String {
    faults.line("subject", typed, 3, 120)
}

/// The first message: long enough that a desk can act on it.
pub(super) fn report(faults: &mut Faults, typed: &str) -> String {
    body(faults, typed, 3)
}

/// Any later message.
///
/// # Errors
/// `Invalid` with what is wrong with the field `body`.
pub(crate) fn letter(typed: &str) -> Result<String, kernel::Refusal> {
    let mut faults = Faults::new();
    let text = body(&mut faults, typed, 1);
    faults.check()?;
    Ok(text)
}

/// A browser sends a line break as two characters, but counts it as one.
fn body(faults: &mut Faults, typed: &str, min: u32) -> String {
    faults.text("body", &typed.replace("\r\n", "\n"), min, 4_000)
}

#[cfg(test)]
mod tests {
    use kernel::FaultCode;

    use super::*;

    #[test]
    fn a_subject_is_one_line_of_some_length() {
        let of = |typed: &str| {
            let mut faults = Faults::new();
            subject(&mut faults, typed);
            faults.of("subject").cloned()
        };
        assert_eq!(of(" 两册封面破损 "), None);
        assert_eq!(of(&"书".repeat(120)), None);
        assert_eq!(of(&"书".repeat(121)), Some(FaultCode::TooLong { max: 120 }));
        assert_eq!(of("书"), Some(FaultCode::TooShort { min: 3 }));
        assert_eq!(of("  "), Some(FaultCode::Required));
        assert_eq!(of("late\r\nBcc: all@pku.example"), Some(FaultCode::Unreadable));
    }

    #[test]
    fn a_line_break_counts_once() {
        let lines = "a\r\n".repeat(2_000);
        assert_eq!(letter(&lines).unwrap().chars().count(), 3_999, "trimmed at the end");
        assert!(letter(&"a".repeat(4_001)).is_err());
        assert!(letter(" \r\n ").is_err());
        assert_eq!(letter("好").unwrap(), "好");
    }
}
