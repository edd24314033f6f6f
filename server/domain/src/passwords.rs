//! Passwords: how they are kept (argon2id), which are refused, and how much of the machine their hashing may take.
//!
//! It knows no users and no database. Hashing is slow on purpose: it happens before a transaction, never inside one.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use kernel::{FaultCode, Faults, Refusal};
use store::{Fault, Result};
use tokio::sync::Semaphore;

/// Fewest characters.
pub const MIN_CHARS: u32 = 12;
/// Most characters. Nothing is ever cut off.
pub const MAX_CHARS: u32 = 128;

/// How many passwords are hashed at a time: each takes 19 MiB and a processor.
static TURNS: Semaphore = Semaphore::const_new(2);
/// How long one waits for its turn; a flood of sign-ins is told that the house is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// A hash of nobody's password at the present cost: what an unknown person's password is compared with.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGF0IGFsbA$MqRQ1ZDFiwjqNQBt3fTr1qtVBcwzVmJ9nLYqk5VIx4E";

/// What everybody tries first, reduced to its letters. Some are too short to pass as a whole: people lengthen them with a
/// year.
const COMMON: [&str; 22] = [
    "admin",
    "administrator",
    "changeme",
    "correcthorsebatterystaple",
    "iloveyou",
    "letmein",
    "letmeinplease",
    "library",
    "passwd",
    "password",
    "passwordpassword",
    "passwrd",
    "portolan",
    "qazwsxedc",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "tushuguan",
    "welcome",
    "welcomeback",
    "woaini",
    "woainiwoaini",
];

/// Gathers what is wrong with a new password for the person with this e-mail address.
pub fn check(faults: &mut Faults, field: &str, password: &str, email: &str) {
    let chars = password.chars().count();
    if chars < MIN_CHARS as usize {
        let code = if chars == 0 { FaultCode::Required } else { FaultCode::TooShort { min: MIN_CHARS } };
        faults.add(field, code);
    } else if chars > MAX_CHARS as usize {
        faults.add(field, FaultCode::TooLong { max: MAX_CHARS });
    } else if is_easy(password, email) {
        faults.add(field, FaultCode::EasyToGuess);
    }
}

/// A first password for somebody else, to be read out or copied: four groups of four, 80 bits, without characters that are
/// mistaken for one another.
///
/// # Errors
/// When the system gives no randomness.
pub fn random() -> Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(broken)?;
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

/// The hash that is stored for a password, with a salt of its own, in the PHC form.
///
/// # Errors
/// `Busy` when too many wait for their turn.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(broken)?;
    in_turn(move || {
        let salt = SaltString::encode_b64(&salt)?;
        Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    })
    .await?
    .map_err(broken)
}

/// Whether a password fits a stored hash. Without one (there is no such person) it never fits and costs the same.
///
/// # Errors
/// `Busy` when too many wait for their turn; broken when the stored text is no hash.
pub async fn matches(password: &str, hash: Option<&str>) -> Result<bool> {
    let known = hash.is_some();
    let (password, hash) = (password.to_owned(), hash.unwrap_or(NOBODY).to_owned());
    let fits = in_turn(move || {
        let hash = PasswordHash::new(&hash)?;
        match Argon2::default().verify_password(password.as_bytes(), &hash) {
            Ok(()) => Ok(true),
            Err(argon2::password_hash::Error::Password) => Ok(false),
            Err(error) => Err(error),
        }
    })
    .await?
    .map_err(broken)?;
    Ok(fits && known)
}

/// Runs slow work on a thread that may block, a few at a time.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await.map_err(|_| Refusal::Busy)?.map_err(broken)?;
    let done = tokio::task::spawn_blocking(move || {
        // The turn ends with the work, not with the patience of the caller who may have hung up.
        let _turn = turn;
        work()
    });
    done.await.map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Fault {
    // Only the message is kept: it names no password.
    Fault::Broken(sqlx::Error::Io(std::io::Error::other(format!("password hashing: {error}"))))
}

fn is_easy(password: &str, email: &str) -> bool {
    let lower = password.to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let local = email.split('@').next().unwrap_or_default().to_lowercase();
    let mut distinct: Vec<char> = lower.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < 5
        || is_ladder(&lower)
        || COMMON.contains(&letters.as_str())
        || (local.chars().count() > 3 && lower.contains(&local))
}

/// `123456789012`, `cba987`… : every character is the neighbour of the one before it; 9 and 0 are neighbours.
fn is_ladder(text: &str) -> bool {
    let steps = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| {
        let step = u32::from(*a).abs_diff(u32::from(*b));
        step > 1 && !matches!((a, b), ('9', '0') | ('0', '9'))
    });
    steps.count() == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(password: &str) -> Option<FaultCode> {
        let mut faults = Faults::new();
        check(&mut faults, "new", password, "Lin.Jiang@jsbooks.example");
        faults.of("new").cloned()
    }

    #[test]
    fn a_long_sentence_needs_no_special_characters() {
        for good in ["three boats left tientsin", "天津港三艘船今天早上出发了吗", "9f2k-44xq-07bd", "  spaces count  "]
        {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for easy in [
            "Password2026",
            "QWERTY123456!",
            "123456789012",
            "109876543210",
            "aaaaaaaaaaaa",
            "ababababab12",
            "portolan-2026",
            "lin.jiang-2026",
            "I.love.you.2026",
            "abcdefghijkl",
        ] {
            assert_eq!(fault(easy), Some(FaultCode::EasyToGuess), "{easy}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(fault(""), Some(FaultCode::Required));
        assert_eq!(fault("eleven char"), Some(FaultCode::TooShort { min: 12 }));
        assert_eq!(fault(&"长".repeat(11)), Some(FaultCode::TooShort { min: 12 }));
        assert_eq!(fault(&"anchor chain ".repeat(10)), Some(FaultCode::TooLong { max: 128 }));
    }

    #[test]
    fn a_first_password_is_new_each_time_and_good_enough_for_its_own_check() {
        let made: std::collections::BTreeSet<String> = (0..200).map(|_| random().expect("randomness")).collect();
        assert_eq!(made.len(), 200);
        for password in made {
            assert_eq!(password.len(), 19, "{password}");
            assert_eq!(fault(&password), None, "{password}");
        }
    }

    #[tokio::test]
    async fn only_the_same_password_fits_and_nobody_has_none() {
        let stored = hash("three boats left tientsin").await.expect("a free turn");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(matches("three boats left tientsin", Some(&stored)).await.expect("a free turn"));
        assert!(!matches("three boats left Tientsin", Some(&stored)).await.expect("a free turn"));
        assert!(!matches("nobody at all", None).await.expect("the hash of nobody is one"));
        assert_ne!(stored, hash("three boats left tientsin").await.expect("a free turn"), "each has a salt of its own");
        assert!(matches("anything at all", Some("not a hash")).await.is_err());
    }
}
