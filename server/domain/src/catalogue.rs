//! The titles that can be ordered: finding them, showing one, and the single place that writes one.
//!
//! It knows the tables of the catalogue and, for "ordered so far" and "usual days", reads those of the orders. It knows no
//! file formats (see [`crate::imports`]) and takes prices from [`crate::prices`].

#[cfg(test)]
mod agreement;
mod asked;
mod books;
mod cursor;
mod entry;
mod history;
mod lookup;
mod ordered;
mod page;
mod passages;
mod search;
mod way;

pub use self::cursor::PAGE;
pub use self::search::{Search, search};
pub(crate) use books::books;
pub use entry::{NewTitle, TITLE_COLUMNS, TitleRows, WORD_COLUMNS, title_rows, write_title};
pub(crate) use entry::{rewrite_words, word_set};
pub use lookup::{TitleRow, by_isbns, near};
pub(crate) use lookup::{packed, packs};
pub(crate) use ordered::{Ordered, ordered};
pub use page::{catalogues, find};
