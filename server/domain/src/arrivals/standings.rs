//! Where the last copies of each line of an order are, and what was said of it last.

use std::collections::BTreeMap;

use kernel::journey::StageKind;
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::saying::{Line, Rear, SaidBefore};
use crate::stages::Stages;

/// One slice of one line, beside what is known of the line.
#[derive(sqlx::FromRow)]
struct Row {
    line_id: Uuid,
    publisher_id: Uuid,
    urgent: bool,
    needed_by: Option<i64>,
    stage: String,
    since: i64,
    extra_days: i64,
    promised: bool,
    low: Option<i64>,
    mid: Option<i64>,
    high: Option<i64>,
    late: Option<i64>,
    said_stage: Option<String>,
    said_extra: Option<i64>,
    silent_at: Option<i64>,
}

/// A line and where its copies are.
pub(super) struct Standing {
    pub(super) id: Uuid,
    pub(super) line: Line,
    /// Its last copies; `None` when none is on the way.
    pub(super) rear: Option<Rear>,
    /// Whether copies of it have arrived.
    pub(super) arrived: bool,
}

/// The lines of an order. The key must come from the house itself or from a check of what the reader may see.
pub(super) async fn of_order(
    conn: &mut Conn,
    (org_id, order_id): (Uuid, Uuid),
    stages: &Stages,
) -> Result<Vec<Standing>> {
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select l.id as line_id, l.publisher_id, o.urgent, o.needed_by, s.stage, s.since,
                coalesce((select max(c.extra_days) from cause_lines x join causes c on c.id = x.cause_id
                          where x.org_id = l.org_id and x.line_id = l.id and c.closed_at is null), 0) as extra_days,
                exists (select 1 from promises p where p.org_id = l.org_id and p.line_id = l.id) as promised,
                a.low, a.mid, a.high, a.late, a.stage as said_stage, a.extra_days as said_extra, a.silent_at
         from orders o cross join order_lines l cross join slices s
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where o.org_id = $1 and o.id = $2 and l.org_id = o.org_id and l.order_id = o.id
           and s.org_id = l.org_id and s.line_id = l.id",
        org_id,
        order_id
    )?;
    let mut lines: BTreeMap<Uuid, Standing> = BTreeMap::new();
    for row in rows {
        let (code, since) = (row.stage.clone(), row.since);
        lines.entry(row.line_id).or_insert_with(|| standing(row)).meet(&code, since, stages);
    }
    Ok(lines.into_values().collect())
}

fn standing(row: Row) -> Standing {
    let (id, publisher, urgent) = (row.line_id, row.publisher_id, row.urgent);
    let (needed_by, extra_days, promised) = (row.needed_by, row.extra_days, row.promised);
    let line = Line { publisher, urgent, needed_by, extra_days, promised, said: said(row) };
    Standing { id, line, rear: None, arrived: false }
}

fn said(row: Row) -> Option<SaidBefore> {
    Some(SaidBefore {
        low: row.low?,
        mid: row.mid?,
        high: row.high?,
        late: row.late,
        stage: row.said_stage?,
        extra_days: row.said_extra?,
        silent_at: row.silent_at,
    })
}

impl Standing {
    /// Takes in one of its slices.
    fn meet(&mut self, code: &str, since: i64, stages: &Stages) {
        let way = stages.iter().filter(|stage| matches!(stage.kind, StageKind::Open | StageKind::Way));
        if let Some(stage) = way.map(|stage| stage.code.as_str()).position(|other| other == code) {
            let behind = |last: &Rear| stage < last.stage || stage == last.stage && since > last.since;
            if self.rear.as_ref().is_none_or(behind) {
                self.rear = Some(Rear { code: code.to_owned(), stage, since });
            }
        }
        self.arrived |= stages.get(code).is_some_and(|stage| stage.kind == StageKind::End);
    }
}
