//! Pages behind a secret in their address: no sign-in, no navigation. The address is the secret, so nobody is told where the
//! reader came from, no search engine keeps it, and no cache does.

use std::future::Future;

use kernel::Refusal;
use leptos::prelude::*;

use crate::door;
use crate::parts::{Empty, Notice, Page, PlainShell, Tone};
use crate::words::{refusals, t, tracking as w};

/// Shows a page of somebody who has nothing but a link: waits for the call, then draws what it answered.
pub fn page<T, V>(
    here: String,
    call: impl Future<Output = Result<T, Refusal>> + Send + 'static,
    draw: impl FnOnce(Result<T, Refusal>) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    door::set_header("referrer-policy", "no-referrer");
    door::set_header("x-robots-tag", "noindex");
    door::set_header("cache-control", "no-store");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let inner = draw(call.await).into_any();
                view! { <PlainShell here>{inner}</PlainShell> }
            })}
        </Suspense>
    }
}

/// What stands there when the link does not work, with the right HTTP status.
pub fn refused(refusal: &Refusal) -> impl IntoView + use<> {
    door::set_status(refusal.status());
    match refusal {
        Refusal::NotFound => view! {
            <Page title=t(w::TRACK_GONE)>
                <Empty title=t(w::TRACK_GONE_WHY) hint=t(w::TRACK_GONE_HINT) />
            </Page>
        }
        .into_any(),
        other => {
            let sentence = refusals::sentence(other);
            view! { <Page title=t(w::TRACK)><Notice kind=Tone::Bad>{sentence}</Notice></Page> }.into_any()
        }
    }
}
