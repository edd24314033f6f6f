//! Taking a scan down, or many at once.

use kernel::paste::{self, PasteRow};
use kernel::shapes::Verdict;
use kernel::{FaultCode, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::count::{Count, DAMAGED, SOUND, Scanned};
use super::{open_receipt, plan, scans_of};
use crate::scope::{Staff, new_id};
use crate::stages::Stages;
use crate::{audit, batches, events};

/// Most books of one send.
const MOST_BOOKS: usize = 500;

/// What a scanner or a person typed.
#[derive(Clone, Debug)]
pub struct Scan {
    /// Number of the batch.
    pub no: String,
    /// Made by the sender before the first send: a repeat counts nothing twice.
    pub id: Uuid,
    /// ISBNs, one a line; a number behind one is copies.
    pub text: String,
    /// Whether they are damaged.
    pub damaged: bool,
    /// Takes earlier scans back.
    pub back: bool,
}

/// Counts books into a batch; the first scan begins the count. Answers with what each of them means. What is no ISBN is kept
/// too: no scan is lost.
///
/// # Errors
/// `text: Required | TooManyLines`, `text: CopiesGone` for taking back more than was counted, `text: OnHold`; `Stale`
/// when everything has left the batch; `NotFound`, `NotAllowed`.
pub async fn scan(tx: &mut Tx, staff: &Staff<'_>, wish: &Scan) -> Result<Vec<Verdict>> {
    let stages = Stages::load(tx, staff.lang).await?;
    let (batch, head) = batches::head(tx, &stages, &wish.no).await?;
    let desk = stages.get(&head.stage).map(|stage| stage.desk.clone()).ok_or(Refusal::NotFound)?;
    staff.holds(&desk)?;
    if head.held.is_some() {
        return Err(Refusal::field("text", FaultCode::OnHold).into());
    }
    let books = read(&wish.text)?;
    let waiting = plan::waiting(tx, batch).await?;
    if waiting.is_empty() {
        return Err(Refusal::Stale.into());
    }
    let mut count = Count::of(waiting.iter().map(|line| (line.isbn.clone(), line.copies)));
    let known = sql!(fetch_optional as (i64,), tx, "select count(*) from scans where id = $1", wish.id)?;
    let repeat = known.is_some_and(|(rows,)| rows > 0);
    let receipt = match open_receipt(tx, batch).await? {
        Some(receipt) => receipt,
        None if repeat => return Ok(Vec::new()),
        None => begin(tx, staff, batch).await?,
    };
    for scanned in scans_of(tx, receipt).await? {
        count.add(&scanned);
    }
    if repeat {
        return Ok(Vec::new());
    }
    let verdicts = take_down(tx, staff, wish, (receipt, &books), &mut count).await?;
    let detail = serde_json::json!({ "receipt": receipt, "send": wish.id, "books": books.len(), "back": wish.back });
    let entry = audit::Entry { org_id: staff.org_id, verb: "receipt.scan", subject: wish.no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "receipt.scanned", batch).await?;
    Ok(verdicts)
}

/// Writes the books of one send down and says what each of them means.
async fn take_down(
    tx: &mut Tx,
    staff: &Staff<'_>,
    wish: &Scan,
    (receipt, books): (Uuid, &[PasteRow]),
    count: &mut Count,
) -> Result<Vec<Verdict>> {
    let mut verdicts = Vec::with_capacity(books.len());
    for (position, book) in (1_i64..).zip(books) {
        let scanned = scanned(wish, book);
        verdicts.push(count.add(&scanned));
        let tally = scanned.isbn.as_deref().map(|isbn| count.tally(isbn)).unwrap_or_default();
        if tally.sound < 0 || tally.damaged < 0 || (wish.back && scanned.isbn.is_none()) {
            return Err(Refusal::field("text", FaultCode::CopiesGone).into());
        }
        write(tx, staff, (receipt, wish.id, position), &scanned).await?;
    }
    Ok(verdicts)
}

fn read(text: &str) -> Result<Vec<PasteRow>, Refusal> {
    let too_many = FaultCode::TooManyLines { max: u32::try_from(MOST_BOOKS).unwrap_or(u32::MAX) };
    match paste::read(text) {
        Ok(books) if books.is_empty() => Err(Refusal::field("text", FaultCode::Required)),
        Ok(books) if books.len() <= MOST_BOOKS => Ok(books),
        _ => Err(Refusal::field("text", too_many)),
    }
}

fn scanned(wish: &Scan, book: &PasteRow) -> Scanned {
    let (isbn, copies) = match &book.read {
        Ok((isbn, copies)) => (Some(isbn.to_string()), *copies),
        Err(_) => (None, 1),
    };
    let state = if wish.damaged { DAMAGED } else { SOUND };
    let copies = if wish.back { -copies } else { copies };
    // A broken scanner may send what no database takes.
    let typed = book.typed.chars().filter(|c| !c.is_control()).collect();
    Scanned { typed, isbn, copies, state: state.to_owned(), ..Scanned::default() }
}

/// Opens the count; of two first scans in one moment, both find the one that was opened.
async fn begin(tx: &mut Tx, staff: &Staff<'_>, batch: Uuid) -> Result<Uuid> {
    sql!(
        execute,
        tx,
        "insert into receipts (id, batch_id, opened_by, opened_at, closed_by, closed_at) values ($1, $2, $3, $4, null, null)
         on conflict (batch_id) where closed_at is null do nothing",
        new_id(),
        batch,
        staff.user_id,
        staff.now
    )?;
    open_receipt(tx, batch).await?.ok_or_else(|| Refusal::Busy.into())
}

async fn write(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (receipt, id, position): (Uuid, Uuid, i64),
    scanned: &Scanned,
) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into scans (id, position, receipt_id, typed, isbn, copies, state, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id, position) do nothing",
        id,
        position,
        receipt,
        &scanned.typed,
        scanned.isbn.as_deref(),
        scanned.copies,
        &scanned.state,
        staff.user_id,
        staff.now
    )?;
    Ok(())
}
