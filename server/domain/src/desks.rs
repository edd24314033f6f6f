//! A desk's day: what wants to be done, what stands where, what is beyond its usual days, which tickets wait.

use kernel::shapes::{DeskDay, DeskWork};
use store::{Conn, Result, sql};

use crate::batches::{self, OpenFilter};
use crate::loads;
use crate::scope::Staff;
use crate::stages::Stages;
use crate::worklist;

/// Days of the past that the start page draws.
const PAST_DAYS: i64 = 180;
/// Late batches on the start page.
const MOST_LATE: i64 = 20;

/// The start page of a person of the house: of their own desk, or of the one that a supervisor looks at.
///
/// # Errors
/// `NotFound` for a desk that does not exist.
pub async fn day(conn: &mut Conn, staff: &Staff<'_>, desk: Option<&str>) -> Result<DeskDay> {
    let open = batches::open_groups(conn, staff, &OpenFilter::default()).await?;
    let work = worklist::find(conn, staff, desk, &open).await?;
    let own = work.desk.clone().unwrap_or_default();
    let stages = Stages::load(conn, staff.lang).await?;
    let mut loads = loads::latest(conn, staff.now, &stages).await?;
    for (code, day) in loads::past(conn, staff.now, PAST_DAYS).await? {
        if let Some(load) = loads.iter_mut().find(|load| load.code == code) {
            load.past.push(day);
        }
    }
    loads.sort_by_key(|load| stages.get(&load.code).is_none_or(|stage| stage.desk != own && !own.is_empty()));
    let late = batches::late(conn, staff, &own, MOST_LATE).await?;
    let waiting = open.iter().fold((0, 0, 0), |(lines, copies, urgent), group| {
        (lines + group.lines, copies + group.copies, urgent + group.urgent)
    });
    let tickets = sql!(
        fetch_one as (i64, i64),
        conn,
        "select count(*), coalesce(cast(sum(case when due_at < $2 then 1 else 0 end) as bigint), 0)
         from complaints where state = 'open' and (cast($1 as text) = '' or desk = $1)",
        &own,
        staff.now
    )?;
    Ok(DeskDay { work, stages: loads, late, waiting, tickets })
}

/// The batch board: what waits at the publishers that are looked for, what is under way, how loaded each stage is.
pub async fn work(conn: &mut Conn, staff: &Staff<'_>, stage: Option<&str>, filter: &OpenFilter) -> Result<DeskWork> {
    let stages = Stages::load(conn, staff.lang).await?;
    Ok(DeskWork {
        open: batches::open_groups(conn, staff, filter).await?,
        batches: batches::list(conn, staff, stage).await?,
        stages: loads::latest(conn, staff.now, &stages).await?,
    })
}
