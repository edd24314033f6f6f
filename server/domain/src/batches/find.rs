//! Batches as the desks look at them.

mod history;

use kernel::journey::StageKind;
use kernel::shapes::{BatchLine, BatchPage, BatchRow, DateRow};
use kernel::{Lang, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::days::DAY_MS;
use crate::exceptions::Reasons;
use crate::scope::Staff;
use crate::stages::{Stage, Stages};

/// Most batches that are offered to be joined.
const MOST_BESIDE: i64 = 50;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    no: String,
    stage: String,
    publisher: Option<String>,
    lines: i64,
    copies: i64,
    created_at: i64,
    expected_at: Option<i64>,
    held_zh: Option<String>,
    held_en: Option<String>,
    version: i64,
}

impl Row {
    fn shown(self, stages: &Stages) -> BatchRow {
        BatchRow {
            stage_name: stages.name(&self.stage),
            usual_days: stages.get(&self.stage).map_or(0, |stage| stage.usual_days),
            held: match stages.lang() {
                Lang::Zh => self.held_zh,
                Lang::En => self.held_en,
            },
            no: self.no,
            stage: self.stage,
            publisher: self.publisher,
            lines: self.lines,
            copies: self.copies,
            created_at: self.created_at,
            expected_at: self.expected_at,
            version: self.version,
        }
    }
}

/// Batches that still hold copies, oldest first, of one stage when it is named: the first few, and how many there are.
pub async fn list(conn: &mut Conn, staff: &Staff<'_>, stage: Option<&str>, most: i64) -> Result<(Vec<BatchRow>, i64)> {
    let stages = Stages::load(conn, staff.lang).await?;
    let stage = stage.unwrap_or_default();
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with oldest as (
           select id from batches where moved_at is null and (cast($1 as text) = '' or stage = $1)
           order by created_at, id limit $2)
         select b.id, b.no, b.stage, p.name as publisher, b.lines, b.copies, b.created_at, b.expected_at,
                h.name_zh as held_zh, h.name_en as held_en, b.version
         from oldest n cross join batches b left join publishers p on p.id = b.publisher_id
         left join reasons h on h.code = b.held_reason
         where b.id = n.id
         order by b.created_at, b.id",
        stage,
        most
    )?;
    let (all,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from stages g cross join batches b
         where (cast($1 as text) = '' or g.code = $1) and b.stage = g.code and b.moved_at is null",
        stage
    )?;
    Ok((rows.into_iter().map(|row| row.shown(&stages)).collect(), all))
}

/// Batches of a desk (of all when none is named) that have stood longer than is usual in their stage, oldest first.
pub(crate) async fn late(conn: &mut Conn, staff: &Staff<'_>, desk: &str, most: i64) -> Result<Vec<BatchRow>> {
    let stages = Stages::load(conn, staff.lang).await?;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with oldest as (
           select b.id from stages g cross join batches b
           where g.kind = 'way' and (cast($1 as text) = '' or g.desk = $1) and b.stage = g.code and b.moved_at is null
             and b.created_at < $2 - g.usual_days * $3
           order by b.created_at, b.id limit $4)
         select b.id, b.no, b.stage, p.name as publisher, b.lines, b.copies, b.created_at, b.expected_at,
                h.name_zh as held_zh, h.name_en as held_en, b.version
         from oldest n cross join batches b left join publishers p on p.id = b.publisher_id
         left join reasons h on h.code = b.held_reason
         where b.id = n.id
         order by b.created_at, b.id",
        desk,
        staff.now,
        DAY_MS,
        most
    )?;
    Ok(rows.into_iter().map(|row| row.shown(&stages)).collect())
}

/// A batch in one row, with its key.
///
/// # Errors
/// `NotFound` for a number that is none.
pub(crate) async fn head(conn: &mut Conn, stages: &Stages, no: &str) -> Result<(Uuid, BatchRow)> {
    let row = sql!(
        fetch_optional as Row,
        conn,
        "select b.id, b.no, b.stage, p.name as publisher, b.lines, b.copies, b.created_at, b.expected_at,
                h.name_zh as held_zh, h.name_en as held_en, b.version
         from batches b left join publishers p on p.id = b.publisher_id left join reasons h on h.code = b.held_reason
         where b.no = $1",
        no
    )?;
    let row = row.ok_or(Refusal::NotFound)?;
    Ok((row.id, row.shown(stages)))
}

/// One batch with its lines and its history.
///
/// # Errors
/// `NotFound` for a number that is none.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, no: &str) -> Result<BatchPage> {
    let stages = Stages::load(conn, staff.lang).await?;
    let (id, head) = head(conn, &stages, no).await?;
    let stage = stages.get(&head.stage).ok_or(Refusal::NotFound)?;
    let next = stages.after(&head.stage).filter(|_| head.held.is_none());
    let reasons = Reasons::load(conn, staff.lang).await?;
    Ok(BatchPage {
        version: head.version,
        next_stage: next.map(|next| next.name.clone()),
        packs: stages.after(&head.stage).is_some_and(|next| next.kind == StageKind::End),
        mine: staff.holds(&stage.desk).is_ok(),
        lines: lines(conn, staff, id).await?,
        moves: history::of(conn, staff, &stages, id).await?,
        reasons: reasons.ways_out(&stages),
        holds: reasons.holds(&stage.name),
        from: history::sources(conn, id).await?,
        into: history::goals(conn, id).await?,
        dates: dates(conn, id).await?,
        beside: joinable(conn, stage, id).await?,
        ahead: match next.filter(|next| next.kind == StageKind::Way) {
            Some(next) => joinable(conn, next, id).await?,
            None => Vec::new(),
        },
        head,
    })
}

/// Numbers of the batches at a stage that others can join, newest first.
async fn joinable(conn: &mut Conn, stage: &Stage, but: Uuid) -> Result<Vec<String>> {
    let rows = sql!(
        fetch_all as (String,),
        conn,
        "select no from batches where stage = $1 and moved_at is null and held_reason is null and id <> $2
         order by created_at desc, id desc limit $3",
        &stage.code,
        but,
        MOST_BESIDE
    )?;
    Ok(rows.into_iter().map(|(no,)| no).collect())
}

async fn dates(conn: &mut Conn, batch: Uuid) -> Result<Vec<DateRow>> {
    let rows = sql!(
        fetch_all as (i64, Option<String>, i64, String),
        conn,
        "select d.at, u.name, d.expected_at, d.note from batch_dates d left join users u on u.id = d.by_id
         where d.batch_id = $1 order by d.at desc, d.id desc limit 50",
        batch
    )?;
    let row = |(at, by, expected_at, note): (i64, Option<String>, i64, String)| DateRow {
        at,
        by: by.unwrap_or_default(),
        expected_at,
        note,
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn lines(conn: &mut Conn, staff: &Staff<'_>, batch: Uuid) -> Result<Vec<BatchLine>> {
    #[derive(sqlx::FromRow)]
    struct LineRow {
        slice_id: Uuid,
        order_no: String,
        org_zh: String,
        org_en: String,
        isbn: String,
        title: String,
        publisher: String,
        copies: i64,
        needed_by: Option<i64>,
        urgent: bool,
    }
    let rows = sql!(
        fetch_all as LineRow,
        conn,
        "select s.id as slice_id, o.no as order_no, r.name_zh as org_zh, r.name_en as org_en, t.isbn, t.title,
                p.name as publisher, s.copies, o.needed_by, l.urgent_at is not null as urgent
         from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join orgs r on r.id = o.org_id
         join titles t on t.id = l.title_id join publishers p on p.id = l.publisher_id
         where s.batch_id = $1 order by l.urgent_at is null, t.title, o.no, s.id",
        batch
    )?;
    let line = |row: LineRow| BatchLine {
        org: staff.lang.pick(&row.org_zh, &row.org_en).to_owned(),
        slice_id: row.slice_id,
        order_no: row.order_no,
        isbn: row.isbn,
        title: row.title,
        publisher: row.publisher,
        copies: row.copies,
        needed_by: row.needed_by,
        urgent: row.urgent,
    };
    Ok(rows.into_iter().map(line).collect())
}
