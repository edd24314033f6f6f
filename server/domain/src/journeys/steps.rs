//! Every step of the copies of an order, from the append-only movements.

use std::collections::HashMap;

use kernel::Lang;
use kernel::shapes::Step;
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::stages::Stages;

#[derive(sqlx::FromRow)]
struct StepRow {
    line_id: Uuid,
    at: i64,
    copies: i64,
    from_stage: Option<String>,
    to_stage: String,
    batch: Option<String>,
    reason_zh: Option<String>,
    reason_en: Option<String>,
    kind: String,
}

impl StepRow {
    /// Whether it is a step of the way. Dividing and joining batches in one port is the house's own business; that copies
    /// are held back there, or go on again, is their customers' as well.
    fn is_told(&self) -> bool {
        self.from_stage.as_ref() != Some(&self.to_stage) || matches!(self.kind.as_str(), "hold" | "release")
    }
}

/// The steps of each line of an order, oldest first.
///
/// The lines are found before the rest is joined: with the organisation known, PostgreSQL thinks each time anew that its own
/// guess of this customer is worth a plan of its own, and thinks for as long as it then works.
pub(super) async fn of_order(
    conn: &mut Conn,
    (org_id, order_id): (Uuid, Uuid),
    stages: &Stages,
) -> Result<HashMap<Uuid, Vec<Step>>> {
    let rows = sql!(
        fetch_all as StepRow,
        conn,
        "with lines as materialized (select org_id, id from order_lines where org_id = $1 and order_id = $2)
         select m.line_id, m.at, m.copies, m.from_stage, m.to_stage, b.no as batch, r.name_zh as reason_zh,
                r.name_en as reason_en, v.kind
         from lines l cross join movements m cross join moves v
         left join batches b on b.id = m.to_batch left join reasons r on r.code = v.reason
         where m.org_id = l.org_id and m.line_id = l.id and v.id = m.move_id
         order by m.at, m.id",
        org_id,
        order_id
    )?;
    let mut steps: HashMap<Uuid, Vec<Step>> = HashMap::new();
    for row in rows.into_iter().filter(StepRow::is_told) {
        steps.entry(row.line_id).or_default().push(step(row, stages));
    }
    Ok(steps)
}

fn step(row: StepRow, stages: &Stages) -> Step {
    let reason = match stages.lang() {
        Lang::Zh => row.reason_zh,
        Lang::En => row.reason_en,
    };
    Step {
        at: row.at,
        copies: row.copies,
        from: row.from_stage.map(|code| stages.name(&code)),
        to: stages.name(&row.to_stage),
        batch: row.batch,
        reason,
        undo: row.kind == "undo",
    }
}
