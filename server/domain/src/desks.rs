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
/// Publishers that the board shows at first.
const PRESSING: usize = 40;
/// Batches that it shows at first: as many as can be looked through on a phone.
const OLDEST: i64 = 100;
/// Batches that it shows at most.
const MOST_BATCHES: i64 = 500;

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

/// What somebody looks for on the batch board.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// Code of the stage whose batches are shown; all when none is named.
    pub stage: Option<String>,
    /// Which publishers.
    pub filter: OpenFilter,
    /// Whether every publisher is shown, or only those that press most.
    pub every_publisher: bool,
    /// Whether as many batches are shown as can be, or only the oldest.
    pub every_batch: bool,
}

/// The batch board: what waits at the publishers that are looked for, what is under way, how loaded each stage is.
pub async fn work(conn: &mut Conn, staff: &Staff<'_>, looked: &Looked) -> Result<DeskWork> {
    let stages = Stages::load(conn, staff.lang).await?;
    // Among the batches of one stage nobody looks for what waits for one.
    let mut open = match looked.stage {
        Some(_) => Vec::new(),
        None => batches::open_groups(conn, staff, &looked.filter).await?,
    };
    let publishers = i64::try_from(open.len()).unwrap_or(i64::MAX);
    open.truncate(if looked.every_publisher { usize::MAX } else { PRESSING });
    let most = if looked.every_batch { MOST_BATCHES } else { OLDEST };
    let (batches, all) = batches::list(conn, staff, looked.stage.as_deref(), most).await?;
    let stages = loads::latest(conn, staff.now, &stages).await?;
    Ok(DeskWork { open, publishers, batches, all: all.min(MOST_BATCHES), stages })
}
