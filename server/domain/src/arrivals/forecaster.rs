//! Learns from the ledger of movements, in the order of time, and goes on from where it stopped.
//!
//! What is kept in memory is small beside the ledger: for each line on its way where its last copies are, and what was learned
//! of stays. After a start the past is read again.

use std::collections::{HashMap, HashSet};

use forecast::{Model, Port, Rears, Step};
use kernel::Lang;
use kernel::journey::StageKind;
use store::{Conn, Db, Result, sql};
use uuid::Uuid;

use super::numbers::Numbers;
use super::view::View;
use crate::cutoffs::{self, Rhythm, WorkDays};
use crate::days::{self, DAY_MS};
use crate::stages::Stages;

/// Movements read in one statement.
const PORTION: usize = 10_000;
/// So far back the past is read at a start: two Augusts.
pub(crate) const PAST_DAYS: i64 = 500;
/// So far ahead days of rest are looked up: longer than any way takes.
const AHEAD_DAYS: i64 = 300;
/// Movements are learned when they are this old: by then every transaction has ended in which an earlier one was written.
const SETTLED_MS: i64 = 60_000;
/// The ranges of so many days tell how well they hold: a year, because lines come in few batches and what holds up one holds
/// up many. The last weeks alone would tell of the last jam or of its absence.
const TOLD_DAYS: i64 = 365;

/// What was learned so far.
#[derive(Clone, Debug)]
pub struct Forecaster {
    model: Model,
    rears: Rears,
    ports: HashMap<String, Port>,
    numbers: Numbers,
    /// Lines whose order was seen; of others it is not known where all their copies are.
    followed: HashSet<u64>,
    /// The last movement that was learned.
    last: (i64, Uuid),
}

/// A row of the ledger of movements, beside what is known of its line.
#[derive(sqlx::FromRow)]
pub(crate) struct Moved {
    pub(crate) at: i64,
    pub(crate) id: Uuid,
    pub(crate) line_id: Uuid,
    pub(crate) from_stage: Option<String>,
    pub(crate) to_stage: String,
    pub(crate) copies: i64,
    pub(crate) publisher_id: Uuid,
    pub(crate) urgent: bool,
}

impl Forecaster {
    /// Knows the stages and how long they usually take, and nothing that has happened.
    pub async fn new(conn: &mut Conn, now: i64) -> Result<Self> {
        Ok(Self::over(&Stages::load(conn, Lang::default()).await?, now))
    }

    /// As [`new`](Self::new), with stages that were read before.
    pub(crate) fn over(stages: &Stages, now: i64) -> Self {
        let way: Vec<_> =
            stages.iter().filter(|stage| matches!(stage.kind, StageKind::Open | StageKind::Way)).collect();
        let usual = way.iter().map(|stage| stage.usual_days as f64).collect();
        let place = |code: &str| way.iter().position(|stage| stage.code == code);
        let port = |code: &str, kind| match kind {
            StageKind::Open | StageKind::Way => place(code).map_or(Port::Exit, Port::Stage),
            StageKind::End => Port::Reader,
            StageKind::Exit => Port::Exit,
        };
        Self {
            model: Model::new(usual),
            rears: Rears::new(way.len()),
            ports: stages.iter().map(|stage| (stage.code.clone(), port(&stage.code, stage.kind))).collect(),
            numbers: Numbers::default(),
            followed: HashSet::new(),
            last: (now - PAST_DAYS * DAY_MS, Uuid::nil()),
        }
    }

    /// Learns what has happened since the last time. A connection is held for one portion at a time; the learning runs on a
    /// thread of its own.
    pub async fn catch_up(mut self, db: &Db, now: i64) -> Result<Self> {
        self.meet_publishers(&mut db.read().await?).await?;
        self.meet_days(&WorkDays::load(&mut db.read().await?).await?, now);
        loop {
            let rows = portion(&mut db.read().await?, self.last, now - SETTLED_MS).await?;
            let over = rows.len() < PORTION;
            let learning = tokio::task::spawn_blocking(move || {
                rows.iter().for_each(|row| {
                    self.learn(row);
                });
                self
            });
            self = learning.await.map_err(|stopped| sqlx::Error::Io(std::io::Error::other(stopped)))?;
            if over {
                return Ok(self);
            }
        }
    }

    /// What may be said today.
    pub async fn view(&self, conn: &mut Conn, now: i64) -> Result<View> {
        Ok(self.on(days::today(now), cutoffs::rhythms(conn).await?, WorkDays::load(conn).await?))
    }

    /// What may be said on a day.
    pub(crate) fn on(&self, day: i64, rhythms: HashMap<Uuid, Rhythm>, work: WorkDays) -> View {
        let (outlook, held, numbers) = (self.model.outlook(day), self.model.held(day, TOLD_DAYS), self.numbers.clone());
        View { outlook, held, numbers, rhythms, work }
    }

    async fn meet_publishers(&mut self, conn: &mut Conn) -> Result<()> {
        let rows = sql!(fetch_all as (Uuid, String), conn, "select id, country from publishers order by id")?;
        self.meet(&rows, &cutoffs::rhythms(conn).await?);
        Ok(())
    }

    /// Learns of publishers (and their countries), in the order of their keys, and of their cut-offs.
    pub(crate) fn meet(&mut self, publishers: &[(Uuid, String)], rhythms: &HashMap<Uuid, Rhythm>) {
        publishers.iter().for_each(|(id, country)| self.numbers.add(*id, country));
        for (publisher, rhythm) in rhythms {
            if let Some(route) = self.numbers.route(*publisher, false) {
                let rhythm = forecast::Rhythm { anchor: rhythm.anchor_day, every: rhythm.rhythm_days };
                self.model.set_rhythm(route.publisher, rhythm);
            }
        }
    }

    /// Learns on which days the house rests, from the past that is read to those that are known ahead.
    pub(crate) fn meet_days(&mut self, work: &WorkDays, now: i64) {
        let today = days::today(now);
        (today - PAST_DAYS..=today + AHEAD_DAYS)
            .filter(|day| !work.works(*day))
            .for_each(|day| self.model.rest_on(day));
    }

    /// Learns from a movement; they come in the order of time. Gives the step of the line if its last copies are elsewhere now.
    pub(crate) fn learn(&mut self, row: &Moved) -> Option<Step> {
        self.last = (row.at, row.id);
        let line = number(row.line_id);
        if row.from_stage.is_none() {
            self.followed.insert(line);
        }
        let route = self.numbers.route(row.publisher_id, row.urgent).filter(|_| self.followed.contains(&line))?;
        let port = |code: &str| self.ports.get(code).copied().unwrap_or(Port::Exit);
        let (from, to) = (row.from_stage.as_deref().map(port), port(&row.to_stage));
        let step = self.rears.moved((line, route, days::today(row.at)), from, to, row.copies)?;
        self.model.learn(&step);
        Some(step)
    }
}

/// The half of a line's key that is drawn by chance: lines that were ordered in the same moment differ in it.
fn number(line: Uuid) -> u64 {
    line.as_u64_pair().1
}

/// Movements after the last one that was learned, oldest first.
async fn portion(conn: &mut Conn, (at, id): (i64, Uuid), until: i64) -> Result<Vec<Moved>> {
    sql!(
        fetch_all as Moved,
        conn,
        "select m.at, m.id, m.line_id, m.from_stage, m.to_stage, m.copies, l.publisher_id,
                (l.urgent_at is not null and l.urgent_at <= m.at) as urgent
         from movements m cross join order_lines l
         where (m.at, m.id) > ($1, $2) and m.at <= $3 and l.org_id = m.org_id and l.id = m.line_id
         order by m.at, m.id limit 10000",
        at,
        id,
        until
    )
}
