//! Where the last copies of each line of an order are, and what was said of it last.

use std::collections::BTreeMap;

use kernel::journey::StageKind;
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::saying::{Hand, Line, Rear, SaidBefore};
use crate::stages::Stages;

/// One slice of one line, beside what is known of the line.
#[derive(sqlx::FromRow)]
struct Row {
    line_id: Uuid,
    publisher_id: Uuid,
    urgent_at: Option<i64>,
    needed_by: Option<i64>,
    stage: String,
    since: i64,
    extra_days: i64,
    promised: bool,
    over_band: Option<i64>,
    low: Option<i64>,
    mid: Option<i64>,
    high: Option<i64>,
    late: Option<i64>,
    said_stage: Option<String>,
    said_extra: Option<i64>,
    silent_at: Option<i64>,
    said_at: Option<i64>,
    copies: i64,
    told_low: Option<i64>,
    told_high: Option<i64>,
    hand_low: Option<i64>,
    hand_high: Option<i64>,
    hand_stage: Option<String>,
    hand_until: Option<i64>,
    hand_ended: Option<i64>,
    model_low: Option<i64>,
    model_mid: Option<i64>,
    model_high: Option<i64>,
}

/// A line and where its copies are.
pub(super) struct Standing {
    pub(super) id: Uuid,
    pub(super) line: Line,
    /// Its last copies; `None` when none is on the way.
    pub(super) rear: Option<Rear>,
    /// Whether copies of it have arrived.
    pub(super) arrived: bool,
    /// The highest chance of being late over which it is, as people were told.
    pub(super) over: Option<i64>,
    /// Copies ordered.
    pub(super) copies: i64,
    /// First and last day that its customer was told last, if anything was told.
    pub(super) told: Option<(i64, i64)>,
    /// Whether a person promised something for it, even if that has ended.
    pub(super) given: bool,
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
        "select l.id as line_id, l.publisher_id, l.urgent_at, o.needed_by, s.stage, s.since,
                coalesce((select max(c.extra_days) from cause_lines x join causes c on c.id = x.cause_id
                          where x.org_id = l.org_id and x.line_id = l.id and c.closed_at is null), 0) as extra_days,
                exists (select 1 from promises p where p.org_id = l.org_id and p.line_id = l.id) as promised,
                (select max(n.band) from alerts n
                 where n.org_id = l.org_id and n.line_id = l.id and n.left_at is null) as over_band,
                a.low, a.mid, a.high, a.late, a.stage as said_stage, a.extra_days as said_extra, a.silent_at,
                a.made_at as said_at, l.copies, a.told_low, a.told_high, h.low as hand_low, h.high as hand_high,
                h.stage as hand_stage, h.until_day as hand_until, h.ended_at as hand_ended,
                h.model_low, h.model_mid, h.model_high
         from orders o cross join order_lines l cross join slices s
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         left join hand_promises h on h.org_id = s.org_id and h.line_id = s.line_id
         where o.org_id = $1 and o.id = $2 and l.org_id = o.org_id and l.order_id = o.id
           and s.org_id = l.org_id and s.line_id = l.id",
        org_id,
        order_id
    )?;
    let mut lines: BTreeMap<Uuid, Standing> = BTreeMap::new();
    for row in rows {
        let (code, since) = (row.stage.clone(), row.in_its_lane_since(stages));
        lines.entry(row.line_id).or_insert_with(|| standing(row)).meet(&code, since, stages);
    }
    Ok(lines.into_values().collect())
}

impl Row {
    /// Since when its copies stand where they are. A wait for the batch that ended when the line became urgent says nothing of
    /// the one that began then.
    fn in_its_lane_since(&self, stages: &Stages) -> i64 {
        let waits = stages.first().is_some_and(|first| first.code == self.stage);
        self.urgent_at.filter(|_| waits).map_or(self.since, |at| at.max(self.since))
    }

    /// Whether it has become urgent since something was said of it.
    fn is_hurried(&self) -> bool {
        self.urgent_at.zip(self.said_at).is_some_and(|(urgent, said)| urgent > said)
    }
}

fn standing(row: Row) -> Standing {
    let (id, publisher, urgent, hurried) = (row.line_id, row.publisher_id, row.urgent_at.is_some(), row.is_hurried());
    let (needed_by, extra_days, promised) = (row.needed_by, row.extra_days, row.promised);
    let (copies, given, over) = (row.copies, row.hand_low.is_some(), row.over_band);
    let told = row.told_low.zip(row.told_high).or(row.low.zip(row.high));
    let by_hand = hand(&row);
    let line = Line { publisher, urgent, hurried, needed_by, extra_days, promised, said: said(row), by_hand };
    Standing { id, line, rear: None, arrived: false, over, copies, told, given }
}

/// What a person promised, unless it has ended.
fn hand(row: &Row) -> Option<Hand> {
    if row.hand_ended.is_some() {
        return None;
    }
    Some(Hand {
        low: row.hand_low?,
        high: row.hand_high?,
        stage: row.hand_stage.clone()?,
        until: row.hand_until?,
        model: (row.model_low?, row.model_mid?, row.model_high?),
    })
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
