//! The one closed set of ways in which the house says no. Codes only: no prose, no SQL text, nothing of a foreign object.

use serde::{Deserialize, Serialize};

use crate::Faults;

/// Why a call was not carried out. Nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Refusal {}

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
