//! Giving copies too many to lines that wait for the same title, by the stated rule. The lines' copies leave the stage in
//! which they wait to be bought for a batch where the books lie: nothing is bought twice, and every line keeps its sum.

use kernel::shapes::ExtraState;
use kernel::{FaultCode, Refusal};
use store::{Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use super::{COLUMNS, Extra, claim, is_undecided, row};
use crate::allocation::{Want, share};
use crate::batches::{self, NewBatch};
use crate::moves::{self, Act, Passage, Place};
use crate::scope::Staff;
use crate::stages::Stages;
use crate::{audit, days};

/// Most lines among which copies are shared out.
const MOST_LINES: i64 = 500;
/// The reason of the act: who waited reads why nothing was bought.
const SURPLUS: &str = "surplus";

/// Copies too many that are to be given.
#[derive(Clone, Debug)]
pub struct Give {
    /// The row.
    pub id: Uuid,
    /// What the page was made from.
    pub version: i64,
}

/// Copies of one line that wait to be bought.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Waiting {
    org_id: Uuid,
    slice_id: Uuid,
    line_id: Uuid,
    order_id: Uuid,
    stage: String,
    copies: i64,
    needed_by: Option<i64>,
    placed_at: i64,
    priority: i64,
}

/// Gives copies to who waits for the title. Answers with the number of the batch in which they are now; what nobody waits for
/// stays where it is.
///
/// # Errors
/// `NotAllowed` for another desk's people, `NotFound`, `Stale`; `copies: CopiesGone` when they were given already, are damaged,
/// or nobody waits any more.
pub async fn give(tx: &mut Tx, staff: &Staff<'_>, wish: &Give) -> Result<String> {
    let extra = claim(tx, staff, (wish.id, wish.version)).await?;
    let gone = || Refusal::field("copies", FaultCode::CopiesGone);
    let free = ExtraState::from_code(&extra.state).is_some_and(is_undecided) && !extra.damaged;
    let title = extra.title_id.filter(|_| free).ok_or_else(gone)?;
    let waiting = waiting(tx, title).await?;
    let wants: Vec<Want> = waiting.iter().map(Waiting::want).collect();
    let gets = share(&wants, extra.copies);
    let given: i64 = gets.iter().sum();
    if given == 0 {
        return Err(gone().into());
    }
    let stages = Stages::load(tx, staff.lang).await?;
    let new = NewBatch { stage: &extra.stage, publisher: extra.publisher_id, held: None };
    let (batch, no) = batches::open(tx, staff, &stages, new).await?;
    let (by, at) = (staff.user_id, staff.now);
    let act = Act { kind: "batch", to_batch: Some(batch), reason: Some(SURPLUS), by, at, ..Act::default() };
    let move_id = moves::open(tx, &act).await?;
    let mut orders = Vec::new();
    for (line, copies) in waiting.iter().zip(gets).filter(|(_, copies)| *copies > 0) {
        let to = Place { stage: extra.stage.clone(), batch: Some(batch) };
        moves::pass(tx, move_id, staff.now, &line.passage(to, copies)).await?;
        orders.push((line.org_id, line.order_id));
    }
    batches::recount(tx, batch, staff.now).await?;
    mark(tx, staff, &extra, (given, move_id)).await?;
    let detail = serde_json::json!({ "from": extra.batch_no, "isbn": extra.isbn, "copies": given });
    let entry = audit::Entry { org_id: staff.org_id, verb: "extra.give", subject: no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    batches::tell(tx, staff, orders, batch).await?;
    Ok(no)
}

impl Waiting {
    fn want(&self) -> Want {
        Want {
            line_id: self.line_id,
            copies: self.copies,
            needed_by: self.needed_by,
            ordered_on: days::today(self.placed_at),
            priority: self.priority,
        }
    }

    fn passage(&self, to: Place, copies: i64) -> Passage {
        Passage {
            org_id: self.org_id,
            line_id: self.line_id,
            slice_id: self.slice_id,
            from: Place { stage: self.stage.clone(), batch: None },
            to,
            copies,
        }
    }
}

/// Who waits for a title, in the order of keys. The contract is the paying organisation's.
async fn waiting(tx: &mut Tx, title: Uuid) -> Result<Vec<Waiting>> {
    sql!(
        fetch_all as Waiting,
        tx,
        "select s.org_id, s.id as slice_id, s.line_id, l.order_id, s.stage, s.copies, o.needed_by, o.placed_at, y.priority
         from stages g cross join order_lines l cross join slices s cross join orders o cross join orgs y
         where g.kind = 'open' and l.title_id = $1 and s.org_id = l.org_id and s.line_id = l.id and s.stage = g.code
           and o.org_id = l.org_id and o.id = l.order_id and y.id = o.payer_id
         order by o.needed_by is null, o.needed_by, o.placed_at, s.org_id, s.id limit $2",
        title,
        MOST_LINES
    )
}

/// Marks what was given; the rest becomes a row of its own, about which nobody has decided.
async fn mark(tx: &mut Tx, staff: &Staff<'_>, extra: &Extra, (given, move_id): (i64, Uuid)) -> Result<()> {
    sql!(
        execute,
        tx,
        "update extras set state = 'given', copies = $2, move_id = $3, by_id = $4, changed_at = $5 where id = $1",
        extra.id,
        given,
        move_id,
        staff.user_id,
        staff.now
    )?;
    let rest = extra.copies - given;
    if rest == 0 {
        return Ok(());
    }
    let rest: Vec<Value> =
        row(staff, (extra.batch_id, &extra.stage, &extra.isbn, extra.title_id), (rest, false, extra.found_at));
    insert_many(tx, "extras", &COLUMNS, vec![rest]).await
}
