//! When a line will arrive: a range of days that holds in eight cases of ten, learned from how long lines stayed before.
//!
//! It knows stages as numbers from 0 (waiting for the publisher's cut-off) to the last before arrival, publishers and
//! countries as small numbers, and days. No titles, no names, no I/O, no clock, and nothing of what a stage is. The same
//! steps in the same order give the same answers.
//!
//! A [`Model`] is told every [`Step`] in the order of time and may be asked at any moment for an [`Outlook`] on a day, which
//! answers for single lines. How an answer comes about:
//!
//! 1. how long copies stay in a stage, for each publisher, pulled towards its country and the house as far as its own
//!    record is short (`level`), recent stays counting more, and stays that are not over counting as far as they tell; and
//!    what changes for all of them at once, such as a jam at the customs (`drift`);
//! 2. the rest of the present stay, given how long it has lasted, and all stays after it, added up (`odds`);
//! 3. a correction from how the model's own earlier forecasts fared (`scores`), and the shortest range of days that then holds
//!    as often as it says (`correction`).
//!
//! How often the ranges held that were made so, week after week, is kept beside it (`record`).
//!
//! Copies of a line may travel apart. What is followed is the *last* of them ([`Rears`]): the range of a line is the range of
//! its rearmost copies, and copies ahead of it are asked for by their own standing.

mod ahead;
mod arrival;
mod bars;
mod correction;
mod drift;
mod level;
mod model;
mod odds;
mod outlook;
mod rears;
mod record;
mod rest;
mod scores;
mod shape;
mod stays;
mod steps;

pub use arrival::{Arrival, Held, Part, Usual};
pub use model::{Model, Rhythm};
pub use outlook::Outlook;
pub use rears::{Port, Rears};
pub use steps::{Day, Lane, Place, Route, Standing, Step};
