//! What supervisors set themselves: the surcharge of the urgent lane, the ranks of contracts, how long the house waits; the
//! calendar is a module of its own ([`crate::calendar`]). Every desk may read them. A change is made against the value that
//! the page showed, so that of two people only the first one changes it, and is undone by setting the old value again.
//!
//! What was changed is read from the audit: there is no second history.

mod contracts;
mod overview;
mod surcharges;
mod waits;

pub use contracts::{SetRank, contracts, set_rank};
pub use overview::overview;
pub use surcharges::{SetSurcharge, drop_surcharge, set_surcharge, surcharges};
pub use waits::{SetWait, set_wait, waits};

use kernel::shapes::SettingChange;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Conn, Result, Tx, sql};

use crate::scope::Staff;
use crate::{audit, events};

/// Verbs of the audit, one for each page of settings. The index `audit_settings` names them too.
pub(crate) const CALENDAR: &str = "setting.calendar";
const SURCHARGE: &str = "setting.surcharge";
const CONTRACT: &str = "setting.contract";
const WAIT: &str = "setting.wait";

/// What the audit keeps of one change.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Changed<T> {
    pub(crate) was: Option<T>,
    pub(crate) became: Option<T>,
}

/// Writes a change down and tells open pages.
pub(crate) async fn record<T: Serialize>(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (verb, subject): (&'static str, String),
    changed: &Changed<T>,
) -> Result<()> {
    let detail = serde_json::to_value(changed).unwrap_or_default();
    audit::record(tx, staff, audit::Entry { org_id: staff.org_id, verb, subject, detail }).await?;
    events::record(tx, staff.now, staff.org_id, "setting.changed", staff.org_id).await
}

/// The last changes of one kind, newest first, at most 20.
pub(crate) async fn changes<T: DeserializeOwned>(
    conn: &mut Conn,
    staff: &Staff<'_>,
    verb: &str,
) -> Result<Vec<SettingChange<T>>> {
    let rows = sql!(
        fetch_all as (i64, Option<String>, String, String),
        conn,
        "select a.at, u.name, a.subject, a.detail from audit a left join users u on u.id = a.actor_id
         where a.org_id = $1 and a.verb = $2
           and a.verb in ('setting.calendar', 'setting.surcharge', 'setting.contract', 'setting.wait')
         order by a.seq desc limit 20",
        staff.org_id,
        verb
    )?;
    let change = |(at, by, subject, detail): (i64, Option<String>, String, String)| {
        let Changed { was, became } = serde_json::from_str(&detail).ok()?;
        Some(SettingChange { at, by: by.unwrap_or_default(), subject, was, became })
    };
    Ok(rows.into_iter().filter_map(change).collect())
}

/// Place of the last change of one kind in the audit: what a page was made from. 0 before the first.
pub(crate) async fn version(conn: &mut Conn, staff: &Staff<'_>, verb: &str) -> Result<i64> {
    let last = sql!(
        fetch_optional as (i64,),
        conn,
        "select seq from audit
         where org_id = $1 and verb = $2
           and verb in ('setting.calendar', 'setting.surcharge', 'setting.contract', 'setting.wait')
         order by seq desc limit 1",
        staff.org_id,
        verb
    )?;
    Ok(last.map_or(0, |(seq,)| seq))
}
