//! Courses and terms: will all books be there in time, and what is done about those that will not; told as stories of the
//! tiny house.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

#[path = "../house/mod.rs"]
mod house;
#[path = "../arrivals/story.rs"]
#[expect(dead_code, reason = "told with the same hands as the stories of arrivals, of which some are not needed here")]
mod story;

mod acts;
mod alerts;
mod board;
mod hands;
mod haste;
mod random;
mod substitute;
