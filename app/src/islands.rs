//! The interactive pieces: the only code that is shipped as WebAssembly. Each replaces nothing that a plain form does not
//! also do; it makes it faster and live.

pub mod batch_board;
pub mod complaint_news;
pub mod live;
pub mod live_journey;
pub mod order_entry;
pub mod pause;
pub mod ticket_reply;
pub mod wire;
