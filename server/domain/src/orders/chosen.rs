//! Which lines are meant by an act on several: pure.

use kernel::{FaultCode, Refusal};
use uuid::Uuid;

/// Most lines in one act.
const MOST_LINES: usize = 500;

/// The lines that were chosen, each once, in the order of their keys.
///
/// # Errors
/// `lines: NothingChosen`, `lines: TooManyLines`.
pub(crate) fn chosen(lines: &[Uuid]) -> Result<Vec<Uuid>, Refusal> {
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines.dedup();
    if lines.is_empty() {
        return Err(Refusal::field("lines", FaultCode::NothingChosen));
    }
    if lines.len() > MOST_LINES {
        let max = u32::try_from(MOST_LINES).unwrap_or(u32::MAX);
        return Err(Refusal::field("lines", FaultCode::TooManyLines { max }));
    }
    Ok(lines)
}
