//! Batches as the desks look at them.

use kernel::shapes::{BatchLine, BatchPage, BatchRow, MoveRow, ReasonRow};
use kernel::{Lang, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::scope::Staff;
use crate::stages::Stages;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    no: String,
    stage: String,
    publisher: Option<String>,
    lines: i64,
    copies: i64,
    created_at: i64,
}

impl Row {
    fn shown(self, stages: &Stages) -> BatchRow {
        BatchRow {
            stage_name: stages.name(&self.stage),
            usual_days: stages.get(&self.stage).map_or(0, |stage| stage.usual_days),
            no: self.no,
            stage: self.stage,
            publisher: self.publisher,
            lines: self.lines,
            copies: self.copies,
            created_at: self.created_at,
        }
    }
}

/// Batches that still hold copies, oldest first, at most 500; of one stage when it is named.
pub async fn list(conn: &mut Conn, staff: &Staff<'_>, stage: Option<&str>) -> Result<Vec<BatchRow>> {
    let stages = Stages::load(conn, staff.lang).await?;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select b.id, b.no, b.stage, p.name as publisher, count(s.id) as lines,
                coalesce(cast(sum(s.copies) as bigint), 0) as copies, b.created_at
         from batches b join slices s on s.batch_id = b.id left join publishers p on p.id = b.publisher_id
         where b.moved_at is null and (cast($1 as text) = '' or b.stage = $1)
         group by b.id, b.no, b.stage, p.name, b.created_at order by b.created_at, b.id limit 500",
        stage.unwrap_or_default()
    )?;
    Ok(rows.into_iter().map(|row| row.shown(&stages)).collect())
}

/// One batch with its lines and its history.
///
/// # Errors
/// `NotFound` for a number that is none.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, no: &str) -> Result<BatchPage> {
    let stages = Stages::load(conn, staff.lang).await?;
    let row = sql!(
        fetch_optional as Row,
        conn,
        "select b.id, b.no, b.stage, p.name as publisher, count(s.id) as lines,
                coalesce(cast(sum(s.copies) as bigint), 0) as copies, b.created_at
         from batches b left join slices s on s.batch_id = b.id left join publishers p on p.id = b.publisher_id
         where b.no = $1 group by b.id, b.no, b.stage, p.name, b.created_at",
        no
    )?;
    let row = row.ok_or(Refusal::NotFound)?;
    let id = row.id;
    let (version, from) = sql!(
        fetch_one as (i64, Option<String>),
        conn,
        "select b.version, f.no from batches b left join batches f on f.id = b.from_id where b.id = $1",
        id
    )?;
    let into =
        sql!(fetch_all as (String,), conn, "select no from batches where from_id = $1 order by created_at, id", id)?;
    let stage = stages.get(&row.stage).ok_or(Refusal::NotFound)?;
    Ok(BatchPage {
        version,
        next_stage: stages.after(&row.stage).map(|next| next.name.clone()),
        mine: staff.holds(&stage.desk).is_ok(),
        lines: lines(conn, staff, id).await?,
        moves: history(conn, staff, &stages, id).await?,
        reasons: reasons(conn, staff, &stages).await?,
        from,
        into: into.into_iter().map(|(no,)| no).collect(),
        head: row.shown(&stages),
    })
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
                p.name as publisher, s.copies, o.needed_by, o.urgent
         from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join orgs r on r.id = o.org_id
         join titles t on t.id = l.title_id join publishers p on p.id = l.publisher_id
         where s.batch_id = $1 order by o.urgent desc, t.title, o.no, s.id",
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

async fn history(conn: &mut Conn, staff: &Staff<'_>, stages: &Stages, batch: Uuid) -> Result<Vec<MoveRow>> {
    #[derive(sqlx::FromRow)]
    struct ActRow {
        id: Uuid,
        kind: String,
        at: i64,
        by_name: Option<String>,
        copies: i64,
        from_no: Option<String>,
        to_no: Option<String>,
        from_stage: Option<String>,
        reason_zh: Option<String>,
        reason_en: Option<String>,
        note: String,
        undone: i64,
    }
    let rows = sql!(
        fetch_all as ActRow,
        conn,
        "select v.id, v.kind, v.at, u.name as by_name,
                (select coalesce(cast(sum(m.copies) as bigint), 0) from movements m where m.move_id = v.id) as copies,
                f.no as from_no, b.no as to_no,
                (select min(m.from_stage) from movements m where m.move_id = v.id) as from_stage,
                r.name_zh as reason_zh, r.name_en as reason_en, v.note,
                (select count(*) from moves x where x.undoes = v.id) as undone
         from moves v left join users u on u.id = v.by_id left join batches f on f.id = v.from_batch
         left join batches b on b.id = v.to_batch left join reasons r on r.code = v.reason
         where v.from_batch = $1 or v.to_batch = $1 order by v.at desc, v.id desc limit 200",
        batch
    )?;
    let desk_of =
        |stage: &Option<String>| stage.as_deref().and_then(|code| stages.get(code)).map(|stage| stage.desk.clone());
    let act = |row: ActRow| MoveRow {
        undoable: row.undone == 0
            && matches!(row.kind.as_str(), "batch" | "forward" | "take_out")
            && desk_of(&row.from_stage).is_some_and(|desk| staff.holds(&desk).is_ok()),
        undone: row.undone > 0,
        reason: match staff.lang {
            Lang::Zh => row.reason_zh,
            Lang::En => row.reason_en,
        },
        id: row.id,
        kind: row.kind,
        at: row.at,
        by: row.by_name.unwrap_or_default(),
        copies: row.copies,
        from: row.from_no,
        to: row.to_no,
        note: row.note,
    };
    Ok(rows.into_iter().map(act).collect())
}

/// Reasons with which a desk takes copies out; those from 90 on are written by the portal itself.
pub async fn reasons(conn: &mut Conn, staff: &Staff<'_>, stages: &Stages) -> Result<Vec<ReasonRow>> {
    let rows = sql!(
        fetch_all as (String, String, String, Option<String>),
        conn,
        "select code, name_zh, name_en, exit_stage from reasons where position < 90 order by position"
    )?;
    let first = stages.first().map(|stage| stage.name.clone()).unwrap_or_default();
    let reason = |(code, zh, en, exit): (String, String, String, Option<String>)| ReasonRow {
        name: staff.lang.pick(&zh, &en).to_owned(),
        to: exit.map_or_else(|| first.clone(), |exit| stages.name(&exit)),
        code,
    };
    Ok(rows.into_iter().map(reason).collect())
}
