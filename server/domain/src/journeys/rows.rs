//! Lines with their slices, read in one statement and put together by line.

use kernel::Lang;
use kernel::journey::{StageKind, state};
use kernel::shapes::{LineRow, PromiseReason, SliceRow};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::steps;
use crate::arrivals::{self, Said};
use crate::causes::OpenCause;
use crate::cutoffs::{Rhythm, WorkDays};
use crate::scope::Scope;
use crate::stages::Stages;

/// One slice of one line; a line of three slices is three rows.
#[derive(sqlx::FromRow)]
pub(super) struct LineSlice {
    pub line_id: Uuid,
    position: i64,
    isbn: String,
    title: String,
    authors: String,
    publisher: String,
    line_copies: i64,
    price_fen: i64,
    payer_id: Uuid,
    stage: String,
    batch: Option<String>,
    copies: i64,
    since: i64,
    urgent_at: Option<i64>,
    held_zh: Option<String>,
    held_en: Option<String>,
    rhythm_days: Option<i64>,
    anchor_day: Option<i64>,
    #[sqlx(flatten)]
    cause: OpenCause,
    #[sqlx(flatten)]
    said: Said,
}

impl LineSlice {
    /// The rhythm in which its publisher's lines are gathered; urgent ones wait for none.
    fn rhythm(&self) -> Option<Rhythm> {
        let (rhythm_days, anchor_day) = (self.rhythm_days?, self.anchor_day?);
        self.urgent_at.is_none().then_some(Rhythm { rhythm_days, anchor_day })
    }
}

/// The lines of one order with slices and steps. The key must come from a check of what the reader may see.
pub(crate) async fn of_order(
    conn: &mut Conn,
    scope: &Scope,
    (org_id, order_id): (Uuid, Uuid),
    stages: &Stages,
) -> Result<Vec<LineRow>> {
    let rows = sql!(
        fetch_all as LineSlice,
        conn,
        "select l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
                l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since, l.urgent_at,
                h.name_zh as held_zh, h.name_en as held_en, c.rhythm_days, c.anchor_day,
                q.kind as cause_kind, q.text_zh as cause_zh, q.text_en as cause_en, q.extra_days as cause_days,
                q.posted_at as cause_since, a.low, a.mid, a.high, a.sure, a.late, a.silent_at, a.extra_days, a.parts
         from orders o cross join order_lines l cross join titles t cross join publishers p cross join slices s
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join cutoffs c on c.publisher_id = l.publisher_id
         left join causes q on q.batch_id = s.batch_id and q.closed_at is null
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where o.org_id = $1 and o.id = $2 and l.org_id = o.org_id and l.order_id = o.id and t.id = l.title_id
           and p.id = l.publisher_id and s.org_id = l.org_id and s.line_id = l.id order by l.position",
        org_id,
        order_id
    )?;
    let mut steps = steps::of_order(conn, (org_id, order_id), stages).await?;
    let days = work_days(conn, &rows, stages).await?;
    let mut promises = arrivals::promises(conn, (org_id, order_id)).await?;
    let mut lines = gather(scope, rows, stages, &days);
    let mut by_hand = false;
    for line in &mut lines {
        line.steps = steps.remove(&line.id).unwrap_or_default();
        if let Some(arrival) = &mut line.arrival {
            arrival.promises = promises.remove(&line.id).unwrap_or_default();
            by_hand |= arrival.promises.last().is_some_and(|last| last.reason == PromiseReason::House);
        }
    }
    if by_hand {
        let mut given = arrivals::given(conn, scope, (org_id, order_id), stages).await?;
        for line in &mut lines {
            if let Some(arrival) = &mut line.arrival {
                arrival.by_hand = given.remove(&line.id);
            }
        }
    }
    Ok(lines)
}

/// One line without its steps. The key must come from a check of what the reader may see.
pub(crate) async fn of_line(
    conn: &mut Conn,
    scope: &Scope,
    (org_id, line_id): (Uuid, Uuid),
    stages: &Stages,
) -> Result<Option<LineRow>> {
    let rows = sql!(
        fetch_all as LineSlice,
        conn,
        "select l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
                l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since, l.urgent_at,
                h.name_zh as held_zh, h.name_en as held_en, c.rhythm_days, c.anchor_day,
                q.kind as cause_kind, q.text_zh as cause_zh, q.text_en as cause_en, q.extra_days as cause_days,
                q.posted_at as cause_since, a.low, a.mid, a.high, a.sure, a.late, a.silent_at, a.extra_days, a.parts
         from order_lines l join orders o on o.org_id = l.org_id and o.id = l.order_id
         join titles t on t.id = l.title_id join publishers p on p.id = l.publisher_id
         join slices s on s.org_id = l.org_id and s.line_id = l.id
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join cutoffs c on c.publisher_id = l.publisher_id
         left join causes q on q.batch_id = s.batch_id and q.closed_at is null
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where l.org_id = $1 and l.id = $2",
        org_id,
        line_id
    )?;
    let days = work_days(conn, &rows, stages).await?;
    Ok(gather(scope, rows, stages, &days).pop())
}

/// The days on which the house works, read only when a line waits for a cut-off.
pub(super) async fn work_days(
    conn: &mut Conn,
    rows: impl IntoIterator<Item = &LineSlice>,
    stages: &Stages,
) -> Result<WorkDays> {
    let first = stages.first().map(|stage| stage.code.as_str());
    if rows.into_iter().any(|row| Some(row.stage.as_str()) == first && row.rhythm().is_some()) {
        WorkDays::load(conn).await
    } else {
        Ok(WorkDays::default())
    }
}

/// Puts rows that follow each other by line together.
pub(super) fn gather(scope: &Scope, rows: Vec<LineSlice>, stages: &Stages, days: &WorkDays) -> Vec<LineRow> {
    let mut lines: Vec<LineRow> = Vec::new();
    for row in rows {
        let slice = slice_of(&row, stages);
        let cutoff = row.rhythm().filter(|_| slice.kind == StageKind::Open).map(|rhythm| rhythm.after(scope.now, days));
        let cause = row.cause.note(scope.lang);
        match lines.last_mut() {
            Some(line) if line.id == row.line_id => line.slices.push(slice),
            _ => lines.push(line_of(scope, row, slice, stages)),
        }
        if let Some(line) = lines.last_mut() {
            line.cutoff = line.cutoff.or(cutoff);
            line.cause = line.cause.take().or(cause);
        }
    }
    for line in &mut lines {
        line.slices.sort_by_key(|slice| (slice.position, slice.since));
        line.state = state(line.slices.iter().map(|slice| (slice.kind, slice.copies)));
        line.cancellable =
            line.slices.iter().filter(|slice| slice.kind == StageKind::Open).map(|slice| slice.copies).sum();
    }
    lines
}

fn slice_of(row: &LineSlice, stages: &Stages) -> SliceRow {
    let stage = stages.get(&row.stage);
    SliceRow {
        stage: row.stage.clone(),
        name: stages.name(&row.stage),
        kind: stage.map_or(StageKind::Exit, |stage| stage.kind),
        position: stage.map_or(i64::MAX, |stage| stage.position),
        desk: stage.map_or_else(String::new, |stage| stage.desk_name.clone()),
        batch: row.batch.clone(),
        copies: row.copies,
        since: row.since,
        usual_days: stage.map_or(0, |stage| stage.usual_days),
        held: match stages.lang() {
            Lang::Zh => row.held_zh.clone(),
            Lang::En => row.held_en.clone(),
        },
    }
}

fn line_of(scope: &Scope, row: LineSlice, slice: SliceRow, stages: &Stages) -> LineRow {
    LineRow {
        id: row.line_id,
        position: row.position,
        isbn: row.isbn,
        title: row.title,
        authors: row.authors,
        publisher: row.publisher,
        copies: row.line_copies,
        urgent: row.urgent_at.is_some(),
        price_fen: crate::prices::visible(scope, row.payer_id).then_some(row.price_fen),
        state: kernel::journey::State::Dropped,
        slices: vec![slice],
        steps: Vec::new(),
        cancellable: 0,
        cutoff: None,
        cause: None,
        parcels: Vec::new(),
        instead_of: None,
        instead: Vec::new(),
        arrival: row.said.arrival(stages),
    }
}
