//! One box for whatever a person has at hand, a number or words of a title, and where those copies are.

use kernel::Uuid;
use kernel::shapes::{Found, FoundLine, FoundTitle, ParcelRow, Port, SliceRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::orders::{Reader, reader};
use crate::addresses::encoded;
use crate::calls::journeys;
use crate::pages::frame;
use crate::pages::invoices;
use crate::pages::orders::journey::arrival::is_coming;
use crate::pages::orders::journey::way;
use crate::pages::orders::journey::whereabouts::{Glance, StateBadge, copies, whereabouts};
use crate::pages::parcels::{ParcelBadge, address, content, tracking};
use crate::pages::reader::now;
use crate::parts::{
    Badge, BookName, Button, ButtonKind, Empty, Field, Filters, LinkButton, Notice, Page, Panel, Route, Tone, day,
    grouped,
};
use crate::words::{Word, count, fill, orders as o, parcels as p, t, where_ as w};

/// With so many lines those on their way are drawn as routes; more are told in words.
const ROUTES: usize = 12;

/// `/where`
#[component]
pub fn Where() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let q = query.get("q").unwrap_or_default().trim().to_owned();
    let (asked, more) = (q.clone(), query.get("more").is_some());
    frame::page(w::TITLE, async move { journeys::find(asked, more).await }, move |found| {
        let (answer, first) = (answer(&q, found), q.is_empty());
        view! {
            <Page title=t(w::TITLE) lead=t(w::LEAD)>
                <Panel>
                    <Filters action="/where" label=t(w::NUMBER)>
                        <Field name="q" kind="search" label=t(w::NUMBER) value=q maxlength=200 form="find" autofocus=first />
                        <Button kind=ButtonKind::Primary>{t(w::FIND)}</Button>
                    </Filters>
                </Panel>
                {answer}
            </Page>
        }
    })
}

fn answer(q: &str, found: Found) -> AnyView {
    if q.is_empty() {
        return view! { <Panel title=t(w::WHAT)>{what_to_type()}</Panel> }.into_any();
    }
    let nothing = found.rows.is_empty();
    if nothing && found.batches.is_empty() && found.parcels.is_empty() && found.invoices.is_empty() {
        let books = ("/books".to_owned(), t(w::TO_BOOKS).into());
        return view! {
            <Empty title=fill(w::NOTHING, &[("q", &q)]) hint=t(w::NOTHING_HINT) action=books />
            <Panel title=t(w::WHAT)>{what_to_type()}</Panel>
        }
        .into_any();
    }
    let lines = number(found.rows.len());
    // That there are more was said above it.
    let found_count = (!found.more).then(|| count(w::FOUND_ONE, w::FOUND, lines));
    let further = (!found.titles.is_empty() && lines > 0).then(|| {
        let dot = if found.more { "" } else { " · " };
        view! { {dot} <a href="#others">{fill(w::FURTHER, &[("n", &grouped(number(found.titles.len())))])}</a> }
    });
    let told = !nothing && (found_count.is_some() || further.is_some());
    let show_more = found.can_show_more.then(|| {
        view! { " " <a href=format!("/where?q={}&more=lines", encoded(q))>{t(w::SHOW_MORE)}</a> }
    });
    let others = other_titles(&found.titles, found.more_titles);
    view! {
        {batches(&found.batches)}
        {parcels(&found.parcels)}
        {invoices::those(&found.invoices)}
        {found.more.then(|| view! { <Notice>{fill(w::MORE, &[("n", &grouped(lines))])} {show_more}</Notice> })}
        {told.then(|| view! { <p class="found-count">{found_count} {further}</p> })}
        {orders(found)}
        {others}
    }
    .into_any()
}

fn what_to_type() -> impl IntoView {
    let hint = |word: Word, example: &str| view! { <li>{fill(word, &[("example", &example)])}</li> };
    view! {
        <ul class="what-to-type">
            {hint(w::BY_ISBN, "978-0-262-03384-8")}
            {hint(w::BY_WORDS, t(w::SOME_WORDS))}
            {hint(w::BY_ORDER, "S26-000123")}
            {hint(w::BY_REF, "")}
            {hint(w::BY_PARCEL, "B26-000012")}
            {hint(w::BY_INVOICE, "F26-000012")}
            {hint(w::BY_BATCH, "P26-00012")}
        </ul>
    }
}

/// How many more titles have the words.
fn others(titles: &[FoundTitle], more: bool) -> String {
    let n = number(titles.len());
    if more { fill(w::OTHERS_MORE, &[("n", &grouped(n))]) } else { count(w::OTHERS_ONE, w::OTHERS, n) }
}

/// Further titles that have the words: one step from each to its copies.
fn other_titles(titles: &[FoundTitle], more: bool) -> Option<impl IntoView + use<>> {
    let said = others(titles, more);
    let list = titles.iter().map(other_title).collect_view();
    (!titles.is_empty()).then(|| {
        view! {
            <Panel title=t(w::OTHER_TITLES) id="others">
                <p>{said}</p>
                <ul class="links found-titles">{list}</ul>
            </Panel>
        }
    })
}

fn other_title(title: &FoundTitle) -> impl IntoView + use<> {
    let ordered = fill(w::LAST_ORDERED, &[("day", &day(title.ordered_at))]);
    let expected = title.under_way.then(|| view! { " " <Badge tone=Tone::Route>{t(w::EXPECTED)}</Badge> });
    let (name, by) = (title.title.clone(), title.authors.clone());
    view! {
        <li>
            <BookName title=name href=format!("/where?q={}", title.isbn) by=by />
            <p class="found-facts">{title.isbn.clone()} " · " {ordered} {expected}</p>
        </li>
    }
}

fn number(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

/// The house's people go on to the batch itself.
fn batches(numbers: &[String]) -> Option<impl IntoView + use<>> {
    let link = |no: &String| {
        let words = fill(w::OPEN_BATCH, &[("no", no)]);
        view! { <LinkButton href=format!("/desk/batches/{no}")>{words}</LinkButton> }
    };
    (!numbers.is_empty()).then(|| view! { <div class="actions">{numbers.iter().map(link).collect_view()}</div> })
}

/// The parcels with that number: how far each is, and the way to what is in it.
fn parcels(rows: &[ParcelRow]) -> Option<impl IntoView + use<>> {
    let parcel = |row: &ParcelRow| {
        let name = fill(p::PARCEL_NO, &[("no", &row.no)]);
        let (href, content, carried) = (address(&row.no), content(row), tracking(&row.carrier, &row.tracking));
        view! {
            <li>
                <a href=href>{name}</a> " · " {content} " " {carried} " " <ParcelBadge row=row.clone() />
            </li>
        }
    };
    let list = rows.iter().map(parcel).collect_view();
    (!rows.is_empty()).then(|| view! { <Panel title=t(p::PARCELS)><ul class="links">{list}</ul></Panel> })
}

/// The lines of one order together, in the order in which they were found.
fn orders(found: Found) -> impl IntoView {
    let (drawn, reader, now) = (found.rows.len() <= ROUTES, reader(), now());
    let show = Show { ports: found.ports, drawn, reader, now };
    let groups = found.rows.chunk_by(|one, other| one.order_no == other.order_no);
    groups.map(|lines| order(lines, &show)).collect_view()
}

/// How all found lines are shown.
struct Show {
    ports: Vec<Port>,
    /// As routes, not in words.
    drawn: bool,
    reader: Reader,
    now: i64,
}

fn order(lines: &[FoundLine], show: &Show) -> Option<impl IntoView + use<>> {
    let head = lines.first()?;
    let mut facts = vec![fill(o::PLACED_ON, &[("day", &day(head.placed_at))])];
    facts.extend((!head.own_ref.is_empty()).then(|| fill(o::REF, &[("no", &head.own_ref)])));
    facts.extend(show.reader.many_orgs.then(|| head.org.clone()));
    facts.extend(head.needed_by.map(|needed| fill(o::NEEDED, &[("day", &day(way::instant_of(needed)))])));
    let name = fill(o::ORDER_NO, &[("no", &head.order_no)]);
    let lines = lines.iter().map(|found| line(found, show)).collect_view();
    Some(view! {
        <section class="panel found-order">
            <header class="panel-head">
                <h2><a href=format!("/orders/{}", head.order_no)>{name}</a></h2>
                <p class="found-facts">{facts.join(" · ")}</p>
            </header>
            <div class="panel-body">{lines}</div>
        </section>
    })
}

fn line(found: &FoundLine, show: &Show) -> impl IntoView + use<> {
    let line = &found.line;
    let slices: Vec<&SliceRow> = line.slices.iter().collect();
    // What has come, or never will, is told by its places alone.
    let route = (show.drawn && is_coming(line)).then(|| {
        let (ports, exits) = (way::ports(&show.ports, &slices, show.reader.staff), way::exits(&slices));
        view! { <Route ports=ports exits=exits /> }
    });
    let glance = Glance { staff: show.reader.staff, desks: true, needed_by: found.needed_by, now: show.now };
    let places = whereabouts(line, &glance);
    let ask = show.reader.buyer.then(|| ask(&found.order_no, line.id));
    view! {
        <article class="found-line">
            <div class="found-book">
                <h3><BookName title=line.title.clone() href=format!("/books/{}", line.isbn) by=line.authors.clone() /></h3>
                <p class="order-line-edition">{line.isbn.clone()} " · " {line.publisher.clone()} " · " {copies(line.copies)}</p>
            </div>
            <div class="found-where">{places}</div>
            <StateBadge state=line.state />
            {route}
            {ask}
        </article>
    }
}

fn ask(order: &str, line: Uuid) -> impl IntoView + use<> {
    let href = format!("/complaints/new?order={order}&line={line}");
    view! { <p class="found-ask"><a href=href>{t(o::ASK_LINE)}</a></p> }
}
