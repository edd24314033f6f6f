//! How long the forecaster takes: to learn a past, to say something of one line, and of all lines of a large house.

use std::time::{Duration, Instant};

use forecast::{Model, Standing};

use super::house::House;
use super::trial;

/// Lines on their way in a large house.
pub const OPEN_LINES: usize = 100_000;
/// So that not all of them came on the same days.
const SPREAD: i64 = 40;

/// What was measured, on one core.
pub struct Pace {
    /// Learning the whole past of the house.
    pub learning: Duration,
    /// One answer, with nothing remembered from answers before it.
    pub one: Duration,
    /// Answers for [`OPEN_LINES`] lines on a new day.
    pub all: Duration,
}

/// Measures it.
pub fn measure(house: &House) -> Pace {
    let begun = Instant::now();
    let mut model = trial::stranger(house);
    house.steps.iter().for_each(|step| model.learn(step));
    let learning = begun.elapsed();
    let standings = standings(&model);
    let outlook = model.outlook(house.end);
    let begun = Instant::now();
    let answered = standings.first().and_then(|standing| outlook.arrival(standing));
    let one = if answered.is_some() { begun.elapsed() } else { Duration::ZERO };
    let begun = Instant::now();
    let outlook = model.outlook(house.end);
    let answers = standings.iter().filter(|standing| outlook.arrival(standing).is_some()).count();
    let all = begun.elapsed();
    debug_assert_eq!(answers, standings.len());
    Pace { learning, one, all }
}

/// The lines that are on their way, as often as it takes, each since another day.
fn standings(model: &Model) -> Vec<Standing> {
    let open: Vec<Standing> = model.open().map(|(_, standing)| standing).collect();
    let shifted = |(no, standing): (usize, &Standing)| {
        let ago = (no / open.len().max(1)) as i64 % SPREAD;
        Standing { since: standing.since - ago, ..*standing }
    };
    open.iter().cycle().take(OPEN_LINES).enumerate().map(shifted).collect()
}
