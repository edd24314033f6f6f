//! What differs between the two engines and cannot be said in one text: the words that open a transaction, the codes of
//! errors, the versions that are safe. A statement that fits both engines has no business here.

use sqlx::error::DatabaseError;

/// Takes SQLite's write lock at once: a transaction that starts by reading and then wants to write fails at the upgrade,
/// without waiting for the busy timeout.
pub(crate) const BEGIN_SQLITE: &str = "begin immediate";

/// A verb reads, decides and writes. With SQLite's single writer nobody comes in between; on PostgreSQL only this level
/// gives the same promise. What it costs, a retry now and then, is paid in `served`. Outside of it a connection only reads.
pub(crate) const BEGIN_POSTGRES: &str = "begin isolation level serializable read write";

/// Before this version a race on the write-ahead log could lose a committed write.
pub(crate) const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// The oldest PostgreSQL that the portal is tested with, in the server's own counting.
pub(crate) const OLDEST_POSTGRES: u32 = 15;

/// Whether the transaction lost against another one and may win when it is run again: serialization failure, deadlock.
pub(crate) fn is_conflict(error: &sqlx::Error) -> bool {
    code(error).is_some_and(|code| matches!(code.as_ref(), "40001" | "40P01"))
}

/// Whether the same request may well succeed a moment later: no free connection, a lock not got in time, a conflict that
/// outlasted all retries.
pub(crate) fn is_passing(error: &sqlx::Error) -> bool {
    const LOCK_NOT_AVAILABLE: &str = "55P03";
    const QUERY_CANCELED: &str = "57014";
    const TOO_MANY_CONNECTIONS: &str = "53300";
    /// SQLite's primary codes SQLITE_BUSY and SQLITE_LOCKED; the extended codes keep them in the lowest byte.
    const SQLITE_LOCKS: [u32; 2] = [5, 6];
    if matches!(error, sqlx::Error::PoolTimedOut) || is_conflict(error) {
        return true;
    }
    let Some(code) = code(error) else { return false };
    match code.as_ref() {
        LOCK_NOT_AVAILABLE | QUERY_CANCELED | TOO_MANY_CONNECTIONS => true,
        // PostgreSQL's codes have five characters, SQLite's are numbers of at most four digits.
        other => other.len() < 5 && other.parse::<u32>().is_ok_and(|n| SQLITE_LOCKS.contains(&(n & 0xff))),
    }
}

fn code(error: &sqlx::Error) -> Option<std::borrow::Cow<'_, str>> {
    error.as_database_error().and_then(DatabaseError::code)
}

/// Whether `found` (`"3.51.3"`) is at least `oldest`. A text that is no version is too old.
pub(crate) fn sqlite_is_safe(found: &str, oldest: [u32; 3]) -> bool {
    let parts: Option<Vec<u32>> = found.split('.').map(|part| part.parse().ok()).collect();
    parts.is_some_and(|parts| parts.as_slice() >= oldest.as_slice())
}

#[cfg(test)]
mod tests {
    use super::{OLDEST_SQLITE, sqlite_is_safe};

    #[test]
    fn the_version_with_the_lost_writes_is_refused() {
        for old in ["3.46.0", "3.51.2", "3.7.17", "2.99.99", "", "new"] {
            assert!(!sqlite_is_safe(old, OLDEST_SQLITE), "{old}");
        }
        for safe in ["3.51.3", "3.52.0", "3.100.0", "4.0.0"] {
            assert!(sqlite_is_safe(safe, OLDEST_SQLITE), "{safe}");
        }
    }
}
