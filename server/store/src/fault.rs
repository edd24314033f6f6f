//! What can go wrong below a verb, and how it is told upwards: a refusal is an answer, a breakage is a log line with a
//! reference. SQL text and driver messages stay in the log and never reach a caller's answer.

use kernel::Refusal;
use rand::Rng;

use crate::dialect;

/// What came of a piece of work in the store.
pub type Result<T, E = Fault> = std::result::Result<T, E>;

/// Why a piece of work in the store did not succeed. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The house says no, for a reason that the caller may know.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The database or our use of it failed.
    #[error(transparent)]
    Broken(#[from] sqlx::Error),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Refusal {
    /// A breakage is written to the log here, once, under a random reference that support can look up.
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(refusal) => refusal,
            Fault::Broken(error) if dialect::is_passing(&error) => {
                tracing::warn!(%error, "the database is busy");
                Self::Busy
            }
            Fault::Broken(error) => {
                let reference = reference();
                tracing::error!(%reference, %error, detail = ?error, "the store failed");
                Self::Broken { reference }
            }
        }
    }
}

/// Accidents of the write path that no driver reports.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Accident {
    #[error("the verb panicked")]
    Panicked,
    #[error("a statement failed, and the verb went on as if it had not")]
    Swallowed,
    #[error("the transaction that carried this write was lost: {0}")]
    Lost(std::sync::Arc<sqlx::Error>),
    #[error("the write path stopped before it answered")]
    Stopped,
    #[error("a row for {table} has {found} values, its columns are {wanted}")]
    Ragged { table: &'static str, found: usize, wanted: usize },
}

impl From<Accident> for Fault {
    fn from(accident: Accident) -> Self {
        Self::Broken(sqlx::Error::Io(std::io::Error::other(accident)))
    }
}

/// Eight characters without those that are mistaken for one another when read out on the phone: 40 bits.
fn reference() -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut rng = rand::rng();
    (0..8).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect()
}
