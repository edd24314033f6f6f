//! When lines will arrive. What the house has seen so far is learned from the ledger ([`Forecaster`]), what may be said today
//! is a [`View`], and what was said is kept: every range that a customer was shown is a row of the ledger of promises, and a
//! range that was shown stays until the truth has moved away from it.
//!
//! How a range comes about is the package `forecast`'s business; this module knows which copies of which line are asked for.

mod alerts;
mod by_hand;
mod forecaster;
mod hands;
mod kept;
mod numbers;
mod outcome;
mod promising;
mod reads;
mod redated;
mod saying;
mod standings;
mod view;

pub(crate) use alerts::BANDS;
pub use by_hand::{GivePromise, Given, PromiseFor, give, take_back};
pub use forecaster::Forecaster;
pub(crate) use forecaster::{Moved, PAST_DAYS};
pub(crate) use hands::given;
pub use hands::page;
pub(crate) use kept::add_up_all;
pub use kept::kept;
pub use promising::{open_orders, orders_of, promise, renew};
pub(crate) use reads::{Said, promises};
pub use redated::sweep;
pub(crate) use saying::{Line, News, Rear, SaidBefore, Saying, news};
pub use view::View;
