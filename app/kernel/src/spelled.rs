//! How refusals and faults travel: spelled as text, a name and the values that go with it.
//!
//! Not in the form that serde derives for an enum: the reader that it writes for two enums is a tenth of the WebAssembly
//! that every customer would load. Knows no name; each type lists its own, once for both directions.

/// Gives a type `Display` and `FromStr` from one table. Its values stand behind the name, each after the separator, which
/// none of them may contain.
macro_rules! spelled {
    ($type:ident by $by:literal: $($name:literal => $variant:ident $(($value:ident))? $({ $($field:ident),+ })?,)+) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant $(($value))? $({ $($field),+ })? => {
                        f.write_str($name)?;
                        $(write!(f, "{}{}", $by, $value)?;)?
                        $($(write!(f, "{}{}", $by, $field)?;)+)?
                        Ok(())
                    })+
                }
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::spelled::Unreadable;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let mut words = text.split($by);
                match words.next() {
                    $(Some($name) => {
                        $(let $value = $crate::spelled::value(&mut words)?;)?
                        $($(let $field = $crate::spelled::value(&mut words)?;)+)?
                        Ok(Self::$variant $(($value))? $({ $($field),+ })?)
                    })+
                    _ => Err($crate::spelled::Unreadable),
                }
            }
        }
    };
}
pub(crate) use spelled;

/// A text that spells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("spells nothing that is known")
    }
}

impl std::error::Error for Unreadable {}

/// The next value of a text that is being read.
pub(crate) fn value<T: std::str::FromStr>(words: &mut std::str::Split<'_, char>) -> Result<T, Unreadable> {
    words.next().and_then(|word| word.parse().ok()).ok_or(Unreadable)
}
