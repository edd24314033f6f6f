//! Finishing a count: what came goes on to who gets it by the rule, what came damaged is bought again, and what did not come
//! waits for its delivery or is bought again.

use kernel::shapes::{Received, ShareRow};
use kernel::{FaultCode, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::count::Count;
use super::{open_receipt, plan, scans_of};
use crate::audit;
use crate::batches::{self, Held, HeldSlice, Taken};
use crate::extras::{self, Surplus};
use crate::scope::Staff;
use crate::stages::Stages;

/// Reasons that the count itself gives: rows of `reasons`.
const DAMAGED: &str = "damaged";
const SHORT: &str = "short";
const AWAITED: &str = "short_awaited";
/// What becomes of copies that did not come.
const AWAIT: &str = "await";
const AGAIN: &str = "again";

/// The end of a count.
#[derive(Clone, Debug)]
pub struct Finish {
    /// Number of the batch.
    pub no: String,
    /// The batch's version that the page was made from.
    pub version: i64,
    /// Scans that the page knew of.
    pub seen: i64,
    /// What becomes of copies that did not come: `await` them, or buy them `again`.
    pub rest: String,
}

/// Finishes the count of a batch. Each thing that it does is an act of its own and can be taken back by itself.
///
/// # Errors
/// `text: Required` when nothing was scanned, `rest: UnknownChoice`, `Stale` when a scan came since or the batch changed,
/// `slices: OnHold`; `NotFound`, `NotAllowed`.
pub async fn finish(tx: &mut Tx, staff: &Staff<'_>, wish: &Finish) -> Result<Received> {
    let stages = Stages::load(tx, staff.lang).await?;
    let held = batches::claim(tx, staff, &wish.no, wish.version).await?;
    if held.reason.is_some() {
        return Err(Refusal::field("slices", FaultCode::OnHold).into());
    }
    if !matches!(wish.rest.as_str(), AWAIT | AGAIN) {
        return Err(Refusal::field("rest", FaultCode::UnknownChoice).into());
    }
    let nothing = || Refusal::field("text", FaultCode::Required);
    let receipt = open_receipt(tx, held.id).await?.ok_or_else(nothing)?;
    let scans = scans_of(tx, receipt).await?;
    if i64::try_from(scans.len()).ok() != Some(wish.seen) {
        return Err(Refusal::Stale.into());
    }
    let waiting = plan::waiting(tx, held.id).await?;
    let mut count = Count::of(waiting.iter().map(|line| (line.isbn.clone(), line.copies)));
    for scan in &scans {
        count.add(scan);
    }
    let shares = plan::plan(staff, &waiting, &count);
    let received = carry_out(tx, staff, &stages, (&held, &shares, &wish.rest)).await?;
    extras::found(tx, staff, (held.id, &held.stage), &surplus(&count)).await?;
    close(tx, staff, (receipt, &wish.no), (&shares, &count)).await?;
    Ok(received)
}

/// Sends each share where it belongs.
async fn carry_out(
    tx: &mut Tx,
    staff: &Staff<'_>,
    stages: &Stages,
    (held, shares, rest): (&Held, &[ShareRow], &str),
) -> Result<Received> {
    let slices = batches::slices_in(tx, held).await?;
    let part =
        |of: fn(&ShareRow) -> i64| Taken { held: held.clone(), chosen: chosen(&slices, shares, of), whole: false };
    let (sound, damaged, short) = (part(|share| share.gets), part(|share| share.damaged), part(|share| share.short));
    let first = stages.first().ok_or(Refusal::NotFound)?;
    if !damaged.chosen.is_empty() {
        batches::exclude(tx, staff, (held, first), &damaged.chosen, (DAMAGED, "")).await?;
    }
    let mut received = Received { into: None, held: None };
    if !short.chosen.is_empty() && rest == AWAIT {
        received.held = Some(batches::keep_back(tx, staff, stages, (&short, AWAITED, "")).await?);
    } else if !short.chosen.is_empty() {
        batches::exclude(tx, staff, (held, first), &short.chosen, (SHORT, "")).await?;
    }
    if !sound.chosen.is_empty() {
        received.into = batches::pass_on(tx, staff, stages, (&[sound], None)).await?;
    }
    Ok(received)
}

/// The copies of each slice that a share names, in the order of keys.
fn chosen(slices: &[HeldSlice], shares: &[ShareRow], of: fn(&ShareRow) -> i64) -> Vec<(HeldSlice, i64)> {
    let copies = |slice: &HeldSlice| shares.iter().find(|share| share.slice_id == slice.slice_id).map_or(0, of);
    slices.iter().map(|slice| (slice.clone(), copies(slice))).filter(|(_, copies)| *copies > 0).collect()
}

/// What came beyond what was ordered.
fn surplus(count: &Count) -> Vec<Surplus> {
    let of = |isbn: &String, copies: i64, damaged: bool| {
        (copies > 0).then(|| Surplus { isbn: isbn.clone(), copies, damaged })
    };
    let both = count
        .tallies()
        .map(|(isbn, tally)| [of(isbn, tally.sound_over(), false), of(isbn, tally.damaged_over(), true)]);
    both.flatten().flatten().collect()
}

/// Closes the count and writes down who got what by which claims.
async fn close(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (receipt, no): (Uuid, &str),
    (shares, count): (&[ShareRow], &Count),
) -> Result<()> {
    sql!(
        execute,
        tx,
        "update receipts set closed_by = $2, closed_at = $3 where id = $1",
        receipt,
        staff.user_id,
        staff.now
    )?;
    let over: Vec<_> =
        count.tallies().filter(|(_, tally)| tally.over() > 0).map(|(isbn, tally)| (isbn, tally.over())).collect();
    let detail = serde_json::json!({ "receipt": receipt, "shares": shares, "over": over });
    let entry = audit::Entry { org_id: staff.org_id, verb: "receipt.finish", subject: no.to_owned(), detail };
    audit::record(tx, staff, entry).await
}
