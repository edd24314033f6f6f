//! The one closed set of ways in which the house says no. Codes only: no prose, no SQL text, nothing of a foreign object.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Faults;
use crate::spelled::spelled;

/// Why a call was not carried out. Nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is signed in, or the session ended.
    SignIn,
    /// Absent, or not for this person's eyes: both look the same.
    NotFound,
    /// The role may see this, but not do it.
    NotAllowed,
    /// Something typed is wrong; each fault names its field.
    Invalid(Faults),
    /// It was changed by somebody else in the meantime.
    Stale,
    /// The same order number was sent before with another content.
    AlteredRepeat,
    /// Not enough free credit.
    Credit {
        /// How much is missing, in fen.
        short_fen: i64,
    },
    /// Too many tries; come back later.
    TooMany {
        /// Seconds to wait.
        seconds: u32,
    },
    /// More data than a call takes.
    TooLarge,
    /// The house is too busy at this moment; nothing was done.
    Busy,
    /// A defect on our side. The reference is in the house's log.
    Broken {
        /// Random reference that support can look up.
        reference: String,
    },
    /// The answer did not reach the browser; whether the call was carried out is not known.
    Unreachable,
}

spelled! { Refusal by ' ':
    "sign_in" => SignIn,
    "not_found" => NotFound,
    "not_allowed" => NotAllowed,
    "invalid" => Invalid(faults),
    "stale" => Stale,
    "altered_repeat" => AlteredRepeat,
    "credit" => Credit { short_fen },
    "too_many" => TooMany { seconds },
    "too_large" => TooLarge,
    "busy" => Busy,
    "broken" => Broken { reference },
    "unreachable" => Unreachable,
}

impl Refusal {
    /// A refusal of one field.
    pub fn field(field: &str, code: crate::FaultCode) -> Self {
        Self::Invalid(Faults::one(field, code))
    }

    /// The HTTP status that stands for this refusal.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::NotFound => 404,
            Self::NotAllowed => 403,
            Self::Invalid(_) => 422,
            Self::Stale | Self::AlteredRepeat | Self::Credit { .. } => 409,
            Self::TooMany { .. } => 429,
            Self::TooLarge => 413,
            Self::Busy | Self::Unreachable => 503,
            Self::Broken { .. } => 500,
        }
    }

    /// The faults, when the refusal is about fields.
    pub const fn faults(&self) -> Option<&Faults> {
        match self {
            Self::Invalid(faults) => Some(faults),
            _ => None,
        }
    }
}

impl std::error::Error for Refusal {}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Refusal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(feature = "wire")]
mod wire {
    use server_fn::codec::JsonEncoding;
    use server_fn::error::{FromServerFnError, ServerFnErrorErr};

    use super::Refusal;
    use crate::{FaultCode, Faults};

    impl FromServerFnError for Refusal {
        type Encoder = JsonEncoding;

        /// What the framework itself refuses. Its message stays behind: it may quote the request.
        fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
            match error {
                ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                    Self::Invalid(Faults::one("", FaultCode::Unreadable))
                }
                ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
                _ => Self::Broken { reference: String::new() },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Refusal;
    use crate::{Fault, FaultCode, Faults};

    fn code() -> impl Strategy<Value = FaultCode> {
        prop_oneof![
            Just(FaultCode::Required),
            Just(FaultCode::NothingChanges),
            any::<u32>().prop_map(|max| FaultCode::TooLong { max }),
            any::<(i64, i64)>().prop_map(|(min, max)| FaultCode::OutOfRange { min, max }),
        ]
    }

    fn refusal() -> impl Strategy<Value = Refusal> {
        let fault = ("[a-z0-9_.:-]{0,9}", code()).prop_map(|(field, code)| Fault { field, code });
        prop_oneof![
            Just(Refusal::SignIn),
            prop::collection::vec(fault, 0..4).prop_map(|faults| Refusal::Invalid(Faults(faults))),
            any::<i64>().prop_map(|short_fen| Refusal::Credit { short_fen }),
            any::<u32>().prop_map(|seconds| Refusal::TooMany { seconds }),
            "[0-9a-f]{0,8}".prop_map(|reference| Refusal::Broken { reference }),
        ]
    }

    #[test]
    fn a_refusal_travels_as_a_name_and_what_goes_with_it() {
        let mut faults = Faults::one("text", FaultCode::TooLong { max: 60 });
        faults.add("needed_by", FaultCode::NotADate);
        let sent = serde_json::to_string(&Refusal::Invalid(faults)).unwrap();
        assert_eq!(sent, r#""invalid text:too_long,60;needed_by:not_a_date""#);
        assert_eq!(serde_json::to_string(&Refusal::NotFound).unwrap(), r#""not_found""#);
    }

    #[test]
    fn what_spells_nothing_is_no_refusal() {
        for text in
            ["", "sign", "credit", "credit much", "invalid", "invalid text", "invalid text:too_long", "invalid text:no"]
        {
            assert!(text.parse::<Refusal>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sent_is_read(refusal in refusal()) {
            let sent = serde_json::to_string(&refusal).unwrap();
            prop_assert_eq!(serde_json::from_str::<Refusal>(&sent).ok(), Some(refusal));
        }
    }
}
