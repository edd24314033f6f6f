//! All settings at a glance.

use kernel::shapes::{SettingsHead, SurchargeStep};
use store::{Conn, Result, sql};

use super::waits;
use crate::scope::Staff;
use crate::{calendar, days, prices};

/// Rank of a contract that nobody ranked.
const USUAL_RANK: i64 = 100;

/// All settings at a glance.
pub async fn overview(conn: &mut Conn, staff: &Staff<'_>) -> Result<SettingsHead> {
    let today = days::today(staff.now);
    let (days_ahead,) = sql!(fetch_one as (i64,), conn, "select count(*) from calendar_days where day >= $1", today)?;
    let (ranked,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from orgs where kind <> 'house' and parent_id = $1 and priority <> $2",
        staff.org_id,
        USUAL_RANK
    )?;
    let coming = sql!(
        fetch_optional as (i64, i64),
        conn,
        "select from_day, basis_points from surcharge_steps where lane = 'urgent' and from_day > $1
         order by from_day limit 1",
        today
    )?;
    Ok(SettingsHead {
        missing: calendar::missing(conn, today).await?,
        days_ahead,
        basis_points: prices::urgent(conn, staff.now).await?.basis_points,
        coming: coming.map(|(from_day, basis_points)| SurchargeStep { from_day, basis_points }),
        ranked,
        waits: waits::rows(conn).await?,
    })
}
