//! What waits for a batch, one publisher in a row: what is urgent and what missed its cut-off first.

use kernel::shapes::OpenGroup;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use super::clock::{Deadline, Stay, closes};
use super::{GATHER, given};
use crate::addresses::encoded;
use crate::draft::{Draft, Refused};
use crate::pages::reader;
use crate::parts::{
    Badge, Button, ButtonKind, Choice, Count, Day, Empty, Field, Filters, LinkButton, Panel, Table, Td, Th, Tone,
    grouped,
};
use crate::words::{batching as b, desk as w, fill, t};

/// Where everything urgent is bought at once.
pub(super) const RUSH: &str = "/api/batches/gather_urgent";

/// Which publishers the address asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub publisher: String,
    pub country: String,
    pub currency: String,
}

impl Asked {
    pub(super) fn read(query: &ParamsMap) -> Self {
        let word = |name: &str| given(query, name).unwrap_or_default();
        Self { publisher: word("publisher"), country: word("country"), currency: word("currency") }
    }

    /// Where all of them are shown.
    fn every_publisher(&self) -> String {
        let asked = [("publisher", &self.publisher), ("country", &self.country), ("currency", &self.currency)];
        let words = asked.into_iter().filter(|(_, value)| !value.is_empty());
        let words: String = words.map(|(name, value)| format!("{name}={}&", encoded(value))).collect();
        format!("/desk/batches?{words}more=publishers#open")
    }

    fn is_any(&self) -> bool {
        !(self.publisher.is_empty() && self.country.is_empty() && self.currency.is_empty())
    }
}

/// The panel.
#[component]
pub(super) fn Waiting(
    groups: Vec<OpenGroup>,
    /// Publishers at which lines wait that are looked for.
    all: i64,
    asked: Asked,
    buys: bool,
    draft: Draft,
) -> impl IntoView {
    let narrowed = asked.is_any();
    let shown = i64::try_from(groups.len()).unwrap_or(i64::MAX);
    let rest = (shown < all).then(|| {
        let words = fill(w::PRESSING_SHOWN, &[("n", &grouped(shown))]);
        let link = fill(w::SHOW_PUBLISHERS, &[("n", &grouped(all))]);
        view! { <p>{words} " " <a href=asked.every_publisher()>{link}</a></p> }
    });
    if groups.is_empty() && !narrowed {
        let empty = view! { <Panel title=t(w::OPEN_LINES) id="open"><Empty title=t(w::NO_OPEN) hint=t(w::NO_OPEN_HINT) /></Panel> };
        return empty.into_any();
    }
    let now = reader::now();
    let urgent = groups.iter().any(|group| group.urgent > 0);
    let rush = (buys && urgent).then(|| {
        view! {
            <form method="post" action=RUSH title=t(b::RUSH_HINT)>
                <Button kind=ButtonKind::Primary>{t(b::RUSH)}</Button>
            </form>
        }
    });
    let found = if groups.is_empty() {
        view! { <Empty title=t(b::NONE_FITS) hint=t(b::NONE_FITS_HINT) /> }.into_any()
    } else {
        view! {
            <Table close=true caption=t(w::OPEN_LINES)>
                {head()}
                <tbody>{groups.into_iter().map(|group| row(group, buys, now)).collect_view()}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <Refused draft />
        <Narrow asked />
        <Panel title=t(w::OPEN_LINES) id="open" flush=true actions=rush.into_any()>{found}</Panel>
        {rest}
    }
    .into_any()
}

/// The filters. Countries and currencies are typed: a house buys in more than a list can show.
#[component]
fn Narrow(asked: Asked) -> impl IntoView {
    let all = asked
        .is_any()
        .then(|| view! { <LinkButton href="/desk/batches" kind=ButtonKind::Quiet>{t(b::SHOW_ALL)}</LinkButton> });
    let currencies = std::iter::once((String::new(), t(b::ALL).to_owned()))
        .chain(kernel::money::CURRENCIES.iter().map(|(code, _)| ((*code).to_owned(), (*code).to_owned())))
        .collect::<Vec<_>>();
    view! {
        <Filters action="/desk/batches" label=t(b::FIND_OPEN)>
            <Field name="publisher" kind="search" label=t(w::PUBLISHER) value=asked.publisher maxlength=100 />
            <Field name="country" label=t(b::COUNTRY) value=asked.country maxlength=2 placeholder="DE" />
            <Choice name="currency" label=t(b::CURRENCY) options=currencies value=asked.currency />
            <Button>{t(b::NARROW)}</Button>
            {all}
        </Filters>
    }
}

fn head() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <Th>{t(w::PUBLISHER)}</Th>
                <Th>{t(b::CUTOFF)}</Th>
                <Th num=true>{t(w::LINES)}</Th>
                <Th num=true>{t(w::COPIES)}</Th>
                <Th>{t(w::URGENT_LINES)}</Th>
                <Th>{t(w::OLDEST)}</Th>
                <Th>{t(w::FIRST_NEEDED)}</Th>
                <Th><span class="sr">{t(w::ACTS)}</span></Th>
            </tr>
        </thead>
    }
}

fn row(group: OpenGroup, buys: bool, now: i64) -> impl IntoView {
    let id = group.publisher_id.to_string();
    let href = format!("/desk/batches/open/{id}");
    let urgent = (group.urgent > 0).then(|| view! { <Badge tone=Tone::Warn><Count n=group.urgent /></Badge> });
    let (choose, choose_name) = if buys { (w::CHOOSE, w::CHOOSE_OF) } else { (w::LOOK, w::LOOK_AT) };
    let choose_name = fill(choose_name, &[("publisher", &group.publisher)]);
    let choose = view! { <a class="button" data-kind="quiet" href=href.clone() aria-label=choose_name>{t(choose)}</a> };
    let gather_name = fill(w::GATHER_OF, &[("publisher", &group.publisher)]);
    let gather = buys.then(|| {
        view! {
            <form method="post" action=GATHER>
                <input type="hidden" name="publisher" value=id />
                <Button kind=ButtonKind::Quiet label=gather_name>{t(w::GATHER)}</Button>
            </form>
        }
    });
    view! {
        <tr>
            <Td key=true>
                <a href=href>{group.publisher}</a>
                " "
                <span class="beside">{group.country} " · " {group.currency}</span>
            </Td>
            <Td label=t(b::CUTOFF)>{cutoff(group.cutoff, now)}</Td>
            <Td label=t(w::LINES) num=true><Count n=group.lines /></Td>
            <Td label=t(w::COPIES) num=true><Count n=group.copies /></Td>
            <Td label=t(w::URGENT_LINES)>{urgent}</Td>
            <Td label=t(w::OLDEST)>
                <Day at=group.oldest />
                " "
                <span class="beside">{Stay::new(group.oldest, 0, now).so_far()}</span>
            </Td>
            <Td label=t(w::FIRST_NEEDED)><Deadline day=group.needed_by now /></Td>
            <Td>
                <div class="row-acts">
                    {gather} {choose}
                </div>
            </Td>
        </tr>
    }
}

/// The day of a cut-off and how near it is.
pub(super) fn cutoff(at: Option<i64>, now: i64) -> AnyView {
    let Some(at) = at else { return view! { <span class="beside">{t(b::NO_CALENDAR)}</span> }.into_any() };
    let (words, tone) = closes(at, now);
    let near = match tone {
        Tone::Neutral => view! { <span class="beside">{words}</span> }.into_any(),
        _ => view! { <Badge tone=tone>{words}</Badge> }.into_any(),
    };
    view! { <Day at=at /> " " {near} }.into_any()
}
