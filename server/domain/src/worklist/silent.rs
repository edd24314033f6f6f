//! Lines that have gone silent: their rearmost copies have stood where they are longer than nineteen in twenty do.

use kernel::shapes::SilentRow;
use store::{Conn, Result, sql};

use crate::scope::Staff;
use crate::stages::Stages;

/// Lines that are read before those of other desks are left out.
const READ: i64 = 2_000;
/// Lines on the page.
const MOST: i64 = 200;

#[derive(sqlx::FromRow)]
struct Row {
    order_no: String,
    position: i64,
    org_zh: String,
    org_en: String,
    isbn: String,
    title: String,
    copies: i64,
    stage: String,
    batch: Option<String>,
    since: i64,
    silent_at: i64,
}

/// The silent lines of a person's desk (of all desks for who has none), the longest first, at most 200.
pub async fn silent(conn: &mut Conn, staff: &Staff<'_>) -> Result<Vec<SilentRow>> {
    let stages = Stages::load(conn, staff.lang).await?;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with longest as (
           select org_id, line_id, stage, silent_at from arrivals where silent_at is not null
           order by silent_at, org_id, line_id limit $1),
         own as (
           select a.org_id, a.line_id, a.stage, a.silent_at from longest a join stages g on g.code = a.stage
           where cast($2 as text) = '' or g.desk = $2 order by a.silent_at, a.org_id, a.line_id limit $3)
         select o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en, t.isbn, t.title, l.copies, w.stage,
                (select b.no from slices s cross join batches b
                 where s.org_id = w.org_id and s.line_id = w.line_id and s.stage = w.stage and b.id = s.batch_id
                 order by s.since, b.no limit 1) as batch,
                coalesce((select min(s.since) from slices s
                          where s.org_id = w.org_id and s.line_id = w.line_id and s.stage = w.stage), w.silent_at) as since,
                w.silent_at
         from own w cross join order_lines l cross join orders o cross join orgs r cross join titles t
         where l.org_id = w.org_id and l.id = w.line_id and o.org_id = l.org_id and o.id = l.order_id and r.id = l.org_id
           and t.id = l.title_id
         order by w.silent_at, o.no, l.position",
        READ,
        staff.desk.as_deref().unwrap_or_default(),
        MOST
    )?;
    let shown = |row: Row| SilentRow {
        org: staff.lang.pick(&row.org_zh, &row.org_en).to_owned(),
        stage: stages.name(&row.stage),
        batch: row.batch,
        since: row.since,
        order_no: row.order_no,
        position: row.position,
        isbn: row.isbn,
        title: row.title,
        copies: row.copies,
        silent_at: row.silent_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}
