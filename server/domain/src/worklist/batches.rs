//! Batches that want a hand: those that should go on today, those that nobody has looked at while they hold their copies
//! back, and those whose receipt was begun and not finished.

use kernel::shapes::{Prompt, Task, Urgency};
use store::{Conn, Result, sql};

use super::{Desk, Kind, LOOK_DAYS, midnight, urgency};
use crate::days::{self, DAY_MS};
use crate::scope::Staff;

impl Desk<'_> {
    /// Names of a stage and of its desk, and the days that are usual there.
    fn stage(&self, code: &str) -> (String, String, i64) {
        self.stages.get(code).map_or_else(
            || (code.to_owned(), String::new(), 0),
            |stage| (stage.name.clone(), stage.desk_name.clone(), stage.usual_days),
        )
    }
}

/// Batches that should go on before the day is over, those that are longest late first. One is late when the day on which
/// it was expected to go on has passed: by the usual days of its stage, or as its desk has said since.
pub(super) async fn due(conn: &mut Conn, staff: &Staff<'_>, desk: &Desk<'_>) -> Result<Kind> {
    #[derive(sqlx::FromRow)]
    struct Row {
        no: String,
        stage: String,
        copies: i64,
        expected_at: i64,
        created_at: i64,
        of_all: i64,
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with due as (
           select b.id, b.expected_at, count(*) over () as of_all from stages g cross join batches b
           where g.kind = 'way' and (cast($1 as text) = '' or g.desk = $1) and b.stage = g.code and b.moved_at is null
             and b.expected_at < $2 and b.held_reason is null
           order by b.expected_at, b.id limit $3)
         select b.no, b.stage, b.copies, b.expected_at, b.created_at, d.of_all
         from due d cross join batches b where b.id = d.id order by b.expected_at, b.id",
        desk.code,
        midnight(days::today(staff.now) + 1),
        desk.most
    )?;
    let all = rows.first().map_or(0, |row| row.of_all);
    let task = |row: Row| {
        let (stage, desk, usual_days) = desk.stage(&row.stage);
        Task {
            key: format!("batch:{}", row.no),
            urgency: urgency(row.expected_at, staff.now),
            desk,
            prompt: Prompt::Batch {
                no: row.no,
                stage,
                copies: row.copies,
                expected_at: row.expected_at,
                since: row.created_at,
                usual_days,
            },
        }
    };
    Ok(Kind { code: "batch", tasks: rows.into_iter().map(task).collect(), all })
}

/// Batches that have held their copies back for more than a week in which nobody gave them another day or said a cause.
pub(super) async fn long_held(conn: &mut Conn, staff: &Staff<'_>, desk: &Desk<'_>) -> Result<Kind> {
    #[derive(sqlx::FromRow)]
    struct Row {
        no: String,
        stage: String,
        reason_zh: String,
        reason_en: String,
        copies: i64,
        created_at: i64,
        of_all: i64,
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with old as (
           select b.id, b.created_at, count(*) over () as of_all from batches b cross join stages g
           where b.moved_at is null and b.held_reason is not null and b.created_at < $2 and g.code = b.stage
             and (cast($1 as text) = '' or g.desk = $1)
             and not exists (select 1 from batch_dates d where d.batch_id = b.id and d.at >= $2)
             and not exists (select 1 from causes c where c.batch_id = b.id and c.posted_at >= $2)
           order by b.created_at, b.id limit $3)
         select b.no, b.stage, r.name_zh as reason_zh, r.name_en as reason_en, b.copies, b.created_at, o.of_all
         from old o cross join batches b cross join reasons r
         where b.id = o.id and r.code = b.held_reason order by b.created_at, b.id",
        desk.code,
        staff.now - LOOK_DAYS * DAY_MS,
        desk.most
    )?;
    let all = rows.first().map_or(0, |row| row.of_all);
    let task = |row: Row| {
        let (stage, desk, _) = desk.stage(&row.stage);
        Task {
            key: format!("held:{}", row.no),
            urgency: Urgency::Look,
            desk,
            prompt: Prompt::Held {
                no: row.no,
                stage,
                reason: staff.lang.pick(&row.reason_zh, &row.reason_en).to_owned(),
                copies: row.copies,
                since: row.created_at,
            },
        }
    };
    Ok(Kind { code: "held", tasks: rows.into_iter().map(task).collect(), all })
}

/// Batches of which somebody has begun to count what came, the oldest count first.
pub(super) async fn begun_receipts(conn: &mut Conn, staff: &Staff<'_>, desk: &Desk<'_>) -> Result<Kind> {
    let rows = sql!(
        fetch_all as (String, String, Option<String>, i64, i64),
        conn,
        "select b.no, b.stage, u.name, r.opened_at, count(*) over ()
         from receipts r cross join batches b cross join stages g left join users u on u.id = r.opened_by
         where r.closed_at is null and b.id = r.batch_id and b.moved_at is null and g.code = b.stage
           and (cast($1 as text) = '' or g.desk = $1)
         order by r.opened_at, r.id limit $2",
        desk.code,
        desk.most
    )?;
    let all = rows.first().map_or(0, |row| row.4);
    let today = midnight(days::today(staff.now));
    let task = |(no, stage, by, since, _): (String, String, Option<String>, i64, i64)| {
        let (stage, desk, _) = desk.stage(&stage);
        Task {
            key: format!("receipt:{no}"),
            // What was begun on another day was forgotten.
            urgency: if since < today { Urgency::Late } else { Urgency::Today },
            desk,
            prompt: Prompt::Receipt { no, stage, by: by.unwrap_or_default(), since },
        }
    };
    Ok(Kind { code: "receipt", tasks: rows.into_iter().map(task).collect(), all })
}
