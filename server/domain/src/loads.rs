//! How full each stage is, and how full it was. Measuring touches every copy on the way, so it is done in the background, and
//! a page reads what was measured last. Days that are over are settled: counted from the ledger, each once, from the day
//! before it and what moved since.

mod settle;

use kernel::shapes::{PastLoad, StageLoad};
use store::{Conn, Result, Tx, sql};

use crate::days;
use crate::stages::Stages;

pub use settle::{Level, settle, unsettled};

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Load {
    /// Its code.
    pub stage: String,
    /// Copies there.
    pub copies: i64,
    /// Batches there.
    pub batches: i64,
    /// Of them, beyond the usual days.
    pub late: i64,
}

/// Measures all stages of the way. Its cost grows with the batches on the way, not with the past.
pub async fn measure(conn: &mut Conn, now: i64) -> Result<Vec<Load>> {
    sql!(
        fetch_all as Load,
        conn,
        "select g.code as stage, coalesce(x.copies, 0) as copies, coalesce(x.batches, 0) as batches,
                coalesce(x.late, 0) as late
         from stages g left join (
           select b.stage, count(*) as batches, cast(sum(b.copies) as bigint) as copies,
                  count(case when b.created_at + u.usual_days * 86400000 < $1 then b.id end) as late
           from stages u cross join batches b
           where u.kind = 'way' and b.stage = u.code and b.moved_at is null group by b.stage) x on x.stage = g.code
         where g.kind = 'way' order by g.position",
        now
    )
}

/// Keeps a measure as that of its day, unless that is settled.
pub async fn keep(tx: &mut Tx, now: i64, loads: &[Load]) -> Result<()> {
    for load in loads {
        sql!(
            execute,
            tx,
            "insert into stage_loads (stage, day, copies, batches, late) values ($1, $2, $3, $4, $5)
             on conflict (stage, day) do update
               set copies = excluded.copies, batches = excluded.batches, late = excluded.late
               where stage_loads.settled_at is null",
            &load.stage,
            days::today(now),
            load.copies,
            load.batches,
            load.late
        )?;
    }
    Ok(())
}

/// What was kept of today.
pub async fn latest_kept(conn: &mut Conn, now: i64) -> Result<Vec<Load>> {
    sql!(
        fetch_all as Load,
        conn,
        "select l.stage, l.copies, coalesce(l.batches, 0) as batches, coalesce(l.late, 0) as late
         from stage_loads l join stages g on g.code = l.stage where l.day = $1 order by g.position",
        days::today(now)
    )
}

/// The latest measure of every stage; measured now when none was kept yet.
pub(crate) async fn latest(conn: &mut Conn, now: i64, stages: &Stages) -> Result<Vec<StageLoad>> {
    let kept = sql!(
        fetch_all as Load,
        conn,
        "select stage, copies, coalesce(batches, 0) as batches, coalesce(late, 0) as late from stage_loads
         where day = (select max(day) from stage_loads)"
    )?;
    let loads = if kept.is_empty() { measure(conn, now).await? } else { kept };
    let shown = |stage: &crate::stages::Stage| {
        let load = loads.iter().find(|load| load.stage == stage.code)?;
        let (code, name, desk) = (stage.code.clone(), stage.name.clone(), stage.desk_name.clone());
        Some(StageLoad {
            code,
            name,
            desk,
            batches: load.batches,
            copies: load.copies,
            late: load.late,
            past: Vec::new(),
        })
    };
    Ok(stages.iter().filter_map(shown).collect())
}

/// How full the stages were on the last `most` days that were kept, oldest first.
pub(crate) async fn past(conn: &mut Conn, now: i64, most: i64) -> Result<Vec<(String, PastLoad)>> {
    let rows = sql!(
        fetch_all as (String, i64, i64),
        conn,
        "select stage, day, copies from stage_loads where day > $1 order by day",
        days::today(now) - most
    )?;
    Ok(rows.into_iter().map(|(stage, day, copies)| (stage, PastLoad { day, copies })).collect())
}
