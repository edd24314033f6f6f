//! A count as a desk sees it, with the trial of who would get what.

use std::collections::HashMap;

use kernel::Refusal;
use kernel::shapes::{BatchRow, ReceiptBook, ReceiptPage, ReceiptStop, ScanRow, ShareRow};
use store::{Conn, Result, sql};

use super::count::{Count, Scanned};
use super::{open_receipt, plan, scans_of};
use crate::batches;
use crate::scope::Staff;
use crate::stages::{Stage, Stages};

/// Scans shown.
const LAST_SCANS: usize = 30;

/// The count of a batch so far.
///
/// # Errors
/// `NotFound` for a number that is none.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, no: &str) -> Result<ReceiptPage> {
    let stages = Stages::load(conn, staff.lang).await?;
    let (batch, head) = batches::head(conn, &stages, no).await?;
    let stage = stages.get(&head.stage).ok_or(Refusal::NotFound)?;
    let waiting = plan::waiting(conn, batch).await?;
    let mut titles: HashMap<String, String> =
        waiting.iter().map(|line| (line.isbn.clone(), line.title.clone())).collect();
    let scans = match open_receipt(conn, batch).await? {
        Some(receipt) => scans_of(conn, receipt).await?,
        None => Vec::new(),
    };
    let mut count = Count::of(waiting.iter().map(|line| (line.isbn.clone(), line.copies)));
    let mut rows: Vec<ScanRow> = Vec::with_capacity(scans.len());
    for scan in &scans {
        if let Some(isbn) = scan.isbn.as_ref().filter(|isbn| !titles.contains_key(*isbn)) {
            let title = title_of(conn, isbn).await?;
            titles.insert(isbn.clone(), title);
        }
        let verdict = count.add(scan);
        rows.push(row(scan, &titles, verdict));
    }
    let seen = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    rows.reverse();
    rows.truncate(LAST_SCANS);
    let mut shares = plan::plan(staff, &waiting, &count);
    shares.sort_by(|a, b| (&a.title, &a.isbn, order(a)).cmp(&(&b.title, &b.isbn, order(b))));
    Ok(ReceiptPage {
        version: head.version,
        stop: stop(staff, stage, &head),
        next_stage: stages.after(&head.stage).map(|next| next.name.clone()),
        seen,
        books: books(&count, &titles),
        scans: rows,
        shares,
        head,
    })
}

/// Why the reader cannot count the batch: what another desk holds is nobody else's business, whatever state it is in.
fn stop(staff: &Staff<'_>, stage: &Stage, head: &BatchRow) -> Option<ReceiptStop> {
    if staff.holds(&stage.desk).is_err() {
        return Some(ReceiptStop::OtherDesk(stage.desk_name.clone()));
    }
    match &head.held {
        _ if head.copies == 0 => Some(ReceiptStop::Gone),
        Some(reason) => Some(ReceiptStop::Held(reason.clone())),
        None => None,
    }
}

/// The order of the rule, for the eye.
fn order(share: &ShareRow) -> (bool, Option<i64>, i64, i64) {
    (share.needed_by.is_none(), share.needed_by, crate::days::today(share.placed_at), share.priority)
}

fn row(scan: &Scanned, titles: &HashMap<String, String>, verdict: kernel::shapes::Verdict) -> ScanRow {
    ScanRow {
        typed: scan.typed.clone(),
        title: scan.isbn.as_ref().and_then(|isbn| titles.get(isbn)).cloned().unwrap_or_default(),
        isbn: scan.isbn.clone(),
        copies: scan.copies,
        damaged: scan.damaged(),
        verdict,
        at: scan.at,
        by: scan.by_name.clone().unwrap_or_default(),
    }
}

/// What still lacks copies comes first, then what came too much, then the rest by title.
fn books(count: &Count, titles: &HashMap<String, String>) -> Vec<ReceiptBook> {
    let title = |isbn: &String| titles.get(isbn).cloned().unwrap_or_default();
    let mut books: Vec<ReceiptBook> =
        count.tallies().map(|(isbn, tally)| tally.shown(isbn.clone(), title(isbn))).collect();
    books.sort_by(|a, b| {
        (a.short == 0, a.over == 0, &a.title, &a.isbn).cmp(&(b.short == 0, b.over == 0, &b.title, &b.isbn))
    });
    books
}

/// The title of a book that is not in the batch, if the catalogue has it.
async fn title_of(conn: &mut Conn, isbn: &str) -> Result<String> {
    let found = sql!(fetch_optional as (String,), conn, "select title from titles where isbn = $1", isbn)?;
    Ok(found.map(|(title,)| title).unwrap_or_default())
}
