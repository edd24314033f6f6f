//! A prop of an island, shipped as text.
//!
//! The framework reads props from text, calls read their answers from bytes, and serde's code is compiled once for each of
//! the two. What is no plain text goes through the second reader only: less WebAssembly.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A prop of whatever shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire<T>(pub T);

impl<T: Serialize> Serialize for Wire<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(&self.0).map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Wire<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_slice(text.as_bytes()).map(Self).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{FaultCode, Refusal};

    use super::Wire;

    #[test]
    fn what_is_shipped_is_read_back() {
        let sent = Wire((vec!["\"<&中".to_owned()], Some(Refusal::field("text", FaultCode::TooLong { max: 3 }))));
        let text = serde_json::to_string(&sent).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Wire<_>>(&text).ok(), Some(sent));
    }
}
