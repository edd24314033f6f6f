//! A person's notices as the portal shows them, and the mark that they were read. The orders of a notice are shown as far
//! as the reader may see them today.

use std::collections::HashMap;

use kernel::shapes::{CauseNote, InvoiceNote, MovedDates, NoticeOrder, NoticeRow, Notices, Topic};
use kernel::{Lang, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::events;
use crate::scope::Scope;

/// Notices on one page.
const PAGE: usize = 50;
/// How causes begin of which a ticket went up.
pub(super) const RAISED: &str = "ticket:raised:";
/// The count of what was not read stops here; a page says "more than 99".
const MOST_UNREAD: i64 = 100;

/// Notices of the person who asks, newest first, fifty at a time.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn list(conn: &mut Conn, scope: &Scope, after: Option<&str>) -> Result<Notices> {
    let reader = (scope.org_id, scope.person()?);
    let (at, cause) = cursor(after);
    let mut heads = sql!(
        fetch_all as Head,
        conn,
        "select n.cause, n.day, n.topic, n.at, cast(case when n.read_at is null then 0 else 1 end as bigint) as seen,
                s.name_zh as stage_zh, s.name_en as stage_en, b.no as batch, r.name_zh as reason_zh, r.name_en as reason_en,
                n.complaint_no, c.kind as cause_kind, c.text_zh, c.text_en, c.extra_days, c.posted_at, c.closed_at, n.band, n.act_by,
                n.old_low, n.old_high, n.new_low, n.new_high,
                i.no as invoice, i.total_fen, i.due_day, i.paid_day, p.no as billed_parcel
         from notices n left join stages s on s.code = n.stage left join batches b on b.id = n.batch_id
         left join reasons r on r.code = n.reason left join causes c on c.id = n.cause_id
         left join invoices i on n.topic = 'invoice' and i.no = substr(n.cause, 9) and i.payer_id = n.org_id
         left join parcels p on p.org_id = i.org_id and p.id = i.parcel_id
         where n.org_id = $1 and n.user_id = $2 and (n.at, n.cause) < ($3, $4)
         order by n.at desc, n.cause desc limit $5",
        reader.0,
        reader.1,
        at,
        &cause,
        i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
    )?;
    let more = heads.len() > PAGE;
    heads.truncate(PAGE);
    let next = heads.last().filter(|_| more).map(|head| format!("{}_{}", head.at, head.cause));
    let mut orders = HashMap::new();
    if let (Some(newest), Some(oldest)) = (heads.first(), heads.last()) {
        orders = orders_between(conn, reader, (oldest.at, newest.at)).await?;
    }
    let rows = heads.into_iter().filter_map(|head| {
        let of_it = orders.remove(&(head.cause.clone(), head.day)).unwrap_or_default();
        head.shape(of_it, scope.lang)
    });
    Ok(Notices { rows: rows.collect(), unread: unread(conn, scope).await?, next })
}

/// How many notices the person has not read; stops counting at 100.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn unread(conn: &mut Conn, scope: &Scope) -> Result<i64> {
    let (count,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from (
           select 1 from notices where org_id = $1 and user_id = $2 and read_at is null limit $3) few",
        scope.org_id,
        scope.person()?,
        MOST_UNREAD
    )?;
    Ok(count)
}

/// Marks one notice as read; a repeat changes nothing. `key` is that of its row.
///
/// # Errors
/// `NotFound` for a notice that is not the person's own.
pub async fn read(tx: &mut Tx, scope: &Scope, key: &str) -> Result<()> {
    let user_id = scope.person()?;
    let (day, cause) = key.split_once('_').ok_or(Refusal::NotFound)?;
    let day: i64 = day.parse().map_err(|_| Refusal::NotFound)?;
    let found = sql!(
        execute,
        tx,
        "update notices set read_at = coalesce(read_at, $5)
         where org_id = $1 and user_id = $2 and cause = $3 and day = $4",
        scope.org_id,
        user_id,
        cause,
        day,
        scope.now
    )?;
    if found == 0 {
        return Err(Refusal::NotFound.into());
    }
    events::record(tx, scope.now, scope.org_id, "notice.read", user_id).await
}

/// Marks everything as read that was there at an instant: what came since the page was made stays unread.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn read_all(tx: &mut Tx, scope: &Scope, until: i64) -> Result<()> {
    let user_id = scope.person()?;
    sql!(
        execute,
        tx,
        "update notices set read_at = $3 where org_id = $1 and user_id = $2 and read_at is null and at <= $4",
        scope.org_id,
        user_id,
        scope.now,
        until
    )?;
    events::record(tx, scope.now, scope.org_id, "notice.read", user_id).await
}

/// The place after a row: its instant and its cause.
fn cursor(after: Option<&str>) -> (i64, String) {
    let read = after.and_then(|text| text.split_once('_'));
    let read = read.and_then(|(at, cause)| Some((at.parse().ok()?, cause.to_owned())));
    read.unwrap_or((i64::MAX, String::new()))
}

/// The orders of a person's notices between two instants, by cause and day.
async fn orders_between(
    conn: &mut Conn,
    (org_id, user_id): (Uuid, Uuid),
    (oldest, newest): (i64, i64),
) -> Result<HashMap<(String, i64), Vec<NoticeOrder>>> {
    let rows = sql!(
        fetch_all as OrderRow,
        conn,
        "select n.cause, n.day, o.no, x.lines, x.copies, x.title
         from notices n join notice_orders x
           on x.org_id = n.org_id and x.user_id = n.user_id and x.cause = n.cause and x.day = n.day
         join org_tree t on t.above_id = n.org_id and t.org_id = x.about_id
         join orders o on o.org_id = x.about_id and o.id = x.order_id
         where n.org_id = $1 and n.user_id = $2 and n.at >= $3 and n.at <= $4 order by o.no",
        org_id,
        user_id,
        oldest,
        newest
    )?;
    Ok(by_notice(rows))
}

/// Puts orders together by cause and day.
pub(super) fn by_notice(rows: Vec<OrderRow>) -> HashMap<(String, i64), Vec<NoticeOrder>> {
    let mut orders: HashMap<(String, i64), Vec<NoticeOrder>> = HashMap::new();
    for row in rows {
        let order = NoticeOrder { no: row.no, lines: row.lines, copies: row.copies, title: row.title };
        orders.entry((row.cause, row.day)).or_default().push(order);
    }
    orders
}

/// An order of a notice.
#[derive(sqlx::FromRow)]
pub(super) struct OrderRow {
    cause: String,
    day: i64,
    no: String,
    lines: i64,
    copies: i64,
    title: String,
}

/// A notice without its orders.
#[derive(sqlx::FromRow)]
pub(super) struct Head {
    pub(super) cause: String,
    pub(super) day: i64,
    topic: String,
    at: i64,
    seen: i64,
    stage_zh: Option<String>,
    stage_en: Option<String>,
    batch: Option<String>,
    reason_zh: Option<String>,
    reason_en: Option<String>,
    complaint_no: Option<String>,
    cause_kind: Option<String>,
    text_zh: Option<String>,
    text_en: Option<String>,
    extra_days: Option<i64>,
    posted_at: Option<i64>,
    closed_at: Option<i64>,
    band: Option<i64>,
    act_by: Option<i64>,
    old_low: Option<i64>,
    old_high: Option<i64>,
    new_low: Option<i64>,
    new_high: Option<i64>,
    invoice: Option<String>,
    total_fen: Option<i64>,
    due_day: Option<i64>,
    paid_day: Option<i64>,
    billed_parcel: Option<String>,
}

impl Head {
    /// As its reader sees it; nothing for a topic that this program does not know.
    pub(super) fn shape(self, orders: Vec<NoticeOrder>, lang: Lang) -> Option<NoticeRow> {
        let pick = |zh: Option<String>, en: Option<String>| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        let cause = self.cause_kind.map(|kind| CauseNote {
            kind,
            text: pick(self.text_zh, self.text_en).unwrap_or_default(),
            extra_days: self.extra_days.unwrap_or_default(),
            since: self.posted_at.unwrap_or_default(),
            over: self.closed_at,
        });
        let dates = || Some(MovedDates { old: (self.old_low?, self.old_high?), new: (self.new_low?, self.new_high?) });
        let invoice = || {
            let (no, total_fen, due_day) = (self.invoice?, self.total_fen?, self.due_day?);
            Some(InvoiceNote { no, total_fen, due_day, paid: self.paid_day.is_some() })
        };
        Some(NoticeRow {
            invoice: invoice(),
            dates: dates(),
            band: self.band,
            act_by: self.act_by,
            raised: self.cause.starts_with(RAISED),
            topic: Topic::from_code(&self.topic)?,
            key: format!("{}_{}", self.day, self.cause),
            at: self.at,
            read: self.seen == 1,
            stage: pick(self.stage_zh, self.stage_en),
            batch: self.batch,
            reason: pick(self.reason_zh, self.reason_en),
            complaint: self.complaint_no,
            parcel: self.billed_parcel.or_else(|| super::parcels::of_cause(&self.cause).map(str::to_owned)),
            cause,
            orders,
        })
    }
}
