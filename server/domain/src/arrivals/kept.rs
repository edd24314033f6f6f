//! How the house kept its promises: of the lines that arrived lately, how many came in time, and where the others lost their
//! days. Read from the sums of `outcomes` and from the ledger of movements; the report changes nothing.

mod sums;

use std::collections::HashMap;

use jiff::civil::{Date, date};
use kernel::shapes::{Kept, KeptAuthors, KeptMonth, KeptPublisher, KeptShare, LostDays};
use store::{Conn, Result, sql};

use crate::days::{self, DAY_MS};
use crate::scope::Staff;
use crate::stages::Stages;

pub(super) use sums::add_up;
pub(crate) use sums::add_up_all;

/// Days of the period, the present one included.
const PERIOD: i64 = 90;
/// Publishers with fewer lines come last: two late lines of two say little.
const TELLING: i64 = 5;
/// Publishers that are listed.
const LISTED: usize = 40;
/// Tenths of a day.
const TENTH_MS: i64 = DAY_MS / 10;

/// How promises were kept in the last ninety days, and month by month in the last year. For the house only.
pub async fn kept(conn: &mut Conn, staff: &Staff<'_>) -> Result<Kept> {
    let until = days::today(staff.now);
    let since = until - PERIOD + 1;
    let publishers = publishers(conn, since).await?;
    let all = publishers.iter().fold(KeptShare::default(), |sum, publisher| sum.and(publisher.share));
    let stages = stages(conn, staff, since).await?;
    let (months, authors) = (months(conn, until).await?, authors(conn, since).await?);
    Ok(Kept { since, until, all, publishers: worst_first(publishers), stages, months, authors })
}

#[derive(sqlx::FromRow)]
struct PublisherRow {
    name: String,
    lines: i64,
    in_time: i64,
    last_held: i64,
    late_days: i64,
}

async fn publishers(conn: &mut Conn, since: i64) -> Result<Vec<KeptPublisher>> {
    let rows = sql!(
        fetch_all as PublisherRow,
        conn,
        "select p.name, k.lines, k.in_time, k.last_held, k.late_days
         from (select publisher_id, cast(sum(lines) as bigint) as lines, cast(sum(in_time) as bigint) as in_time,
                      cast(sum(last_held) as bigint) as last_held, cast(sum(late_days) as bigint) as late_days
               from kept_days where day >= $1 group by publisher_id) k
         join publishers p on p.id = k.publisher_id order by p.name, p.id",
        since
    )?;
    let publisher = |row: PublisherRow| {
        let late = row.lines - row.in_time;
        let late_days = if late > 0 { (row.late_days * 2 + late) / (2 * late) } else { 0 };
        let share = KeptShare { lines: row.lines, in_time: row.in_time, last_held: row.last_held };
        KeptPublisher { name: row.name, share, late_days }
    };
    Ok(rows.into_iter().map(publisher).collect())
}

/// The lines for which a person had promised a range, apart from the others: by that range, by the one that had been worked out
/// beside it, and by the last one that the customer was shown, as all lines are summed up.
async fn authors(conn: &mut Conn, since: i64) -> Result<KeptAuthors> {
    #[derive(sqlx::FromRow)]
    struct Row {
        lines: i64,
        in_time: i64,
        held: i64,
        beside_in_time: i64,
        beside_held: i64,
        last_in_time: i64,
        last_held: i64,
    }
    let row = sql!(
        fetch_one as Row,
        conn,
        "select count(*) as lines, count(case when arrived_on <= hand_high then 1 end) as in_time,
                count(case when arrived_on between hand_low and hand_high then 1 end) as held,
                count(case when arrived_on <= beside_high then 1 end) as beside_in_time,
                count(case when arrived_on between beside_low and beside_high then 1 end) as beside_held,
                count(case when arrived_on <= last_high then 1 end) as last_in_time,
                count(case when arrived_on between last_low and last_high then 1 end) as last_held
         from outcomes where arrived_on >= $1 and hand_low is not null",
        since
    )?;
    let (lines, in_time, last_held) = sql!(
        fetch_one as (i64, i64, i64),
        conn,
        "select coalesce(cast(sum(lines) as bigint), 0), coalesce(cast(sum(last_in_time) as bigint), 0),
                coalesce(cast(sum(last_held) as bigint), 0)
         from kept_days where day >= $1",
        since
    )?;
    Ok(KeptAuthors {
        hand: KeptShare { lines: row.lines, in_time: row.in_time, last_held: row.held },
        beside: KeptShare { lines: row.lines, in_time: row.beside_in_time, last_held: row.beside_held },
        model: KeptShare {
            lines: lines - row.lines,
            in_time: in_time - row.last_in_time,
            last_held: last_held - row.last_held,
        },
    })
}

fn worst_first(mut publishers: Vec<KeptPublisher>) -> Vec<KeptPublisher> {
    publishers.sort_by(|one, other| {
        let (a, b) = (one.share, other.share);
        // Fractions are compared by cross-multiplication.
        (a.lines < TELLING)
            .cmp(&(b.lines < TELLING))
            .then((a.in_time * b.lines).cmp(&(b.in_time * a.lines)))
            .then(b.lines.cmp(&a.lines))
    });
    publishers.truncate(LISTED);
    publishers
}

async fn months(conn: &mut Conn, until: i64) -> Result<Vec<KeptMonth>> {
    let today = civil(until);
    let year_ago = today.first_of_month().saturating_sub(jiff::Span::new().months(11));
    let rows = sql!(
        fetch_all as (i64, i64, i64, i64),
        conn,
        "select day, cast(sum(lines) as bigint), cast(sum(in_time) as bigint), cast(sum(last_held) as bigint)
         from kept_days where day >= $1 group by day order by day",
        days::number(year_ago)
    )?;
    let mut months: Vec<KeptMonth> = Vec::new();
    for (arrived_on, lines, in_time, last_held) in rows {
        let (day, share) = (days::number(civil(arrived_on).first_of_month()), KeptShare { lines, in_time, last_held });
        match months.last_mut().filter(|month| month.day == day) {
            Some(month) => month.share = month.share.and(share),
            None => months.push(KeptMonth { day, share }),
        }
    }
    Ok(months)
}

/// The date of a day.
fn civil(day: i64) -> Date {
    date(1970, 1, 1).saturating_add(jiff::Span::new().days(day.clamp(0, 100_000)))
}

/// How long lines stayed in each stage, from the first of their copies that came to the last that left: those that came in
/// time and those that came late, of the last 500 lines of the period.
async fn stages(conn: &mut Conn, staff: &Staff<'_>, since: i64) -> Result<Vec<LostDays>> {
    let rows = sql!(
        fetch_all as (String, bool, i64, i64),
        conn,
        "select way.stage, way.late, count(*), cast(sum(way.left_at - way.came_at) as bigint)
         from (select u.line_id, u.arrived_on > u.first_high as late, g.code as stage,
                      min(case when m.to_stage = g.code then m.at end) as came_at,
                      max(case when m.from_stage = g.code and m.to_stage <> g.code then m.at end) as left_at
               from (select org_id, line_id, arrived_on, first_high from outcomes where arrived_on >= $1
                     order by arrived_on desc, org_id desc, line_id desc limit 500) u
               cross join movements m cross join stages g
               where m.org_id = u.org_id and m.line_id = u.line_id and g.code in (m.from_stage, m.to_stage)
                 and g.kind in ('open', 'way')
               group by u.line_id, u.arrived_on, u.first_high, g.code) way
         where way.left_at >= way.came_at group by way.stage, way.late",
        since
    )?;
    let stays: HashMap<(String, bool), (i64, i64)> =
        rows.into_iter().map(|(stage, late, lines, stay)| ((stage, late), (lines, stay))).collect();
    let stages = Stages::load(conn, staff.lang).await?;
    let stage = |stage: &crate::stages::Stage| {
        let (lines, stay) = *stays.get(&(stage.code.clone(), true))?;
        let usual = match stays.get(&(stage.code.clone(), false)) {
            Some((in_time, stay)) => tenths(*stay, *in_time),
            None => stage.usual_days * 10,
        };
        let (name, desk) = (stage.name.clone(), stage.desk_name.clone());
        Some(LostDays { stage: name, desk, usual, late: tenths(stay, lines), lines })
    };
    Ok(stages.iter().filter_map(stage).collect())
}

/// The average of stays that sum to so many milliseconds, in tenths of a day.
const fn tenths(stay: i64, lines: i64) -> i64 {
    (stay + lines * TENTH_MS / 2) / (lines * TENTH_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher(name: &str, lines: i64, in_time: i64) -> KeptPublisher {
        KeptPublisher { name: name.to_owned(), share: KeptShare { lines, in_time, last_held: 0 }, late_days: 0 }
    }

    #[test]
    fn the_worst_comes_first_and_who_sent_little_last() {
        let sorted = worst_first(vec![
            publisher("good", 100, 95),
            publisher("few", 2, 0),
            publisher("bad", 10, 3),
            publisher("bad, and larger", 100, 30),
        ]);
        let names: Vec<&str> = sorted.iter().map(|publisher| publisher.name.as_str()).collect();
        assert_eq!(names, ["bad, and larger", "bad", "good", "few"]);
    }
}
