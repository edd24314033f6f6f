//! What every page has in common: the shell with the navigation of the reader's role, the title, and one way to wait for a
//! call and to say what went wrong.

use std::future::Future;

use kernel::shapes::Me;
use kernel::{OrgKind, Refusal};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::calls::{notices, people};
use crate::pages::reader;
use crate::parts::{Actions, Empty, LinkButton, NavItem, Notice, Page, PlainShell, Shell, Tone, Who};
use crate::words::{self, account, deadlines as d, invoices, refusals, shell as w, t, terms};

/// Shows a page of a signed-in person: waits for the call, then draws the shell around the view made of its answer. Who is
/// not signed in is sent to the sign-in page and back here afterwards. `title` heads the page when the call was refused.
pub fn page<T, V>(
    title: words::Word,
    call: impl Future<Output = Result<T, Refusal>> + Send + 'static,
    draw: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    let location = use_location();
    let path = location.pathname.get_untracked();
    let here = format!("{path}{}", with_mark(&location.search.get_untracked()));
    view! {
        <Suspense>
            {Suspend::new(async move {
                let me = match people::me().await {
                    Ok(Some(me)) => me,
                    Ok(None) => return to_sign_in(&here).into_any(),
                    Err(refusal) => return refused(title, &refusal, &here).into_any(),
                };
                let answer = call.await;
                // A count that cannot be read is no reason to refuse the page.
                let unread = notices::unread().await.ok();
                // A page asks for its language thousands of times: here the first look finds it.
                provide_context(words::lang());
                let nav = nav_of(&me, &path);
                let who = Who { name: me.name.clone(), organisation: me.org.clone() };
                let inner = match answer {
                    Ok(answer) => draw(answer).into_any(),
                    Err(refusal) => stop(title, &refusal, &here).into_any(),
                };
                view! {
                    <Shell nav who here unread>{inner}</Shell>
                    // Keeps the number at the bell right while the page is open.
                    {unread.map(|_| view! { <script defer src="/bell.js" nonce=use_nonce()></script> })}
                }
                .into_any()
            })}
        </Suspense>
    }
}

fn with_mark(search: &str) -> String {
    if search.is_empty() || search.starts_with('?') { search.to_owned() } else { format!("?{search}") }
}

/// Where a new order begins: no place for who only looks.
const NEW_ORDER: &str = "/orders/new";

/// The navigation of a role, with the current page marked.
fn nav_of(me: &Me, path: &str) -> Vec<NavItem> {
    // Customers look at deadlines course by course, or at the worst of all: two views of one matter.
    let path = if path == "/deadlines" && me.kind != OrgKind::House { "/terms" } else { path };
    // What is about batches, wherever its address is.
    let about_batches = ["/desk/rounds", "/desk/extras", "/desk/reasons", "/desk/promise"];
    let path = if about_batches.iter().any(|about| path.starts_with(about)) { "/desk/batches" } else { path };
    let items: &[(&str, words::Word)] = match me.kind {
        OrgKind::House => &[
            ("/desk", w::DESK),
            ("/desk/batches", w::BATCHES),
            ("/desk/tickets", w::TICKETS),
            ("/desk/reports", w::REPORTS),
            ("/desk/settings", w::SETTINGS),
            ("/orders", w::ORDERS),
            ("/invoices", invoices::TITLE),
            ("/deadlines", d::TITLE),
            ("/books", w::BOOKS),
        ],
        OrgKind::Partner => &[
            (NEW_ORDER, w::NEW_ORDER),
            ("/orders", w::ORDERS),
            ("/parcels", w::PARCELS),
            ("/invoices", invoices::TITLE),
            ("/terms", terms::NAV),
            ("/partner", w::PARTNER),
            ("/books", w::BOOKS),
            ("/for-you", w::FOR_YOU),
            ("/complaints", w::COMPLAINTS),
        ],
        OrgKind::Customer => &[
            (NEW_ORDER, w::NEW_ORDER),
            ("/orders", w::ORDERS),
            ("/parcels", w::PARCELS),
            ("/invoices", invoices::TITLE),
            ("/terms", terms::NAV),
            ("/books", w::BOOKS),
            ("/for-you", w::FOR_YOU),
            ("/complaints", w::COMPLAINTS),
        ],
    };
    let items: Vec<_> = items.iter().filter(|(href, _)| *href != NEW_ORDER || reader::may_order()).collect();
    let best = items.iter().map(|(href, _)| *href).filter(|href| path.starts_with(href)).max_by_key(|href| href.len());
    items
        .iter()
        .map(|(href, label)| NavItem {
            href: (*href).to_owned(),
            label: t(*label).to_owned(),
            current: best == Some(*href),
            count: None,
        })
        .collect()
}

fn to_sign_in(here: &str) -> impl IntoView + use<> {
    leptos_axum::redirect(&format!("/login?next={}", crate::addresses::encoded(here)));
}

/// The whole page when even the shell cannot be drawn.
fn refused(title: words::Word, refusal: &Refusal, here: &str) -> impl IntoView + use<> {
    let inner = stop(title, refusal, here).into_any();
    view! { <PlainShell here=here.to_owned()>{inner}</PlainShell> }
}

/// What stands in the page's place when the call was refused, with the right HTTP status; what may pass is tried again.
fn stop(title: words::Word, refusal: &Refusal, here: &str) -> impl IntoView + use<> {
    crate::door::set_status(refusal.status());
    match refusal {
        Refusal::NotFound => view! { <NotFound /> }.into_any(),
        other => {
            let sentence = refusals::sentence(other);
            let passes = matches!(other, Refusal::Busy | Refusal::TooMany { .. } | Refusal::Broken { .. });
            let here = here.to_owned();
            let again =
                passes.then(|| view! { <Actions><LinkButton href=here>{t(refusals::AGAIN)}</LinkButton></Actions> });
            view! { <Page title=t(title)><Notice kind=Tone::Bad>{sentence}</Notice>{again}</Page> }.into_any()
        }
    }
}

/// Absent, or not for this person's eyes. Who is not signed in can search nothing before that.
#[component]
pub fn NotFound() -> impl IntoView {
    let (href, label, hint) = match reader::kind() {
        Some(_) => ("/where", w::WHERE, refusals::NOT_FOUND_HINT),
        None => ("/login", account::SIGN_IN, refusals::NOT_FOUND_OUTSIDE),
    };
    view! {
        <Page title=t(refusals::NOT_FOUND)>
            <Empty
                title=t(refusals::NOTHING_TO_SEE)
                hint=t(hint)
                action=(href.to_owned(), t(label).into())
            />
        </Page>
    }
}
