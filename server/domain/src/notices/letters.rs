//! Letters: which notices go into which, and what one says. A letter is composed in one transaction with its outbox row and
//! its tellings; the key of `tellings` is what keeps anybody from hearing of one cause twice a day.

use kernel::shapes::{Letter, LetterBody};
use kernel::{Lang, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::keys;
use super::list::{Head, OrderRow, by_notice};
use super::pace::{digest, quiet_until};
use crate::days::today;
use crate::outbox::{self, Kind};
use crate::scope::new_id;
use crate::tracking;

/// People for whom letters are made in one run: a run holds up other writers.
const RUN: i64 = 100;

/// Somebody for whom notices are due.
#[derive(sqlx::FromRow)]
struct Reader {
    org_id: Uuid,
    id: Uuid,
    disabled_at: Option<i64>,
    from_hour: i64,
    to_hour: i64,
}

/// Whether letters are due: a look that spares most rounds of the post a write.
pub async fn waiting(conn: &mut Conn, now: i64) -> Result<bool> {
    let found = sql!(fetch_optional as (i64,), conn, "select due_at from notices where due_at <= $1 limit 1", now)?;
    Ok(found.is_some())
}

/// Makes the letters that are due, one for each person, for at most 100 people. Answers for how many it looked; at 100
/// there may be more.
pub async fn compose(tx: &mut Tx, now: i64) -> Result<u64> {
    let readers = sql!(
        fetch_all as Reader,
        tx,
        "select u.org_id, u.id, u.disabled_at, coalesce(q.from_hour, 0) as from_hour, coalesce(q.to_hour, 0) as to_hour
         from (select distinct org_id, user_id from notices where due_at <= $1 limit $2) n
         join users u on u.org_id = n.org_id and u.id = n.user_id
         left join quiet_hours q on q.org_id = u.org_id and q.user_id = u.id",
        now,
        RUN
    )?;
    for reader in &readers {
        match quiet_until(now, reader.from_hour, reader.to_hour) {
            _ if reader.disabled_at.is_some() => put_off(tx, reader, None, now).await?,
            Some(until) => put_off(tx, reader, Some(until), now).await?,
            None => compose_for(tx, reader, now).await?,
        }
    }
    Ok(readers.len() as u64)
}

/// Moves everything that is due for a person to another instant, or to none.
async fn put_off(tx: &mut Tx, reader: &Reader, until: Option<i64>, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update notices set due_at = cast($3 as bigint) where org_id = $1 and user_id = $2 and due_at <= $4",
        reader.org_id,
        reader.id,
        until,
        now
    )?;
    Ok(())
}

async fn compose_for(tx: &mut Tx, reader: &Reader, now: i64) -> Result<()> {
    let (letter, day) = (new_id(), today(now));
    // What the person heard of today already waits for the next morning.
    sql!(
        execute,
        tx,
        "update notices set due_at = $5
         where org_id = $1 and user_id = $2 and due_at <= $3 and exists (
           select 1 from tellings t where t.org_id = $1 and t.user_id = $2 and t.cause = notices.cause and t.day = $4)",
        reader.org_id,
        reader.id,
        now,
        day,
        digest(day + 1)
    )?;
    let told = sql!(
        execute,
        tx,
        "insert into tellings (org_id, user_id, cause, day, letter_id)
         select n.org_id, n.user_id, n.cause, $4, $5 from (
           select distinct org_id, user_id, cause from notices where org_id = $1 and user_id = $2 and due_at <= $3) n",
        reader.org_id,
        reader.id,
        now,
        day,
        letter
    )?;
    if told == 0 {
        return Ok(());
    }
    sql!(
        execute,
        tx,
        "update notices set due_at = null, letter_id = $4 where org_id = $1 and user_id = $2 and due_at <= $3",
        reader.org_id,
        reader.id,
        now,
        letter
    )?;
    sql!(
        execute,
        tx,
        "insert into letters (id, kind, org_id, user_id, watcher_id, made_at) values ($1, 'notices', $2, $3, null, $4)",
        letter,
        reader.org_id,
        reader.id,
        now
    )?;
    outbox::post(tx, now, Kind::Letter, letter).await
}

#[derive(sqlx::FromRow)]
struct LetterRow {
    kind: String,
    made_at: i64,
    watcher_id: Option<Uuid>,
    org_id: Option<Uuid>,
    user_id: Option<Uuid>,
    email: Option<String>,
    name: Option<String>,
    lang: Option<String>,
    disabled_at: Option<i64>,
}

/// What a letter says, with fresh secrets for its links. Nothing when there is nobody (any more) to read it, or nothing in
/// it: then it counts as sent.
///
/// # Errors
/// `NotFound` for a letter that does not exist.
pub async fn letter(tx: &mut Tx, id: Uuid, now: i64) -> Result<Option<Letter>> {
    let found = sql!(
        fetch_optional as LetterRow,
        tx,
        "select l.kind, l.made_at, l.watcher_id, l.org_id, l.user_id, u.email, u.name, u.lang, u.disabled_at
         from letters l left join users u on u.org_id = l.org_id and u.id = l.user_id where l.id = $1",
        id
    )?;
    let row = found.ok_or(Refusal::NotFound)?;
    if let Some(watcher) = row.watcher_id {
        return tracking::letter(tx, (id, row.made_at), watcher, &row.kind).await;
    }
    let (Some(org_id), Some(user_id), Some(to), None) = (row.org_id, row.user_id, row.email, row.disabled_at) else {
        return Ok(None);
    };
    let lang = row.lang.as_deref().and_then(Lang::from_code).unwrap_or_default();
    let rows = rows(tx, id, lang).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let key = keys::make(tx, (org_id, user_id), now).await?;
    let body = LetterBody::Notices { rows, key };
    Ok(Some(Letter { id, to, name: row.name.unwrap_or_default(), lang, made_at: row.made_at, body }))
}

/// The notices of a letter, the most pressing topics first.
async fn rows(conn: &mut Conn, letter: Uuid, lang: Lang) -> Result<Vec<kernel::shapes::NoticeRow>> {
    let heads = sql!(
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
         where n.letter_id = $1 order by n.at, n.cause",
        letter
    )?;
    let orders = sql!(
        fetch_all as OrderRow,
        conn,
        "select n.cause, n.day, o.no, x.lines, x.copies, x.title
         from notices n join notice_orders x
           on x.org_id = n.org_id and x.user_id = n.user_id and x.cause = n.cause and x.day = n.day
         join org_tree t on t.above_id = n.org_id and t.org_id = x.about_id
         join orders o on o.org_id = x.about_id and o.id = x.order_id
         where n.letter_id = $1 order by o.no",
        letter
    )?;
    let mut orders = by_notice(orders);
    let shape = |head: Head| {
        let of_it = orders.remove(&(head.cause.clone(), head.day)).unwrap_or_default();
        head.shape(of_it, lang)
    };
    let mut rows: Vec<_> = heads.into_iter().filter_map(shape).collect();
    rows.sort_by_key(|row| row.topic);
    Ok(rows)
}
