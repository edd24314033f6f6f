//! What the house's own people are told: that a ticket was handed to their desk, and that one was not answered in time, which
//! the supervisors hear as well.

use kernel::shapes::Topic;
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::list::RAISED;
use super::pace::Dues;
use super::spread::ring;
use crate::complaints::held::Step;
use crate::days::today;
use crate::outbox::Due;

/// A ticket of which a step is told.
pub(super) struct Ticket {
    pub(super) id: Uuid,
    pub(super) no: String,
    pub(super) desk: String,
    /// Who took the step, and knows.
    pub(super) by: Option<Uuid>,
}

/// Tells a step of a ticket to the people of the desk that holds it now. Steps of the customer's own are not for them.
pub(super) async fn tell(tx: &mut Tx, due: &Due, (ticket, step): (&Ticket, &str), now: i64) -> Result<()> {
    let raised = step == Step::Escalated.code();
    let cause = if raised { format!("{RAISED}{}", ticket.id) } else { format!("ticket:{}", ticket.id) };
    let dues = Dues::of(now);
    let people = sql!(
        fetch_all as (Uuid, Uuid),
        tx,
        "insert into notices (org_id, user_id, cause, day, topic, complaint_no, at, due_at)
         select u.org_id, u.id, $1, $2, $3, $4, $5,
           case coalesce(p.pace, $6) when 'now' then cast($7 as bigint) when 'daily' then $8 when 'weekly' then $9 end
         from orgs h join users u on u.org_id = h.id and u.disabled_at is null
         left join notice_paces p on p.org_id = u.org_id and p.user_id = u.id and p.topic = $3
         where h.kind = 'house' and u.id <> $10 and (u.desk = $11 or ($12 = 1 and u.role = 'supervisor'))
         on conflict (org_id, user_id, cause, day) do update
           set at = excluded.at, read_at = null, due_at = excluded.due_at
         returning org_id, user_id",
        &cause,
        today(due.at),
        Topic::Ticket.code(),
        &ticket.no,
        due.at,
        Topic::Ticket.usual_pace().code(),
        dues.now,
        dues.daily,
        dues.weekly,
        ticket.by.unwrap_or_default(),
        &ticket.desk,
        i64::from(raised)
    )?;
    ring(tx, now, people).await
}
