//! The design system: every piece of a page that more than one page uses, as Leptos components.
//!
//! The parts know the two languages and how things look (by class and `data-` attribute, never by inline style: the
//! content security policy forbids it). They know nothing of orders, rights or the network: a page hands them finished
//! words and numbers. All of them are complete without WebAssembly and may also be used inside an island.
//! Their looks are in `style/parts/`, one file of the same name for each module here.

mod badge;
mod book;
mod button;
mod cover;
mod dates;
mod fan;
mod field;
mod form;
mod glyph;
mod notice;
mod numbers;
mod page;
mod route;
mod shell;
mod spark;
mod table;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod thread;
mod timeline;

pub use badge::{Badge, Fact, Facts, Gauge, Stat, Stats, Tone};
pub use book::{BookName, BookPlate, BookRow, BookRows, Shelf, ShelfBook};
pub use button::{Button, ButtonKind, LinkButton};
pub use cover::{Cover, CoverSize};
pub use dates::{Between, DAY_MS, Day, When, between, between_in, day, day_of, instant_of, typed_day, when};
pub use fan::{Fan, FanChart};
pub use field::{Area, Check, Choice, Field, Labelled, control_id, described_by};
pub use form::{Actions, Fields, Filters};
pub use glyph::{Glyph, Mark, Sign};
pub use notice::{Empty, Notice};
pub use numbers::{Count, CountIfAny, Money, Nothing, grouped, yuan};
pub use page::{Columns, Crumb, Crumbs, Fold, Page, Panel, Tabs};
pub use route::{BatchRef, Exit, Port, PortState, Route};
pub use shell::{NavItem, PlainShell, Shell, Who};
pub use spark::Spark;
pub use table::{Pager, Table, Td, Th};
pub use thread::{Message, Thread, Voice};
pub use timeline::{Step, Timeline};

/// Text handed to a part: a `&'static str` out of `words` or an owned `String`, without copying the former.
pub type Text = leptos::oco::Oco<'static, str>;

/// Text that may be missing: takes a `&'static str`, a `String`, a [`Text`] or an `Option` of one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MaybeText(pub Option<Text>);

impl<T: Into<Text>> From<Option<T>> for MaybeText {
    fn from(text: Option<T>) -> Self {
        Self(text.map(Into::into))
    }
}

impl From<&'static str> for MaybeText {
    fn from(text: &'static str) -> Self {
        Self(Some(text.into()))
    }
}

impl From<String> for MaybeText {
    fn from(text: String) -> Self {
        Self(Some(text.into()))
    }
}

impl From<Text> for MaybeText {
    fn from(text: Text) -> Self {
        Self(Some(text))
    }
}
