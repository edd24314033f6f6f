//! Accepting: the customer says line by line what was in the parcel. What is said is never changed; what is refused is a
//! complaint in the same transaction.

use std::collections::BTreeSet;

use kernel::shapes::{Accepted, ParcelLine};
use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::rows::{Reason, lines_of, reasons};
use super::{Handled, deliver, handled, number};
use crate::complaints::{self, FileComplaint};
use crate::scope::{Scope, new_id};
use crate::stages::Stages;
use crate::{audit, events, invoices};

/// What a customer says of a parcel.
#[derive(Clone, Debug, Default)]
pub struct AcceptParcel {
    /// Number of the parcel.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// Made by the page before the first send: a repeat says nothing twice and is answered as the first time.
    pub key: Uuid,
    /// Whether all copies of which nothing was said yet are accepted; `lines` is not looked at then.
    pub whole: bool,
    /// What is said of single lines.
    pub lines: Vec<AcceptLine>,
}

/// What a customer says of one line. Nothing is said by two zeroes.
#[derive(Clone, Debug, Default)]
pub struct AcceptLine {
    /// The line.
    pub line_id: Uuid,
    /// Copies that are as they should be.
    pub accepted: i64,
    /// Copies that are missing, damaged or wrong.
    pub refused: i64,
    /// Code of the reason, when some are refused.
    pub reason: String,
    /// Free note, at most 500 characters.
    pub note: String,
}

/// What is said of one line, without faults.
struct Word<'l> {
    line: &'l ParcelLine,
    accepted: i64,
    refused: i64,
    reason: Option<&'l Reason>,
    note: String,
}

/// Takes down what a customer says of a parcel. One that was sent and not marked as delivered is delivered by it: the customer
/// has it in hand. It closes when something was said of every copy.
///
/// # Errors
/// `NotFound` outside of what the person sees, `NotAllowed` for who may not order, `Stale` when the parcel changed or is
/// closed. `lines: NotSent` for one that is only packed, `lines: NothingChosen`; for the line at place `n`:
/// `lines.n.line_id: UnknownChoice | Taken`, `lines.n.accepted` and `lines.n.refused: OutOfRange` beyond the copies of which
/// nothing was said, `lines.n.reason: UnknownChoice`, `lines.n.note: TooLong | Unreadable`.
pub async fn accept(tx: &mut Tx, scope: &Scope, form: &AcceptParcel) -> Result<Accepted> {
    let parcel = handled(tx, scope, &number(&form.no)).await?;
    scope.buyer()?;
    let by = scope.person()?;
    let claimed = parcel.claim(tx, form.version).await;
    // Looked up after the claim: of two sends at once the second one waits there for the first.
    if let Some(accepted) = said_before(tx, &parcel, form.key).await? {
        return Ok(accepted);
    }
    claimed?;
    if parcel.closed_at.is_some() {
        return Err(Refusal::Stale.into());
    }
    if parcel.sent_at.is_none() && parcel.delivered_at.is_none() {
        return Err(Refusal::field("lines", FaultCode::NotSent).into());
    }
    let (lines, reasons) = (lines_of(tx, parcel.org_id, parcel.id).await?, reasons(tx).await?);
    let words = if form.whole { everything(&lines)? } else { checked(&lines, &reasons, &form.lines)? };
    if parcel.delivered_at.is_none() {
        let stages = Stages::load(tx, scope.lang).await?;
        deliver::bring(tx, scope, &stages, std::slice::from_ref(&parcel)).await?;
    }
    for word in &words {
        let complaint = complain(tx, scope, &parcel.no, word).await?;
        say(tx, (&parcel, form.key, by, scope.now), word, complaint).await?;
    }
    settle(tx, scope, &parcel).await?;
    let said: Vec<_> = words.iter().map(|word| (word.line.line_id, word.accepted, word.refused)).collect();
    let detail = serde_json::json!({ "batch": parcel.batch_no, "lines": said });
    let entry = audit::Entry { org_id: parcel.org_id, verb: "parcel.accept", subject: parcel.no.clone(), detail };
    audit::record(tx, scope, entry).await?;
    events::record(tx, scope.now, parcel.org_id, "parcel.changed", parcel.id).await?;
    outcome(tx, &parcel, form.key).await
}

/// The answer to a form that came before.
async fn said_before(tx: &mut Tx, parcel: &Handled, key: Uuid) -> Result<Option<Accepted>> {
    let (rows,) = sql!(
        fetch_one as (i64,),
        tx,
        "select count(*) from acceptances where org_id = $1 and parcel_id = $2 and form_id = $3",
        parcel.org_id,
        parcel.id,
        key
    )?;
    if rows == 0 { Ok(None) } else { outcome(tx, parcel, key).await.map(Some) }
}

/// What became of a form: its complaints, and how much of the parcel is open.
async fn outcome(tx: &mut Tx, parcel: &Handled, key: Uuid) -> Result<Accepted> {
    let complaints = sql!(
        fetch_all as (String,),
        tx,
        "select distinct complaint_no from acceptances
         where org_id = $1 and parcel_id = $2 and form_id = $3 and complaint_no is not null order by complaint_no",
        parcel.org_id,
        parcel.id,
        key
    )?;
    let lines = lines_of(tx, parcel.org_id, parcel.id).await?;
    Ok(Accepted {
        complaints: complaints.into_iter().map(|(no,)| no).collect(),
        unsaid: lines.iter().map(ParcelLine::unsaid).sum(),
    })
}

/// All copies of which nothing was said are accepted.
fn everything(lines: &[ParcelLine]) -> Result<Vec<Word<'_>>, Refusal> {
    let open = lines.iter().filter(|line| line.unsaid() > 0);
    let words: Vec<Word<'_>> = open
        .map(|line| Word { line, accepted: line.unsaid(), refused: 0, reason: None, note: String::new() })
        .collect();
    if words.is_empty() { Err(Refusal::field("lines", FaultCode::NothingChosen)) } else { Ok(words) }
}

/// What the form says, with every fault of it.
fn checked<'l>(lines: &'l [ParcelLine], reasons: &'l [Reason], form: &[AcceptLine]) -> Result<Vec<Word<'l>>, Refusal> {
    let mut faults = Faults::new();
    let mut named = BTreeSet::new();
    let mut words = Vec::new();
    for (place, said) in form.iter().enumerate() {
        if (said.accepted, said.refused) == (0, 0) {
            continue;
        }
        let field = |name: &str| format!("lines.{place}.{name}");
        let note = faults.text(&field("note"), &said.note, 0, 500);
        let Some(line) = lines.iter().find(|line| line.line_id == said.line_id) else {
            faults.add(&field("line_id"), FaultCode::UnknownChoice);
            continue;
        };
        if !named.insert(line.line_id) {
            faults.add(&field("line_id"), FaultCode::Taken);
        }
        let most = line.unsaid();
        if !(0..=most).contains(&said.accepted) {
            faults.add(&field("accepted"), FaultCode::OutOfRange { min: 0, max: most });
        }
        let most_refused = (most - said.accepted).clamp(0, most);
        if !(0..=most_refused).contains(&said.refused) {
            faults.add(&field("refused"), FaultCode::OutOfRange { min: 0, max: most_refused });
        }
        let reason = reasons.iter().find(|reason| said.refused > 0 && reason.code == said.reason);
        if said.refused > 0 && reason.is_none() {
            faults.add(&field("reason"), FaultCode::UnknownChoice);
        }
        words.push(Word { line, accepted: said.accepted, refused: said.refused, reason, note });
    }
    if words.is_empty() && faults.0.is_empty() {
        faults.add("lines", FaultCode::NothingChosen);
    }
    faults.check()?;
    Ok(words)
}

/// Files a complaint about what is refused, in the words of the reason and the customer's own. It names what was refused of
/// the line before: otherwise a second copy would look like a repeat of the first one's complaint, and be none.
async fn complain(tx: &mut Tx, scope: &Scope, parcel: &str, word: &Word<'_>) -> Result<Option<String>> {
    let Some(reason) = word.reason else { return Ok(None) };
    let name = scope.lang.pick(&reason.name_zh, &reason.name_en);
    let ParcelLine { isbn, title, order_no, line_id, .. } = word.line;
    let count = match word.line.refused {
        0 => word.refused.to_string(),
        before => format!("{before} + {}", word.refused),
    };
    let what = format!("{name} × {count} · {isbn} · {title} · {parcel}");
    let form = FileComplaint {
        order_no: order_no.clone(),
        line: Some(*line_id),
        kind: reason.complaint.clone(),
        subject: format!("{name} × {count} · {parcel}"),
        body: if word.note.is_empty() { what } else { format!("{what}\n\n{}", word.note) },
    };
    complaints::file(tx, scope, &form).await.map(Some)
}

/// Writes down what was said of one line.
async fn say(
    tx: &mut Tx,
    (parcel, key, by, at): (&Handled, Uuid, Uuid, i64),
    word: &Word<'_>,
    complaint: Option<String>,
) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into acceptances (org_id, id, form_id, parcel_id, line_id, accepted, refused, reason, note, complaint_no,
                                  by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        parcel.org_id,
        new_id(),
        key,
        parcel.id,
        word.line.line_id,
        word.accepted,
        word.refused,
        word.reason.map(|reason| reason.code.as_str()),
        &word.note,
        complaint,
        by,
        at
    )?;
    Ok(())
}

/// Closes a parcel when something was said of every copy, and bills it.
async fn settle(tx: &mut Tx, scope: &Scope, parcel: &Handled) -> Result<()> {
    let lines = lines_of(tx, parcel.org_id, parcel.id).await?;
    if lines.iter().any(|line| line.unsaid() > 0) {
        return Ok(());
    }
    sql!(
        execute,
        tx,
        "update parcels set closed_at = $3, closed_by = 'customer' where org_id = $1 and id = $2",
        parcel.org_id,
        parcel.id,
        scope.now
    )?;
    invoices::issue(tx, scope, (parcel.org_id, parcel.id)).await
}
