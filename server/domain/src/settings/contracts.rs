//! The rank of each paying organisation's contract: the last word but one when copies are short ([`crate::allocation`]).

use kernel::shapes::{ContractRow, Contracts};
use kernel::{FaultCode, Refusal, forms};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::{CONTRACT, Changed, changes, record};
use crate::scope::Staff;

/// Ranks run from the first to the last.
const FIRST: i64 = 1;
const LAST: i64 = 999;
/// Rows of a page.
const PAGE: usize = 50;

/// A rank as it was typed.
#[derive(Clone, Debug)]
pub struct SetRank {
    /// The organisation.
    pub org_id: Uuid,
    /// What the page was made from.
    pub version: i64,
    /// The rank, the smaller first.
    pub priority: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name_zh: String,
    name_en: String,
    city_zh: String,
    city_en: String,
    priority: i64,
    version: i64,
}

impl Row {
    fn shown(self, staff: &Staff<'_>) -> ContractRow {
        ContractRow {
            org_id: self.id,
            name: staff.lang.pick(&self.name_zh, &self.name_en).to_owned(),
            city: staff.lang.pick(&self.city_zh, &self.city_en).to_owned(),
            priority: self.priority,
            version: self.version,
        }
    }
}

/// Who pays the house itself, by rank; of those whose name contains `q` in either language. `after` is where the page begins.
///
/// # Errors
/// `NotFound` for a beginning that is none.
pub async fn contracts(conn: &mut Conn, staff: &Staff<'_>, q: &str, after: Option<&str>) -> Result<Contracts> {
    let (rank, id) = match after {
        None => (i64::MIN, Uuid::nil()),
        Some(cursor) => read(cursor).ok_or(Refusal::NotFound)?,
    };
    let mut rows = sql!(
        fetch_all as Row,
        conn,
        "select id, name_zh, name_en, city_zh, city_en, priority, version from orgs
         where (priority, id) > ($1, $2) and kind <> 'house' and parent_id = $3
           and (lower(name_zh) like $4 or lower(name_en) like $4)
         order by priority, id limit $5",
        rank,
        id,
        staff.org_id,
        pattern(q),
        i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
    )?;
    let next = (rows.len() > PAGE).then(|| {
        rows.truncate(PAGE);
        rows.last().map(|row| format!("{}_{}", row.priority, row.id.simple()))
    });
    Ok(Contracts {
        rows: rows.into_iter().map(|row| row.shown(staff)).collect(),
        next: next.flatten(),
        mine: staff.supervisor().is_ok(),
        changes: changes(conn, staff, CONTRACT).await?,
    })
}

fn read(cursor: &str) -> Option<(i64, Uuid)> {
    let (rank, id) = cursor.split_once('_')?;
    Some((rank.parse().ok()?, Uuid::parse_str(id).ok()?))
}

/// What `like` looks for: the words anywhere. Its own signs are taken out: no name has them.
fn pattern(q: &str) -> String {
    let plain: String = q.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '_' | '\\')).take(100).collect();
    format!("%{plain}%")
}

/// Ranks a contract.
///
/// # Errors
/// `NotAllowed` for a desk's people, `NotFound` for who does not pay the house, `Stale`, `priority: OutOfRange |
/// NothingChanges`.
pub async fn set_rank(tx: &mut Tx, staff: &Staff<'_>, wish: &SetRank) -> Result<()> {
    staff.supervisor()?;
    let found = sql!(
        fetch_optional as Row,
        tx,
        "select id, name_zh, name_en, city_zh, city_en, priority, version from orgs where id = $1 and parent_id = $2",
        wish.org_id,
        staff.org_id
    )?;
    let before = found.ok_or(Refusal::NotFound)?;
    let priority = forms::whole("priority", &wish.priority, FIRST, LAST)?;
    if before.version != wish.version {
        return Err(Refusal::Stale.into());
    }
    if before.priority == priority {
        return Err(Refusal::field("priority", FaultCode::NothingChanges).into());
    }
    let set = sql!(
        execute,
        tx,
        "update orgs set priority = $3, version = version + 1 where id = $1 and version = $2",
        wish.org_id,
        wish.version,
        priority
    )?;
    if set == 0 {
        return Err(Refusal::Stale.into());
    }
    let changed = Changed { was: Some(before.priority), became: Some(priority) };
    // Both names are one word of the audit: a reader of either language finds the customer.
    record(tx, staff, (CONTRACT, format!("{} {}", before.name_zh, before.name_en)), &changed).await
}
