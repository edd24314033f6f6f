//! What an act of the ledger means to a customer. Told from where the copies went, not from the act's name: a new kind of
//! act needs nothing here.

use kernel::journey::StageKind;
use kernel::shapes::Topic;
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::spread::{Tiding, spread};
use crate::outbox::Due;
use crate::tracking;

/// An act, and the one that it takes back.
#[derive(sqlx::FromRow)]
struct Act {
    kind: String,
    from_batch: Option<Uuid>,
    to_batch: Option<Uuid>,
    reason: Option<String>,
    by_id: Option<Uuid>,
}

/// Copies that went the same way in one act.
#[derive(Debug, sqlx::FromRow)]
struct Passage {
    from_stage: Option<String>,
    from_kind: Option<String>,
    to_stage: String,
    to_kind: String,
    order_id: Uuid,
}

/// Tells all that an act did. Taking an act back tells of the same cause again, with fewer lines.
pub(super) async fn tell(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let Some((act, sign)) = meant(tx, due.subject).await? else { return Ok(()) };
    for passage in passages(tx, due.subject).await? {
        let seen = if sign < 0 { passage.reversed() } else { Some((passage.from(), passage.to())) };
        let Some((from, to)) = seen else { continue };
        let Some(topic) = topic(&act, from, to) else { continue };
        let place = act.to_batch.or(act.from_batch).unwrap_or(passage.order_id);
        // Copies come into a batch without a purchase only for a reason.
        let reason = act.reason.clone().filter(|_| matches!(topic, Topic::Exception | Topic::Bought));
        let tiding = Tiding {
            stage: Some(to.0.to_owned()),
            batch: act.to_batch.or(act.from_batch),
            by: act.by_id,
            adds: true,
            cause: format!("{}:{}:{}:{place}", topic.code(), to.0, reason.as_deref().unwrap_or_default()),
            reason,
            ..Tiding::new(topic, String::new())
        };
        gather(tx, due, &passage, sign).await?;
        spread(tx, due, &tiding, now).await?;
    }
    tracking::arrived(tx, due.subject, now).await
}

/// The act whose meaning is told: itself, or the one that it takes back, counted the other way. The person is always the one
/// who acts now.
async fn meant(tx: &mut Tx, move_id: Uuid) -> Result<Option<(Act, i64)>> {
    let found = sql!(
        fetch_optional as (i64,),
        tx,
        "select cast(case when undoes is null then 1 else -1 end as bigint) from moves where id = $1",
        move_id
    )?;
    let Some((sign,)) = found else { return Ok(None) };
    let act = sql!(
        fetch_one as Act,
        tx,
        "select a.kind, a.from_batch, a.to_batch, a.reason, m.by_id from moves m
         join moves a on a.id = coalesce(m.undoes, m.id) where m.id = $1",
        move_id
    )?;
    Ok(Some((act, sign)))
}

async fn passages(tx: &mut Tx, move_id: Uuid) -> Result<Vec<Passage>> {
    let rows = sql!(
        fetch_all as Passage,
        tx,
        "select distinct m.from_stage, f.kind as from_kind, m.to_stage, t.kind as to_kind, l.order_id
         from movements m join order_lines l on l.org_id = m.org_id and l.id = m.line_id
         left join stages f on f.code = m.from_stage join stages t on t.code = m.to_stage
         where m.move_id = $1 order by m.from_stage, m.to_stage, l.order_id",
        move_id
    )?;
    let mut rows: Vec<Passage> = rows;
    rows.dedup_by(|next, kept| next.from_stage == kept.from_stage && next.to_stage == kept.to_stage);
    Ok(rows)
}

/// Puts the orders of one passage down, to be told to their people.
async fn gather(tx: &mut Tx, due: &Due, passage: &Passage, sign: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, l.org_id, l.order_id, $5 * count(distinct l.id), cast($5 * sum(m.copies) as bigint), min(t.title)
         from movements m join order_lines l on l.org_id = m.org_id and l.id = m.line_id join titles t on t.id = l.title_id
         where m.move_id = $2 and coalesce(m.from_stage, '') = $3 and m.to_stage = $4 group by l.org_id, l.order_id",
        due.id,
        due.subject,
        passage.from_stage.as_deref().unwrap_or_default(),
        &passage.to_stage,
        sign
    )?;
    Ok(())
}

type Port<'p> = (&'p str, StageKind);

impl Passage {
    fn from(&self) -> Option<Port<'_>> {
        let kind = self.from_kind.as_deref().and_then(StageKind::from_code)?;
        self.from_stage.as_deref().map(|stage| (stage, kind))
    }

    fn to(&self) -> Port<'_> {
        (&self.to_stage, StageKind::from_code(&self.to_kind).unwrap_or(StageKind::Exit))
    }

    /// The passage that this one takes back.
    fn reversed(&self) -> Option<(Option<Port<'_>>, Port<'_>)> {
        Some((Some(self.to()), self.from()?))
    }
}

/// What a customer would call it; nothing when it is the house's own affair.
fn topic(act: &Act, from: Option<Port<'_>>, to: Port<'_>) -> Option<Topic> {
    let Some(from) = from else { return Some(Topic::Placed) };
    match (from.1, to.1) {
        (_, StageKind::Exit) if act.kind == "cancel" => Some(Topic::Cancelled),
        (_, StageKind::End) => Some(Topic::Arrived),
        (_, StageKind::Exit | StageKind::Open) => Some(Topic::Exception),
        (StageKind::Open, StageKind::Way) => Some(Topic::Bought),
        (_, StageKind::Way) if from.0 != to.0 => Some(Topic::Moved),
        // Within one stage a batch was divided or joined; only copies that are kept back for a reason concern the customer.
        (_, StageKind::Way) => (act.kind == "hold").then_some(Topic::Exception),
    }
}
