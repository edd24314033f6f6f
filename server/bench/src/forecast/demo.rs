//! The demo house, read from its ledger of movements.
//!
//! Knows tables; must not know how anything is forecast.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use domain::cutoffs::{self, WorkDays};
use domain::days;
use forecast::{Day, Lane, Place, Port, Rears, Rhythm, Route, Step};
use kernel::Uuid;
use store::{Conn, Db, sql};

use super::house::{House, Line};
use crate::subjects::told;

/// So long after the last movement days of rest are looked up.
const AHEAD: i64 = 300;

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    publisher_id: Uuid,
    country: String,
    urgent: bool,
    placed_at: i64,
    needed_by: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct MovementRow {
    line_id: Uuid,
    from_stage: Option<String>,
    to_stage: String,
    copies: i64,
    at: i64,
}

/// Reads it.
pub async fn read(database: &str) -> Result<House> {
    let db = Db::open(database).await?;
    let mut conn = db.read().await.map_err(told)?;
    let house = gather(&mut conn).await.map_err(told);
    drop(conn);
    db.close().await;
    house
}

async fn gather(conn: &mut Conn) -> store::Result<House> {
    let mut way = Way::default();
    let rows = sql!(
        fetch_all as LineRow,
        conn,
        "select l.id, l.publisher_id, p.country, o.urgent, o.placed_at, o.needed_by
         from order_lines l
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         join publishers p on p.id = l.publisher_id
         order by o.placed_at, l.id"
    )?;
    let mut lines: Vec<Line> = rows.iter().map(|row| way.line(row)).collect();
    let (usual_days, ports) = stages(conn).await?;
    let movements = sql!(
        fetch_all as MovementRow,
        conn,
        "select line_id, from_stage, to_stage, copies, at from movements order by at, id"
    )?;
    let steps = way.steps(&movements, &ports, &mut lines, usual_days.len());
    let (first, end) = (steps.first().map_or(0, |step| step.day), steps.last().map_or(0, |step| step.day));
    let work = WorkDays::load(conn).await?;
    let rhythms = cutoffs::rhythms(conn).await?.into_iter().filter_map(|(publisher, rhythm)| {
        let rhythm = Rhythm { anchor: rhythm.anchor_day, every: rhythm.rhythm_days };
        way.publishers.get(&publisher).map(|no| (*no, rhythm))
    });
    let rest = (first..end + AHEAD).filter(|day| !work.works(*day)).collect();
    Ok(House { name: "demo", seed: None, usual_days, rhythms: rhythms.collect(), rest, lines, steps, end })
}

/// The usual days of the stages on the way, and what each code means.
async fn stages(conn: &mut Conn) -> store::Result<(Vec<f64>, BTreeMap<String, Port>)> {
    let rows =
        sql!(fetch_all as (String, String, i64), conn, "select code, kind, usual_days from stages order by position")?;
    let (mut usual, mut ports) = (Vec::new(), BTreeMap::new());
    for (code, kind, days) in rows {
        let port = match kind.as_str() {
            "open" | "way" => {
                usual.push(days as f64);
                Port::Stage(usual.len() - 1)
            }
            "end" => Port::Reader,
            _ => Port::Exit,
        };
        ports.insert(code, port);
    }
    Ok((usual, ports))
}

/// Numbers for what the database knows by keys.
#[derive(Default)]
struct Way {
    publishers: HashMap<Uuid, u32>,
    countries: HashMap<String, u32>,
    lines: HashMap<Uuid, usize>,
}

impl Way {
    fn line(&mut self, row: &LineRow) -> Line {
        self.lines.insert(row.id, self.lines.len());
        let next = self.publishers.len() as u32;
        let publisher = *self.publishers.entry(row.publisher_id).or_insert(next);
        let next = self.countries.len() as u32;
        let country = *self.countries.entry(row.country.clone()).or_insert(next);
        let lane = if row.urgent { Lane::Urgent } else { Lane::Ordinary };
        Line {
            route: Route { publisher, country, lane },
            placed: days::today(row.placed_at),
            needed_by: row.needed_by,
            arrived: None,
            gone: false,
        }
    }

    /// The steps of all lines; what became of each is noted.
    fn steps(
        &self,
        movements: &[MovementRow],
        ports: &BTreeMap<String, Port>,
        lines: &mut [Line],
        stages: usize,
    ) -> Vec<Step> {
        let mut rears = Rears::new(stages);
        let port = |code: &str| ports.get(code).copied().unwrap_or(Port::Exit);
        let mut steps = Vec::new();
        for row in movements {
            let Some(no) = self.lines.get(&row.line_id).copied() else { continue };
            let day: Day = days::today(row.at);
            let from = row.from_stage.as_deref().map(port);
            let line = &mut lines[no];
            let Some(step) = rears.moved((no as u64, line.route, day), from, port(&row.to_stage), row.copies) else {
                continue;
            };
            line.arrived = (step.place == Place::Arrived).then_some(day);
            line.gone = step.place == Place::Gone;
            steps.push(step);
        }
        steps
    }
}
