//! The start page. A customer's or partner's: where their books are and what waits for them. The house begins at its desk;
//! who is not signed in learns what this is and signs in.

mod news;

use kernel::OrgKind;
use leptos::prelude::*;

use super::account::login::SignIn;
use super::parcels::WaitingParcels;
use super::{frame, reader};
use crate::calls::{complaints, orders, parcels, picks};
use crate::parts::{ButtonKind, LinkButton, Page, PlainShell};
use crate::words::{home as w, shell, t};
use news::News;

/// The start page of whoever asks.
#[component]
pub fn Home() -> impl IntoView {
    match reader::kind() {
        None => view! { <Welcome /> }.into_any(),
        Some(OrgKind::House) => {
            reader::send_to("/desk");
            ().into_any()
        }
        Some(OrgKind::Customer | OrgKind::Partner) => own().into_any(),
    }
}

#[component]
fn Welcome() -> impl IntoView {
    view! {
        <PlainShell here="/">
            <Page title=t(w::WELCOME) lead=t(w::WELCOME_LEAD)>
                <SignIn next="/" />
            </Page>
        </PlainShell>
    }
}

fn own() -> impl IntoView {
    let asked = async {
        let orders = orders::list(None, None).await?;
        let (answered, _) = complaints::list(Some("answered".to_owned()), None).await?;
        Ok((orders, answered, picks::mine().await?, parcels::to_confirm().await?))
    };
    frame::page(w::HOME, asked, |(orders, answered, picks, parcels)| {
        // Who has no orders yet finds the way to the first one in the middle of the page.
        let order = (reader::may_order() && !orders.rows.is_empty()).then(|| {
            view! { <LinkButton href="/orders/new" kind=ButtonKind::Primary>{t(shell::NEW_ORDER)}</LinkButton> }
        });
        view! {
            <Page title=t(w::HOME) actions=order.into_any()>
                <WaitingParcels n=parcels />
                <News orders answered picks />
            </Page>
        }
    })
}
