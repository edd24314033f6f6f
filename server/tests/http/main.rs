//! The portal from outside: requests through the router that is served, on every database that can be tested here. One
//! binary, because linking the whole portal takes longer than all of its stories.
//!
//! It knows addresses, forms, cookies and statuses; rules are tested where they live, in `domain`.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

#[path = "../../domain/tests/crowd/mod.rs"]
mod crowd;
#[path = "../../domain/tests/house/mod.rs"]
mod house;

mod answer;
mod browser;
mod crossing;
mod drafts;
mod headers;
mod islands;
mod languages;
mod large;
mod limits;
mod live;
mod mail;
mod markup;
mod notices;
mod portal;
mod repeats;
mod rights;
mod secrets;
mod sessions;
mod shutdown;
mod smtp;
mod strangers;
mod table;
mod world;
