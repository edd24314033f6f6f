//! Open lines by publisher, and making purchase batches of them: at the cut-off, or at once for what is urgent.

use kernel::shapes::{OpenGroup, OpenLine, OpenPage};
use kernel::{FaultCode, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::pour::{self, HeldSlice, NewBatch};
use crate::audit;
use crate::cutoffs::{self, WorkDays};
use crate::moves::{self, Act, Passage, Place};
use crate::scope::Staff;
use crate::stages::{Stage, Stages};

/// Most open lines of one publisher on a page and in one batch.
const MOST_LINES: i64 = 1_000;

/// Which open lines become a batch.
#[derive(Clone, Debug)]
pub struct Gather {
    /// The publisher.
    pub publisher_id: Uuid,
    /// The slices that were ticked; all of the publisher's when empty.
    pub slices: Vec<Uuid>,
}

/// Which publishers a desk looks at; an empty word is no wish.
#[derive(Clone, Debug, Default)]
pub struct OpenFilter {
    /// A part of the publisher's name.
    pub publisher: String,
    /// Country, ISO 3166-1.
    pub country: String,
    /// Currency, ISO 4217.
    pub currency: String,
}

impl OpenFilter {
    fn takes(&self, group: &OpenGroup) -> bool {
        let name = self.publisher.trim().to_lowercase();
        let same = |wish: &str, have: &str| wish.trim().is_empty() || wish.trim().eq_ignore_ascii_case(have);
        (name.is_empty() || group.publisher.to_lowercase().contains(&name))
            && same(&self.country, &group.country)
            && same(&self.currency, &group.currency)
    }
}

/// Lines that wait for a purchase batch, by publisher: what is urgent first, then by the cut-off that the oldest line waits
/// for, so that what was missed comes before what is near.
pub async fn open_groups(conn: &mut Conn, staff: &Staff<'_>, filter: &OpenFilter) -> Result<Vec<OpenGroup>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        publisher_id: Uuid,
        publisher: String,
        country: String,
        currency: String,
        lines: i64,
        copies: i64,
        urgent: i64,
        oldest: i64,
        needed_by: Option<i64>,
    }
    let _ = staff;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with sums as (
           select publisher_id, count(*) as lines, cast(sum(copies) as bigint) as copies, count(urgent_at) as urgent,
                  min(since) as oldest, min(needed_by) as needed_by
           from open_lines group by publisher_id)
         select u.publisher_id, p.name as publisher, p.country, p.currency, u.lines, u.copies, u.urgent, u.oldest,
                u.needed_by
         from sums u join publishers p on p.id = u.publisher_id"
    )?;
    let (rhythms, days) = (cutoffs::rhythms(conn).await?, WorkDays::load(conn).await?);
    let group = |row: Row| OpenGroup {
        cutoff: rhythms.get(&row.publisher_id).map(|rhythm| rhythm.after(row.oldest, &days)),
        publisher_id: row.publisher_id,
        publisher: row.publisher,
        country: row.country,
        currency: row.currency,
        lines: row.lines,
        copies: row.copies,
        urgent: row.urgent,
        oldest: row.oldest,
        needed_by: row.needed_by,
    };
    let mut groups: Vec<OpenGroup> = rows.into_iter().map(group).filter(|group| filter.takes(group)).collect();
    groups.sort_by(|a, b| pressing(a).cmp(&pressing(b)));
    Ok(groups)
}

/// What makes a publisher press: sorted by it, the first comes first.
fn pressing(group: &OpenGroup) -> (bool, i64, i64, &str) {
    (group.urgent == 0, group.cutoff.unwrap_or(i64::MAX), group.oldest, &group.publisher)
}

/// What waits at one publisher.
///
/// # Errors
/// `NotFound` for a publisher that is none.
pub async fn open_page(conn: &mut Conn, staff: &Staff<'_>, publisher_id: Uuid) -> Result<OpenPage> {
    let found = sql!(fetch_optional as (String,), conn, "select name from publishers where id = $1", publisher_id)?;
    let (publisher,) = found.ok_or(Refusal::NotFound)?;
    let stages = Stages::load(conn, staff.lang).await?;
    let buys = stages.first().and_then(|first| stages.after(&first.code)).ok_or(Refusal::NotFound)?;
    Ok(OpenPage { publisher, desk: buys.desk_name.clone(), lines: open_lines(conn, staff, publisher_id).await? })
}

/// The open lines of one publisher, urgent and oldest first, at most 1,000.
pub async fn open_lines(conn: &mut Conn, staff: &Staff<'_>, publisher_id: Uuid) -> Result<Vec<OpenLine>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        slice_id: Uuid,
        order_no: String,
        org_zh: String,
        org_en: String,
        isbn: String,
        title: String,
        copies: i64,
        since: i64,
        needed_by: Option<i64>,
        urgent: bool,
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with first as (
           select org_id, line_id from open_lines where publisher_id = $1 order by urgent_at is null, since, line_id limit $2)
         select s.id as slice_id, o.no as order_no, r.name_zh as org_zh, r.name_en as org_en, t.isbn, t.title, s.copies, s.since,
                o.needed_by, l.urgent_at is not null as urgent
         from first f cross join slices s cross join stages g cross join order_lines l cross join orders o cross join orgs r
         cross join titles t
         where s.org_id = f.org_id and s.line_id = f.line_id and g.code = s.stage and g.kind = 'open'
           and l.org_id = s.org_id and l.id = s.line_id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
           and t.id = l.title_id
         order by l.urgent_at is null, s.since, s.line_id",
        publisher_id,
        MOST_LINES
    )?;
    let line = |row: Row| OpenLine {
        org: staff.lang.pick(&row.org_zh, &row.org_en).to_owned(),
        slice_id: row.slice_id,
        order_no: row.order_no,
        isbn: row.isbn,
        title: row.title,
        copies: row.copies,
        since: row.since,
        needed_by: row.needed_by,
        urgent: row.urgent,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Makes a purchase batch of one publisher's open lines and answers with its number.
///
/// # Errors
/// `slices: NothingChosen` when none of them is open any more; `NotAllowed` for another desk's people.
pub async fn gather(tx: &mut Tx, staff: &Staff<'_>, wish: &Gather) -> Result<String> {
    let stages = Stages::load(tx, staff.lang).await?;
    let (first, _) = buying(staff, &stages)?;
    let mut slices = waiting(tx, &first.code, wish.publisher_id).await?;
    if !wish.slices.is_empty() {
        slices.retain(|slice| wish.slices.contains(&slice.held.slice_id));
    }
    let slices: Vec<HeldSlice> = slices.into_iter().map(|slice| slice.held).collect();
    buy(tx, staff, &stages, (wish.publisher_id, &slices)).await
}

/// Buys everything urgent at once, whatever the cut-offs are: a batch for each publisher; answers with their numbers.
///
/// # Errors
/// `slices: NothingChosen` when nothing urgent waits; `NotAllowed` for another desk's people.
pub async fn gather_urgent(tx: &mut Tx, staff: &Staff<'_>) -> Result<Vec<String>> {
    let stages = Stages::load(tx, staff.lang).await?;
    let (first, _) = buying(staff, &stages)?;
    let publishers = sql!(
        fetch_all as (Uuid,),
        tx,
        "select distinct publisher_id from open_lines where urgent_at is not null order by publisher_id"
    )?;
    let mut numbers = Vec::with_capacity(publishers.len());
    for (publisher_id,) in publishers {
        let slices = waiting(tx, &first.code, publisher_id).await?;
        let urgent: Vec<HeldSlice> = slices.into_iter().filter(|slice| slice.urgent).map(|slice| slice.held).collect();
        numbers.push(buy(tx, staff, &stages, (publisher_id, &urgent)).await?);
    }
    if numbers.is_empty() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    Ok(numbers)
}

/// The stage in which lines wait and the one in which they are bought, for who may buy.
fn buying<'s>(staff: &Staff<'_>, stages: &'s Stages) -> Result<(&'s Stage, &'s Stage), Refusal> {
    let first = stages.first().ok_or(Refusal::NotFound)?;
    let next = stages.after(&first.code).ok_or(Refusal::NotFound)?;
    staff.holds(&next.desk)?;
    Ok((first, next))
}

/// Copies that wait, and whether their line is urgent.
#[derive(sqlx::FromRow)]
struct Waiting {
    #[sqlx(flatten)]
    held: HeldSlice,
    urgent: bool,
}

async fn waiting(tx: &mut Tx, stage: &str, publisher_id: Uuid) -> Result<Vec<Waiting>> {
    sql!(
        fetch_all as Waiting,
        tx,
        "with first as (
           select org_id, line_id from open_lines where publisher_id = $2 order by urgent_at is null, since, line_id limit $3)
         select s.org_id, s.id as slice_id, s.line_id, l.order_id, o.payer_id, s.copies,
                l.urgent_at is not null as urgent
         from first f cross join slices s cross join order_lines l cross join orders o
         where s.org_id = f.org_id and s.line_id = f.line_id and s.stage = $1 and l.org_id = s.org_id and l.id = s.line_id
           and o.org_id = l.org_id and o.id = l.order_id
         order by l.urgent_at is null, s.since, s.line_id",
        stage,
        publisher_id,
        MOST_LINES
    )
}

/// A purchase batch of these lines.
async fn buy(
    tx: &mut Tx,
    staff: &Staff<'_>,
    stages: &Stages,
    (publisher_id, slices): (Uuid, &[HeldSlice]),
) -> Result<String> {
    if slices.is_empty() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    let (from, to) = buying(staff, stages)?;
    let new = NewBatch { stage: &to.code, publisher: Some(publisher_id), held: None };
    let (batch, no) = pour::open(tx, staff, stages, new).await?;
    let act = Act { kind: "batch", to_batch: Some(batch), by: staff.user_id, at: staff.now, ..Act::default() };
    let move_id = moves::open(tx, &act).await?;
    let place = Place { stage: to.code.clone(), batch: Some(batch) };
    let passage = |slice: &HeldSlice| Passage {
        org_id: slice.org_id,
        line_id: slice.line_id,
        slice_id: slice.slice_id,
        from: Place { stage: from.code.clone(), batch: None },
        to: place.clone(),
        copies: slice.copies,
    };
    moves::pass_all(tx, move_id, staff.now, &slices.iter().map(passage).collect::<Vec<_>>()).await?;
    super::recount(tx, batch, staff.now).await?;
    let detail = serde_json::json!({ "lines": slices.len() });
    let entry = audit::Entry { org_id: staff.org_id, verb: "batch.gather", subject: no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    super::tell(tx, staff, slices.iter().map(|slice| (slice.org_id, slice.order_id)).collect(), batch).await?;
    Ok(no)
}
