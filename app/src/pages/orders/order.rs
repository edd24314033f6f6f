//! One order: where every copy is, when the rest will come, and what can be done about it.

use kernel::Uuid;
use kernel::shapes::{OrderPage, OrderRow};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::reader;
use crate::calls::{invoices as bills, notices, orders};
use crate::draft::{Draft, Refused, draft_of};
use crate::islands::live_journey::LiveJourney;
use crate::islands::wire::Wire;
use crate::pages::orders::journey::{Journey, Look, Tried, news, way};
use crate::pages::reader::now;
use crate::pages::wake::{Bundle, Wake};
use crate::pages::{frame, invoices};
use crate::parts::{Badge, Button, Crumb, Day, Fact, Facts, LinkButton, Money, Page, Panel, Tone, When, day};
use crate::words::{Word, fill, orders as w, t, terms, tracking};

/// `/orders/{no}`
#[component]
pub fn Order() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let opened = use_query_map().get_untracked().get("line").and_then(|line| line.parse().ok());
    let draft = draft_of(&["/api/orders/cancel"]);
    let asked = async move {
        let order = orders::find(no.clone()).await?;
        Ok((order, notices::follows(no.clone()).await?, bills::of_order(no).await?))
    };
    frame::page(w::TITLE, asked, move |(order, follows, billed)| {
        let reader = reader();
        let look = Look::of(&order, reader, opened);
        let ask = format!("/complaints/new?order={}", order.head.no);
        let share = format!("/orders/{}/share", order.head.no);
        let actions = reader.buyer.then(|| {
            view! { <LinkButton href=ask>{t(w::ASK)}</LinkButton> <LinkButton href=share>{t(tracking::SHARE)}</LinkButton> }.into_any()
        });
        let crumbs = vec![Crumb { href: "/orders".to_owned(), label: t(w::TITLE).to_owned() }];
        let (lead, about) = (lead(&order.head, reader.many_orgs), about(&order, reader.many_orgs));
        let (no, seen, complaints) = (order.head.no.clone(), news::seen(&order.lines), complaints(&order.complaints));
        view! {
            <Page title=fill(w::ORDER_NO, &[("no", &order.head.no)]) lead=lead crumbs=crumbs actions=actions.unwrap_or_else(|| ().into_any())>
                <Refused draft=draft.clone() />
                <Wake of=Bundle::Customers />
                <div class="order-page">
                    <LiveJourney no=no order=Wire(order.id) opened=Wire(opened) seen=seen>
                        <Journey look=look lines=order.lines tried=tried(&draft) now=now() />
                    </LiveJourney>
                    <div class="order-about">{about} <Follow no=order.head.no follows /></div>
                    <div class="order-more">{complaints} {invoices::those(&billed)}</div>
                </div>
            </Page>
        }
    })
}

/// Whether the reader wants to hear of an order that somebody else placed.
#[component]
fn Follow(no: String, follows: Option<bool>) -> impl IntoView {
    follows.map(|follows| {
        let (action, words) = match follows {
            true => ("/api/notices/unfollow", tracking::UNFOLLOW),
            false => ("/api/notices/follow", tracking::FOLLOW),
        };
        view! {
            <form method="post" action=action>
                <input type="hidden" name="no" value=no />
                <Button>{t(words)}</Button>
            </form>
        }
    })
}

/// The cancelling that was refused just now.
fn tried(draft: &Draft) -> Option<Tried> {
    let line = Uuid::try_parse(&draft.value("line")?).ok()?;
    Some(Tried { line, copies: draft.value("copies").unwrap_or_default(), fault: draft.fault("copies") })
}

/// What tells this order from others, in one line.
fn lead(head: &OrderRow, many_orgs: bool) -> String {
    let mut facts = vec![fill(w::PLACED_ON, &[("day", &day(head.placed_at))])];
    facts.extend((!head.own_ref.is_empty()).then(|| fill(w::REF, &[("no", &head.own_ref)])));
    facts.extend(many_orgs.then(|| head.org.clone()));
    facts.extend(head.needed_by.map(|needed| fill(w::NEEDED, &[("day", &day(way::instant_of(needed)))])));
    facts.join(" · ")
}

/// What was agreed when it was placed.
fn about(order: &OrderPage, many_orgs: bool) -> impl IntoView + use<> {
    let head = &order.head;
    let placed_at = head.placed_at;
    let facts = view! {
        {many_orgs.then(|| text(w::CUSTOMER, &head.org))}
        {text(w::OWN_REF, &head.own_ref)}
        {text(w::COURSE, &head.course)}
        {head.needed_by.map(|day| view! { <Fact label=t(w::NEEDED_BY)><Day at=way::instant_of(day) /></Fact> })}
        {head.urgent.then(|| view! { <Fact label=t(w::STATE)><Badge tone=Tone::Warn>{t(w::URGENT)}</Badge></Fact> })}
        {head.total_fen.map(|fen| view! { <Fact label=t(w::TOTAL)><Money fen=fen /></Fact> })}
        <Fact label=t(w::PLACED)><When at=placed_at /></Fact>
        {text(w::PLACED_BY, &order.placed_by)}
        {text(w::ON_BEHALF, order.on_behalf.as_deref().unwrap_or_default())}
        {text(w::NOTE, &order.note)}
    };
    let board = format!("/terms/{}", head.no);
    let is_in_a_term = head.needed_by.is_some() || !head.course.is_empty();
    let term = is_in_a_term.then(|| view! { <p><a href=board>{t(terms::SEE_TERM)}</a></p> });
    view! { <Panel title=t(w::ABOUT)><Facts>{facts}</Facts> {term}</Panel> }
}

fn text(label: Word, text: &str) -> Option<impl IntoView + use<>> {
    let text = (!text.is_empty()).then(|| text.to_owned());
    text.map(|text| view! { <Fact label=t(label)>{text}</Fact> })
}

/// Complaints about it: number and subject.
fn complaints(filed: &[(String, String)]) -> Option<impl IntoView + use<>> {
    let complaint = |(no, subject): &(String, String)| {
        view! { <li><a href=format!("/complaints/{no}")>{no.clone()}</a> " " {subject.clone()}</li> }
    };
    let list = filed.iter().map(complaint).collect_view();
    (!filed.is_empty())
        .then(|| view! { <Panel title=t(w::COMPLAINTS)><ul class="order-complaints">{list}</ul></Panel> })
}
