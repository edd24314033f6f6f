//! Who must be told that a line may be late: when its chance first rises over 5, 15 or 30 %, and again only when it rises over
//! one below which it had stayed for a week. What falls is not told.
//!
//! A telling is one outbox row for the lines of one order that rose over the same chance in the same look at it.

use store::{Result, Tx, sql};
use uuid::Uuid;

use super::standings::Standing;
use super::view::View;
use crate::days::DAY_MS;
use crate::outbox::{self, Kind};
use crate::scope::{Scope, new_id};

/// The chances over which people are told, in thousandths.
pub(crate) const BANDS: [i64; 3] = [50, 150, 300];
/// So long a line must have stayed below one to be told of it again.
const QUIET_MS: i64 = 7 * DAY_MS;

/// A line that rose, and over what.
pub(super) struct Risen {
    line_id: Uuid,
    /// The highest chance over which it rose.
    band: i64,
    /// The last day on which an urgent order would still be in time.
    act_by: Option<i64>,
}

/// What becomes of one band when a line's chance is known anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// It rose over it, and is told.
    Told,
    /// It is over it again so soon that nothing is told.
    Back,
    /// It fell below it.
    Left,
}

/// What is known of one band: when the line fell below it.
type Known = (i64, Option<i64>);

/// What happens to each band, the lowest first.
fn turns(known: &[Known], late: i64, now: i64) -> impl Iterator<Item = (i64, Turn)> {
    BANDS.into_iter().filter_map(move |band| {
        let before = known.iter().find(|(of, _)| *of == band).map(|(_, left_at)| *left_at);
        let turn = match (late >= band, before) {
            (true, None) => Turn::Told,
            (true, Some(Some(left_at))) if now - left_at >= QUIET_MS => Turn::Told,
            (true, Some(Some(_))) => Turn::Back,
            (false, Some(None)) => Turn::Left,
            (true, Some(None)) | (false, _) => return None,
        };
        Some((band, turn))
    })
}

/// Writes down which chances a line is over now, and gives it if it rose over one of which must be told.
pub(super) async fn look(
    tx: &mut Tx,
    scope: &Scope,
    view: &View,
    org_id: Uuid,
    (standing, late): (&Standing, Option<i64>),
) -> Result<Option<Risen>> {
    let (line_id, line) = (standing.id, &standing.line);
    let late = late.unwrap_or_default();
    if BANDS.into_iter().rev().find(|band| late >= *band) == standing.over {
        return Ok(None);
    }
    let known = sql!(
        fetch_all as Known,
        tx,
        "select band, left_at from alerts where org_id = $1 and line_id = $2",
        org_id,
        line_id
    )?;
    let mut risen = None;
    for (band, turn) in turns(&known, late, scope.now).collect::<Vec<_>>() {
        match turn {
            Turn::Told => {
                write(tx, (org_id, line_id, band), scope.now).await?;
                risen = Some(band);
            }
            Turn::Back => leave(tx, (org_id, line_id, band), None).await?,
            Turn::Left => leave(tx, (org_id, line_id, band), Some(scope.now)).await?,
        }
    }
    // What is urgent already cannot be hurried any more.
    let needed_by = line.needed_by.filter(|_| !line.urgent);
    let act_by = needed_by.and_then(|day| view.safe_days(line.publisher, day)).and_then(|safe| safe.urgent);
    Ok(risen.map(|band| Risen { line_id, band, act_by }))
}

async fn write(tx: &mut Tx, (org_id, line_id, band): (Uuid, Uuid, i64), now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into alerts (org_id, line_id, band, told_at) values ($1, $2, $3, $4)
         on conflict (org_id, line_id, band) do update
           set alert_id = null, act_by = null, told_at = excluded.told_at, left_at = null",
        org_id,
        line_id,
        band,
        now
    )?;
    Ok(())
}

async fn leave(tx: &mut Tx, (org_id, line_id, band): (Uuid, Uuid, i64), at: Option<i64>) -> Result<()> {
    sql!(
        execute,
        tx,
        "update alerts set left_at = $4 where org_id = $1 and line_id = $2 and band = $3",
        org_id,
        line_id,
        band,
        at
    )?;
    Ok(())
}

/// Has the customer told of the lines of one order that rose: once for each band.
pub(super) async fn tell(tx: &mut Tx, now: i64, org_id: Uuid, risen: &[Risen]) -> Result<()> {
    for band in BANDS {
        let lines: Vec<&Risen> = risen.iter().filter(|risen| risen.band == band).collect();
        if lines.is_empty() {
            continue;
        }
        let id = new_id();
        for line in lines {
            sql!(
                execute,
                tx,
                "update alerts set alert_id = $4, act_by = $5 where org_id = $1 and line_id = $2 and band = $3",
                org_id,
                line.line_id,
                band,
                id,
                line.act_by
            )?;
        }
        outbox::post(tx, now, Kind::Alert, id).await?;
    }
    Ok(())
}

/// Nothing of the line is on the way any more: should it ever be again, that is a new matter.
pub(super) async fn forget(tx: &mut Tx, (org_id, line_id): (Uuid, Uuid)) -> Result<()> {
    sql!(execute, tx, "delete from alerts where org_id = $1 and line_id = $2", org_id, line_id)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_788_746_400_000;

    fn of(known: &[Known], late: i64) -> Vec<(i64, Turn)> {
        turns(known, late, NOW).collect()
    }

    #[test]
    fn each_chance_is_told_when_it_is_first_risen_over() {
        assert_eq!(of(&[], 49), []);
        assert_eq!(of(&[], 50), [(50, Turn::Told)]);
        assert_eq!(of(&[(50, None)], 150), [(150, Turn::Told)]);
        assert_eq!(of(&[], 900), [(50, Turn::Told), (150, Turn::Told), (300, Turn::Told)]);
        assert_eq!(of(&[(50, None), (150, None), (300, None)], 1_000), []);
    }

    #[test]
    fn it_falls_silently_and_is_told_again_only_after_a_week_below() {
        assert_eq!(of(&[(50, None), (150, None)], 60), [(150, Turn::Left)]);
        assert_eq!(of(&[(50, None), (150, Some(NOW - QUIET_MS + 1))], 160), [(150, Turn::Back)]);
        assert_eq!(of(&[(50, None), (150, Some(NOW - QUIET_MS))], 160), [(150, Turn::Told)]);
    }

    proptest! {
        /// Whatever a chance does, nobody is told of one band twice unless a week lies between.
        #[test]
        fn a_trembling_chance_is_told_once(chances in prop::collection::vec(0_i64..=1_000, 1..60)) {
            let mut known: Vec<Known> = Vec::new();
            let mut told: Vec<(i64, i64)> = Vec::new();
            for (day, late) in (0_i64..).zip(chances) {
                let now = NOW + day * DAY_MS;
                for (band, turn) in turns(&known.clone(), late, now).collect::<Vec<_>>() {
                    known.retain(|(of, _)| *of != band);
                    known.push((band, (turn == Turn::Left).then_some(now)));
                    if turn == Turn::Told {
                        let last = told.iter().rev().find(|(of, _)| *of == band);
                        prop_assert!(last.is_none_or(|(_, at)| now - at >= QUIET_MS));
                        told.push((band, now));
                    }
                }
                for (band, left_at) in &known {
                    prop_assert_eq!(left_at.is_none(), late >= *band, "over {} at {}", band, late);
                }
            }
        }
    }
}
