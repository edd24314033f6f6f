//! The minute job: what was promised and not kept goes up by itself.

use kernel::{Lang, OrgKind, Role};
use serde_json::json;
use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::Scope;
use crate::complaints::held::{Held, Step};
use crate::complaints::standing::Act;

/// The most tickets of one run: a run holds up other writers.
const RUN: i64 = 500;

/// Escalates every open ticket whose promise is broken at `now`, the oldest promise first, at most 500, and gives each desk
/// one more working day. Answers how many there were; a second run at the same instant finds none of them. When it answers
/// 500 there may be more.
pub async fn escalate_overdue(tx: &mut Tx, now: i64, house_org: Uuid) -> Result<u64> {
    let scope = Scope {
        user_id: None,
        org_id: house_org,
        kind: OrgKind::House,
        role: Role::Supervisor,
        desk: None,
        lang: Lang::default(),
        now,
    };
    let overdue = sql!(
        fetch_all as Held,
        tx,
        "select org_id, id, no, desk, version, state, level, due_at, closed_at from complaints
         where state = 'open' and due_at <= $1 order by due_at, id limit $2",
        now,
        RUN
    )?;
    let mut escalated = 0;
    for mut held in overdue {
        held.act(Act::Overdue, now)?;
        held.raise(tx).await?;
        held.step(tx, &scope, Step::Escalated).await?;
        held.tell(tx, &scope, "ticket.escalate", json!({ "level": held.standing.level })).await?;
        escalated += 1;
    }
    Ok(escalated)
}
