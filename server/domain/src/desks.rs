//! A desk's day: what stands where, what is beyond its usual days, which tickets wait.

use kernel::shapes::{DeskDay, DeskWork, StageLoad};
use store::{Conn, Result, sql};

use crate::batches::{self, OpenFilter};
use crate::days::DAY_MS;
use crate::scope::Staff;
use crate::stages::Stages;

/// Late batches on the start page.
const MOST_LATE: usize = 20;

/// The start page of a person of the house.
pub async fn day(conn: &mut Conn, staff: &Staff<'_>) -> Result<DeskDay> {
    let own = staff.desk.clone().unwrap_or_default();
    let stages = Stages::load(conn, staff.lang).await?;
    let mut loads = loads(conn, staff, &stages).await?;
    loads.sort_by_key(|load| stages.get(&load.code).is_none_or(|stage| stage.desk != own && !own.is_empty()));
    let mut late = Vec::new();
    for stage in stages.iter().filter(|stage| own.is_empty() || stage.desk == own) {
        let batches = batches::list(conn, staff, Some(&stage.code)).await?;
        late.extend(batches.into_iter().filter(|batch| batch.created_at + batch.usual_days * DAY_MS < staff.now));
    }
    late.sort_by_key(|batch| batch.created_at);
    late.truncate(MOST_LATE);
    let waiting = sql!(
        fetch_one as (i64, i64, i64),
        conn,
        "select count(*), coalesce(cast(sum(s.copies) as bigint), 0),
                coalesce(cast(sum(case when o.urgent then 1 else 0 end) as bigint), 0)
         from stages g join slices s on s.stage = g.code join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id where g.kind = 'open'"
    )?;
    let tickets = sql!(
        fetch_one as (i64, i64),
        conn,
        "select count(*), coalesce(cast(sum(case when due_at < $2 then 1 else 0 end) as bigint), 0)
         from complaints where state = 'open' and (cast($1 as text) = '' or desk = $1)",
        &own,
        staff.now
    )?;
    Ok(DeskDay { stages: loads, late, waiting, tickets })
}

/// The batch board: what waits at the publishers that are looked for, what is under way, how loaded each stage is.
pub async fn work(conn: &mut Conn, staff: &Staff<'_>, stage: Option<&str>, filter: &OpenFilter) -> Result<DeskWork> {
    let stages = Stages::load(conn, staff.lang).await?;
    Ok(DeskWork {
        open: batches::open_groups(conn, staff, filter).await?,
        batches: batches::list(conn, staff, stage).await?,
        stages: loads(conn, staff, &stages).await?,
    })
}

async fn loads(conn: &mut Conn, staff: &Staff<'_>, stages: &Stages) -> Result<Vec<StageLoad>> {
    let rows = sql!(
        fetch_all as (String, i64, i64, i64),
        conn,
        "select b.stage, count(distinct b.id), cast(sum(s.copies) as bigint),
                count(distinct case when b.created_at + g.usual_days * 86400000 < $1 then b.id end)
         from batches b join stages g on g.code = b.stage join slices s on s.batch_id = b.id
         where b.moved_at is null group by b.stage",
        staff.now
    )?;
    let load = |stage: &crate::stages::Stage| {
        let row = rows.iter().find(|(code, ..)| *code == stage.code);
        let (batches, copies, late) = row.map_or((0, 0, 0), |(_, batches, copies, late)| (*batches, *copies, *late));
        let (code, name, desk) = (stage.code.clone(), stage.name.clone(), stage.desk_name.clone());
        StageLoad { code, name, desk, batches, copies, late }
    };
    Ok(stages.iter().filter(|stage| stage.kind == kernel::journey::StageKind::Way).map(load).collect())
}
