//! What people of the house promised, as customers and desks see it, and the lines that a promise would touch.

use std::collections::HashMap;

use kernel::Refusal;
use kernel::journey::StageKind;
use kernel::shapes::{ByHand, PromisePage, PromiseRow};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::by_hand::{PromiseFor, Range};
use crate::Staff;
use crate::scope::Scope;
use crate::stages::{Stage, Stages};

/// Lines on the page.
const MOST: usize = 60;

/// Where the last copies are of what a range is promised for.
pub(super) struct Place {
    pub(super) stage: Stage,
    /// Number of the order, or of the batch.
    pub(super) subject: String,
    of: Of,
}

/// What was found.
enum Of {
    /// A line: its organisation and its id.
    Line(Uuid, Uuid),
    /// A batch: its id.
    Batch(Uuid),
}

/// A line that a promise touches, beside what a person promised for it before.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Target {
    pub(super) org_id: Uuid,
    pub(super) line_id: Uuid,
    pub(super) order_id: Uuid,
    order_no: String,
    position: i64,
    org_zh: String,
    org_en: String,
    title: String,
    pub(super) copies: i64,
    needed_by: Option<i64>,
    low: i64,
    mid: i64,
    high: i64,
    told_low: Option<i64>,
    told_high: Option<i64>,
    /// Whether it has copies behind the batch.
    behind: i64,
    #[sqlx(flatten)]
    hand: HandRow,
}

/// The columns of `hand_promises`, all empty when no person ever promised anything.
#[derive(Clone, Debug, sqlx::FromRow)]
struct HandRow {
    hand_low: Option<i64>,
    hand_high: Option<i64>,
    note: Option<String>,
    hand_stage: Option<String>,
    until_day: Option<i64>,
    desk_zh: Option<String>,
    desk_en: Option<String>,
    given_at: Option<i64>,
    ended_at: Option<i64>,
    model_low: Option<i64>,
    model_mid: Option<i64>,
    model_high: Option<i64>,
}

impl Target {
    /// Whether it shows just this already.
    pub(super) fn shows(&self, range: &Range) -> bool {
        let hand = &self.hand;
        self.is_held()
            && (hand.hand_low, hand.hand_high) == (Some(range.low), Some(range.high))
            && (hand.note.as_ref(), hand.hand_stage.as_ref()) == (Some(&range.note), Some(&range.stage))
            && hand.until_day == Some(range.holds)
    }

    /// Whether what a person promised holds.
    pub(super) const fn is_held(&self) -> bool {
        self.hand.given_at.is_some() && self.hand.ended_at.is_none()
    }

    /// Its title.
    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// What the customer was told last.
    pub(super) fn told(&self) -> (i64, i64) {
        self.told_low.zip(self.told_high).unwrap_or((self.low, self.high))
    }

    /// Low, mid and high that were worked out.
    pub(super) fn model(&self) -> (i64, i64, i64) {
        let hand = &self.hand;
        match (hand.model_low, hand.model_mid, hand.model_high) {
            (Some(low), Some(mid), Some(high)) if self.is_held() => (low, mid, high),
            _ => (self.low, self.mid, self.high),
        }
    }

    fn shape(self, scope: &Scope, stages: &Stages) -> PromiseRow {
        let (low, _, high) = self.model();
        PromiseRow {
            line: self.line_id,
            order_no: self.order_no,
            position: self.position,
            org: scope.lang.pick(&self.org_zh, &self.org_en).to_owned(),
            title: self.title,
            copies: self.copies,
            needed_by: self.needed_by,
            shown: (self.low, self.high),
            model: (low, high),
            by_hand: self.hand.shape(scope, stages),
        }
    }
}

impl HandRow {
    /// As it is shown, while it holds; what was worked out is for the house.
    fn shape(self, scope: &Scope, stages: &Stages) -> Option<ByHand> {
        if self.ended_at.is_some() {
            return None;
        }
        let model = self.model_low.zip(self.model_high).filter(|_| scope.staff().is_ok());
        Some(ByHand {
            desk: scope.lang.pick(&self.desk_zh?, &self.desk_en?).to_owned(),
            at: self.given_at?,
            note: self.note?,
            stage: stages.name(&self.hand_stage?),
            until: self.until_day?,
            model,
        })
    }
}

/// Finds where the last copies are.
///
/// # Errors
/// `NotFound`; `Stale` for a line of which nothing is on its way.
pub(super) async fn find(conn: &mut Conn, staff: &Staff<'_>, to: &PromiseFor, stages: &Stages) -> Result<Place> {
    match to {
        PromiseFor::Line(line) => of_a_line(conn, staff, *line, stages).await,
        PromiseFor::Batch(no) => {
            let found =
                sql!(fetch_optional as (Uuid, String), conn, "select id, stage from batches where no = $1", no)?;
            let (id, stage) = found.ok_or(Refusal::NotFound)?;
            let stage = stages.get(&stage).cloned().ok_or(Refusal::NotFound)?;
            Ok(Place { stage, subject: no.clone(), of: Of::Batch(id) })
        }
    }
}

async fn of_a_line(conn: &mut Conn, staff: &Staff<'_>, line: Uuid, stages: &Stages) -> Result<Place> {
    let rows = sql!(
        fetch_all as (Uuid, String, String),
        conn,
        "select l.org_id, o.no, s.stage from org_tree t cross join order_lines l cross join orders o cross join slices s
         where t.above_id = $2 and l.org_id = t.org_id and l.id = $1 and o.org_id = l.org_id and o.id = l.order_id
           and s.org_id = l.org_id and s.line_id = l.id",
        line,
        staff.org_id
    )?;
    let (org_id, subject) = rows.first().map(|row| (row.0, row.1.clone())).ok_or(Refusal::NotFound)?;
    let on_the_way = rows.iter().filter_map(|(_, _, stage)| stages.get(stage));
    let on_the_way = on_the_way.filter(|stage| matches!(stage.kind, StageKind::Open | StageKind::Way));
    let stage = on_the_way.min_by_key(|stage| stage.position).cloned().ok_or(Refusal::Stale)?;
    Ok(Place { stage, subject, of: Of::Line(org_id, line) })
}

/// The lines that a promise touches, and how many of the batch have copies behind it.
pub(super) async fn targets(conn: &mut Conn, place: &Place) -> Result<(Vec<Target>, u64)> {
    let (batch, all) = match place.of {
        Of::Line(org_id, line) => (false, the_line(conn, org_id, line).await?),
        Of::Batch(id) => (true, in_batch(conn, id, place.stage.position).await?),
    };
    let lines = all.len();
    let mut targets: Vec<Target> = all.into_iter().filter(|target| target.behind == 0).collect();
    targets.dedup_by_key(|target| (target.org_id, target.line_id));
    let behind = if batch { lines - targets.len() } else { 0 };
    Ok((targets, behind as u64))
}

async fn the_line(conn: &mut Conn, org_id: Uuid, line: Uuid) -> Result<Vec<Target>> {
    sql!(
        fetch_all as Target,
        conn,
        "select a.org_id, a.line_id, o.id as order_id, o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en,
                t.title, l.copies, o.needed_by, a.low, a.mid, a.high, a.told_low, a.told_high, cast(0 as bigint) as behind,
                h.low as hand_low, h.high as hand_high, h.note, h.stage as hand_stage, h.until_day, d.name_zh as desk_zh,
                d.name_en as desk_en, h.given_at, h.ended_at, h.model_low, h.model_mid, h.model_high
         from order_lines l cross join orders o cross join orgs r cross join titles t cross join arrivals a
         left join hand_promises h on h.org_id = a.org_id and h.line_id = a.line_id
         left join desks d on d.code = h.desk
         where l.org_id = $1 and l.id = $2 and o.org_id = l.org_id and o.id = l.order_id and r.id = l.org_id
           and t.id = l.title_id and a.org_id = l.org_id and a.line_id = l.id",
        org_id,
        line
    )
}

/// Copies that stand as far back as the batch, or further, and are not in it, are behind it.
async fn in_batch(conn: &mut Conn, batch: Uuid, position: i64) -> Result<Vec<Target>> {
    sql!(
        fetch_all as Target,
        conn,
        "select a.org_id, a.line_id, o.id as order_id, o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en,
                t.title, l.copies, o.needed_by, a.low, a.mid, a.high, a.told_low, a.told_high,
                cast(case when exists (
                  select 1 from slices b join stages g on g.code = b.stage
                  where b.org_id = l.org_id and b.line_id = l.id and g.kind in ('open', 'way') and g.position <= $2
                    and (b.batch_id is null or b.batch_id <> $1)) then 1 else 0 end as bigint) as behind,
                h.low as hand_low, h.high as hand_high, h.note, h.stage as hand_stage, h.until_day, d.name_zh as desk_zh,
                d.name_en as desk_en, h.given_at, h.ended_at, h.model_low, h.model_mid, h.model_high
         from slices s cross join order_lines l cross join orders o cross join orgs r cross join titles t
         cross join arrivals a
         left join hand_promises h on h.org_id = a.org_id and h.line_id = a.line_id
         left join desks d on d.code = h.desk
         where s.batch_id = $1 and l.org_id = s.org_id and l.id = s.line_id and o.org_id = l.org_id and o.id = l.order_id
           and r.id = l.org_id and t.id = l.title_id and a.org_id = l.org_id and a.line_id = l.id
         order by o.no, l.position",
        batch,
        position
    )
}

/// The page on which a desk promises a range.
///
/// # Errors
/// `NotFound` for what does not exist; `Stale` for a line of which nothing is on its way.
pub async fn page(conn: &mut Conn, staff: &Staff<'_>, to: &PromiseFor) -> Result<PromisePage> {
    let stages = Stages::load(conn, staff.lang).await?;
    let place = find(conn, staff, to, &stages).await?;
    let (targets, behind) = targets(conn, &place).await?;
    let lines = targets.len();
    let ahead = stages.iter().filter(|stage| stage.position >= place.stage.position);
    let ahead = ahead.filter(|stage| stages.after(&stage.code).is_some());
    Ok(PromisePage {
        batch: matches!(place.of, Of::Batch(_)).then_some(place.subject),
        rows: targets.into_iter().take(MOST).map(|target| target.shape(staff, &stages)).collect(),
        lines: i64::try_from(lines).unwrap_or(i64::MAX),
        behind: i64::try_from(behind).unwrap_or(i64::MAX),
        stages: ahead.map(|stage| (stage.code.clone(), stage.name.clone())).collect(),
        mine: staff.holds(&place.stage.desk).is_ok(),
    })
}

/// What people of the house promised for the lines of an order, as far as it holds. The key must come from a check of what the
/// reader may see.
pub(crate) async fn given(
    conn: &mut Conn,
    scope: &Scope,
    (org_id, order_id): (Uuid, Uuid),
    stages: &Stages,
) -> Result<HashMap<Uuid, ByHand>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        line_id: Uuid,
        #[sqlx(flatten)]
        hand: HandRow,
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select h.line_id, h.low as hand_low, h.high as hand_high, h.note, h.stage as hand_stage, h.until_day,
                d.name_zh as desk_zh, d.name_en as desk_en, h.given_at, h.ended_at, h.model_low, h.model_mid, h.model_high
         from order_lines l cross join hand_promises h left join desks d on d.code = h.desk
         where l.org_id = $1 and l.order_id = $2 and h.org_id = l.org_id and h.line_id = l.id and h.ended_at is null",
        org_id,
        order_id
    )?;
    Ok(rows.into_iter().filter_map(|row| Some((row.line_id, row.hand.shape(scope, stages)?))).collect())
}
