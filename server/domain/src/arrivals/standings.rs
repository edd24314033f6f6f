//! Where the last copies of each line of an order are, and what was said of it last.

use std::collections::BTreeMap;

use kernel::journey::StageKind;
use store::{Conn, Result, sql};
use uuid::Uuid;

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
    low: Option<i64>,
    mid: Option<i64>,
    high: Option<i64>,
    late: Option<i64>,
    said_stage: Option<String>,
    said_extra: Option<i64>,
    silent_at: Option<i64>,
}

/// A line and its last copies.
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) publisher: Uuid,
    pub(super) urgent: bool,
    pub(super) needed_by: Option<i64>,
    /// Code and number of the stage of its last copies, and since when they are there; `None` when none is on the way.
    pub(super) rear: Option<Rear>,
    /// When its last copies arrived, if any did and none is on the way.
    pub(super) arrived_at: Option<i64>,
    /// Days that open causes hold it up.
    pub(super) extra_days: i64,
    /// What was said of it last.
    pub(super) said: Option<Said>,
}

/// The last copies of a line.
pub(super) struct Rear {
    pub(super) code: String,
    pub(super) stage: usize,
    pub(super) since: i64,
}

/// What was said of a line last.
pub(super) struct Said {
    pub(super) low: i64,
    pub(super) mid: i64,
    pub(super) high: i64,
    pub(super) late: Option<i64>,
    pub(super) stage: String,
    pub(super) extra_days: i64,
    pub(super) silent_at: Option<i64>,
}

/// The lines of an order. The key must come from the house itself or from a check of what the reader may see.
pub(super) async fn of_order(conn: &mut Conn, (org_id, order_id): (Uuid, Uuid), stages: &Stages) -> Result<Vec<Line>> {
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select l.id as line_id, l.publisher_id, o.urgent, o.needed_by, s.stage, s.since,
                coalesce((select max(c.extra_days) from cause_lines x join causes c on c.id = x.cause_id
                          where x.org_id = l.org_id and x.line_id = l.id and c.closed_at is null), 0) as extra_days,
                a.low, a.mid, a.high, a.late, a.stage as said_stage, a.extra_days as said_extra, a.silent_at
         from orders o cross join order_lines l cross join slices s
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where o.org_id = $1 and o.id = $2 and l.org_id = o.org_id and l.order_id = o.id
           and s.org_id = l.org_id and s.line_id = l.id",
        org_id,
        order_id
    )?;
    let mut lines: BTreeMap<Uuid, Line> = BTreeMap::new();
    for row in rows {
        let (code, since) = (row.stage.clone(), row.since);
        lines.entry(row.line_id).or_insert_with(|| line(row)).meet(&code, since, stages);
    }
    Ok(lines.into_values().collect())
}

fn line(row: Row) -> Line {
    let said = |row: Row| {
        Some(Said {
            low: row.low?,
            mid: row.mid?,
            high: row.high?,
            late: row.late,
            stage: row.said_stage?,
            extra_days: row.said_extra?,
            silent_at: row.silent_at,
        })
    };
    Line {
        id: row.line_id,
        publisher: row.publisher_id,
        urgent: row.urgent,
        needed_by: row.needed_by,
        rear: None,
        arrived_at: None,
        extra_days: row.extra_days,
        said: said(row),
    }
}

impl Line {
    /// Takes in one of its slices.
    fn meet(&mut self, code: &str, since: i64, stages: &Stages) {
        let way = stages.iter().filter(|stage| matches!(stage.kind, StageKind::Open | StageKind::Way));
        if let Some(stage) = way.map(|stage| stage.code.as_str()).position(|other| other == code) {
            let rear = Rear { code: code.to_owned(), stage, since };
            let behind = |last: &Rear| stage < last.stage || stage == last.stage && since > last.since;
            if self.rear.as_ref().is_none_or(behind) {
                self.rear = Some(rear);
            }
            self.arrived_at = None;
        } else if stages.get(code).is_some_and(|stage| stage.kind == StageKind::End) && self.rear.is_none() {
            self.arrived_at = self.arrived_at.max(Some(since));
        }
    }
}
