//! Who is told what, when and how, told as stories of the tiny house.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

#[path = "../crowd/mod.rs"]
#[expect(dead_code, reason = "what these customers open and read is told of the portal as a whole")]
mod crowd;
#[path = "../house/mod.rs"]
mod house;

mod acts;
mod bulk;
mod causes;
mod letters;
mod outbox;
mod random;
mod redated;
mod settings;
mod staff;
mod story;
mod tracking;
