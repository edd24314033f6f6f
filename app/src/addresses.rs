//! Addresses of pages: how a text becomes part of one, and which of them a browser may be sent to.

/// A text as one value of a query (RFC 3986 §2.3: all but unreserved characters are encoded; `/` may stay).
pub fn encoded(text: &str) -> String {
    let keep = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte);
    text.bytes().map(|byte| if keep(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Whether a browser may be sent there: a path of this portal, nothing that another host could read as its own.
pub fn is_own_path(path: &str) -> bool {
    let rest = path.strip_prefix('/');
    rest.is_some_and(|rest| !rest.starts_with(['/', '\\'])) && !path.chars().any(|c| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::{encoded, is_own_path};

    #[test]
    fn a_text_is_encoded_for_a_query() {
        assert_eq!(encoded("/where?q=书&x"), "/where%3Fq%3D%E4%B9%A6%26x");
    }

    #[test]
    fn only_our_own_paths_are_followed() {
        for path in ["/", "/orders/S26-000001?lang=en", "/where?q=https://x"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x",
        ] {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
