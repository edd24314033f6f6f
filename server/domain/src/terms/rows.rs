//! The rows of a board, put together by line, with the acts that are open to the reader.

use kernel::Lang;
use kernel::journey::StageKind;
use kernel::shapes::{Acts, BoardLine, BoardPlace, Haste, LinePlace};
use uuid::Uuid;

use crate::arrivals::View;
use crate::prices::Surcharge;
use crate::scope::Scope;
use crate::stages::Stages;

/// Copies are ready, and kept until the rest has come.
const WAITS_FOR_REST: &str = "wait_for_rest";

/// One slice of a line, beside one of the lines that take its place.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    line_id: Uuid,
    order_no: String,
    position: i64,
    org_zh: String,
    org_en: String,
    course: String,
    isbn: String,
    title: String,
    authors: String,
    publisher_id: Uuid,
    line_copies: i64,
    price_fen: i64,
    urgent_at: Option<i64>,
    payer_id: Uuid,
    needed_by: Option<i64>,
    slice_id: Uuid,
    stage: String,
    copies: i64,
    /// Those of its copies that are in parcels which a carrier has.
    carried: i64,
    held_code: Option<String>,
    held_zh: Option<String>,
    held_en: Option<String>,
    low: Option<i64>,
    high: Option<i64>,
    late: Option<i64>,
    for_no: Option<String>,
    for_position: Option<i64>,
    by_no: Option<String>,
    by_position: Option<i64>,
}

impl Row {
    fn instead_of(&self) -> Option<LinePlace> {
        Some(LinePlace { order_no: self.for_no.clone()?, position: self.for_position? })
    }

    fn instead(&self) -> Option<LinePlace> {
        Some(LinePlace { order_no: self.by_no.clone()?, position: self.by_position? })
    }

    fn place(&self, stages: &Stages) -> BoardPlace {
        BoardPlace {
            name: stages.name(&self.stage),
            kind: stages.get(&self.stage).map_or(StageKind::Exit, |stage| stage.kind),
            copies: self.copies,
            held: match stages.lang() {
                Lang::Zh => self.held_zh.clone(),
                Lang::En => self.held_en.clone(),
            },
        }
    }
}

/// What haste costs and gains today.
pub(super) struct Offer<'a> {
    pub(super) urgent: Surcharge,
    pub(super) view: Option<&'a View>,
}

impl Offer<'_> {
    /// For copies of a line that still wait; `None` when it cannot be counted.
    fn haste(&self, row: &Row, waiting: i64) -> Option<Haste> {
        let more_fen = (self.urgent.price_fen(row.price_fen)? - row.price_fen).checked_mul(waiting)?;
        let expected = self.view.and_then(|view| view.expected(row.publisher_id, true));
        let sooner = expected.zip(row.high).map(|(urgent, high)| (high - urgent.high).max(0));
        Some(Haste { more_fen, sooner })
    }
}

/// Puts rows that follow each other by line together; each slice comes once for each line that takes the line's place.
pub(super) fn gather(scope: &Scope, rows: Vec<Row>, offer: &Offer<'_>, stages: &Stages) -> Vec<BoardLine> {
    rows.chunk_by(|one, next| one.line_id == next.line_id).filter_map(|rows| line(scope, rows, offer, stages)).collect()
}

fn line(scope: &Scope, rows: &[Row], offer: &Offer<'_>, stages: &Stages) -> Option<BoardLine> {
    let row = rows.first()?;
    let mut slices: Vec<&Row> = rows.iter().collect();
    slices.dedup_by_key(|row| row.slice_id);
    let position = |row: &Row| stages.get(&row.stage).map_or(i64::MAX, |stage| stage.position);
    slices.sort_by_key(|row| position(row));
    let mut instead: Vec<LinePlace> = Vec::new();
    for place in rows.iter().filter_map(Row::instead) {
        if !instead.contains(&place) {
            instead.push(place);
        }
    }
    Some(BoardLine {
        id: row.line_id,
        order_no: row.order_no.clone(),
        position: row.position,
        org: scope.lang.pick(&row.org_zh, &row.org_en).to_owned(),
        course: row.course.clone(),
        isbn: row.isbn.clone(),
        title: row.title.clone(),
        authors: row.authors.clone(),
        copies: row.line_copies,
        needed_by: row.needed_by,
        places: slices.iter().map(|row| row.place(stages)).collect(),
        arrives: row.low.zip(row.high),
        late: row.late,
        urgent: row.urgent_at.is_some(),
        instead_of: row.instead_of(),
        instead,
        acts: acts(scope, &slices, offer, stages),
    })
}

/// What the reader can do about a line with these slices.
fn acts(scope: &Scope, slices: &[&Row], offer: &Offer<'_>, stages: &Stages) -> Acts {
    let Some(row) = slices.first().filter(|_| scope.buyer().is_ok()) else { return Acts::default() };
    let copies = |wanted: StageKind| -> i64 {
        let of_kind = slices.iter().filter(|row| stages.get(&row.stage).is_some_and(|stage| stage.kind == wanted));
        of_kind.map(|row| row.copies).sum()
    };
    let (waiting, way, end) = (copies(StageKind::Open), copies(StageKind::Way), copies(StageKind::End));
    let pays = row.payer_id == scope.org_id;
    let can_hurry = pays && row.urgent_at.is_none() && waiting > 0 && way + end == 0;
    let waits_for_rest = slices.iter().any(|row| row.held_code.as_deref() == Some(WAITS_FOR_REST));
    // What has come, and what a carrier has, need not be asked for.
    let is_to_send = |row: &Row| {
        let kind = stages.get(&row.stage).map(|stage| stage.kind);
        matches!(kind, Some(StageKind::Open | StageKind::Way)) && row.carried < row.copies
    };
    let apart = slices.iter().filter(|row| is_to_send(row));
    Acts {
        hurry: if can_hurry { offer.haste(row, waiting) } else { None },
        part: way > 0 && (waits_for_rest || apart.count() > 1),
        waits_for_rest,
        substitute: pays && waiting + way > 0,
        cancellable: waiting,
        ask: waiting + way > 0,
    }
}
