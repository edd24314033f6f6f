//! Settling the loads of days that are over. The copies in a stage at the end of a day are those at the end of the day before,
//! more by what came and fewer by what left: the ledger is read once, a few days at a time, and never again, since a correction
//! is a new movement. Two processes that settle the same days write the same numbers.

use std::collections::BTreeMap;

use store::{Conn, Result, Tx, sql};

use crate::days::{self, midnight};

/// Days that are settled in one go, so that a long past is not a thousand transactions.
const DAYS: i64 = 7;
/// What happened at the end of a day may be written down a little later; until then the day is not over.
const LATE_MS: i64 = 10 * 60_000;

/// Copies in a stage at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its code.
    pub stage: String,
    /// The day.
    pub day: i64,
    /// The copies.
    pub copies: i64,
}

/// The levels of the first days that are over and not settled yet, a week at most; nothing when all are.
pub async fn unsettled(conn: &mut Conn, now: i64) -> Result<Vec<Level>> {
    let over = days::today(now - LATE_MS);
    let Some(first) = first_unsettled(conn).await? else { return Ok(Vec::new()) };
    let until = over.min(first + DAYS);
    if first >= until {
        return Ok(Vec::new());
    }
    let mut levels = levels(conn, first - 1).await?;
    let mut found = Vec::new();
    for day in first..until {
        for (stage, change) in changes(conn, day).await? {
            *levels.entry(stage).or_default() += change;
        }
        found.extend(levels.iter().map(|(stage, copies)| Level { stage: stage.clone(), day, copies: *copies }));
    }
    Ok(found)
}

/// Keeps levels that [`unsettled`] found.
pub async fn settle(tx: &mut Tx, now: i64, levels: &[Level]) -> Result<()> {
    for level in levels {
        sql!(
            execute,
            tx,
            "insert into stage_loads (stage, day, copies, settled_at) values ($1, $2, $3, $4)
             on conflict (stage, day) do update set copies = excluded.copies, settled_at = excluded.settled_at",
            &level.stage,
            level.day,
            level.copies,
            now
        )?;
    }
    Ok(())
}

/// The day after the last settled one, the day of the first movement when none is; nothing in a house without movements.
async fn first_unsettled(conn: &mut Conn) -> Result<Option<i64>> {
    let last = sql!(
        fetch_optional as (i64,),
        conn,
        "select day from stage_loads where settled_at is not null order by day desc limit 1"
    )?;
    if let Some((day,)) = last {
        return Ok(Some(day + 1));
    }
    let begin = sql!(fetch_optional as (i64,), conn, "select at from movements order by at, id limit 1")?;
    Ok(begin.map(|(at,)| days::today(at)))
}

/// The copies in each stage of the way at the end of a day that is settled; none before the first.
async fn levels(conn: &mut Conn, day: i64) -> Result<BTreeMap<String, i64>> {
    let rows = sql!(
        fetch_all as (String, i64),
        conn,
        "select g.code, coalesce(l.copies, 0) from stages g left join stage_loads l on l.stage = g.code and l.day = $1
         where g.kind = 'way'",
        day
    )?;
    Ok(rows.into_iter().collect())
}

/// By how many copies each stage of the way became fuller on a day.
async fn changes(conn: &mut Conn, day: i64) -> Result<Vec<(String, i64)>> {
    sql!(
        fetch_all as (String, i64),
        conn,
        "select g.code, cast(sum(case when m.to_stage = g.code then m.copies else 0 end
                                 - case when m.from_stage = g.code then m.copies else 0 end) as bigint)
         from movements m cross join stages g
         where m.at >= $1 and m.at < $2 and g.kind = 'way' and g.code in (m.from_stage, m.to_stage)
         group by g.code",
        midnight(day),
        midnight(day + 1)
    )
}
