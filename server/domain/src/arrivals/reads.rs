//! What was said of lines, as their readers see it.

use std::collections::HashMap;

use kernel::shapes::{Arrival, ArrivalPart, Promise, PromiseReason};
use serde::{Deserialize, Serialize};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::stages::Stages;

/// A stage of the way as it is stored: its code and the days that it usually takes, see [`ArrivalPart`].
#[derive(Serialize, Deserialize)]
pub(super) struct StoredPart(pub(super) String, pub(super) i64, pub(super) i64, pub(super) i64);

/// What is said of a line: the columns of `arrivals`, beside another row that may have none.
#[derive(sqlx::FromRow)]
pub(crate) struct Said {
    low: Option<i64>,
    mid: Option<i64>,
    high: Option<i64>,
    sure: Option<i64>,
    late: Option<i64>,
    silent_at: Option<i64>,
    extra_days: Option<i64>,
    parts: Option<String>,
}

impl Said {
    /// As it is shown, without what was said before.
    pub(crate) fn arrival(self, stages: &Stages) -> Option<Arrival> {
        let parts: Vec<StoredPart> = serde_json::from_str(&self.parts?).unwrap_or_default();
        let part = |StoredPart(stage, low, mid, high): StoredPart| {
            let name = stages.name(&stage);
            ArrivalPart { stage, name, low, mid, high }
        };
        Some(Arrival {
            low: self.low?,
            mid: self.mid?,
            high: self.high?,
            sure: self.sure?,
            late: self.late,
            silent_at: self.silent_at,
            extra_days: self.extra_days?,
            parts: parts.into_iter().map(part).collect(),
            promises: Vec::new(),
            by_hand: None,
        })
    }
}

#[derive(sqlx::FromRow)]
struct PromiseRow {
    line_id: Uuid,
    at: i64,
    low: i64,
    high: i64,
    reason: String,
    note: String,
}

/// What was promised of the lines of an order, oldest first. The key must come from a check of what the reader may see.
pub(crate) async fn promises(conn: &mut Conn, (org_id, order_id): (Uuid, Uuid)) -> Result<HashMap<Uuid, Vec<Promise>>> {
    let rows = sql!(
        fetch_all as PromiseRow,
        conn,
        "select p.line_id, p.at, p.low, p.high, p.reason, p.note
         from order_lines l cross join promises p
         where l.org_id = $1 and l.order_id = $2 and p.org_id = l.org_id and p.line_id = l.id
         order by p.at, p.id",
        org_id,
        order_id
    )?;
    let mut promises: HashMap<Uuid, Vec<Promise>> = HashMap::new();
    for PromiseRow { line_id, at, low, high, reason, note } in rows {
        if let Some(reason) = PromiseReason::from_code(&reason) {
            promises.entry(line_id).or_default().push(Promise { at, low, high, reason, note });
        }
    }
    Ok(promises)
}
