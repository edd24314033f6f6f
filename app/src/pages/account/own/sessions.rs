//! Where the person is signed in, and the way to end what should not be.

use kernel::shapes::SessionRow;
use leptos::prelude::*;

use super::browser;
use crate::parts::{Badge, Button, ButtonKind, Panel, Table, Td, Th, Tone, When, when};
use crate::words::{account as w, fill, t};

/// The sessions, with a form each to end it; one more ends all others at once.
#[component]
pub(super) fn Sessions(rows: Vec<SessionRow>) -> impl IntoView {
    let others = rows.iter().any(|row| !row.here).then(|| {
        view! {
            <form method="post" action="/api/people/end_other_sessions">
                <Button kind=ButtonKind::Danger>{t(w::END_OTHERS)}</Button>
            </form>
        }
    });
    view! {
        <Panel title=t(w::SESSIONS) flush=true actions=others.into_any()>
            <Table close=true caption=t(w::SESSIONS)>
                <thead>
                    <tr>
                        <Th>{t(w::BROWSER)}</Th>
                        <Th>{t(w::SIGNED_IN_AT)}</Th>
                        <Th>{t(w::SEEN_AT)}</Th>
                        <Th>{t(w::ACT)}</Th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(session).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn session(row: SessionRow) -> impl IntoView {
    let browser = browser::name(&row.agent);
    let spoken = fill(w::END_LABEL, &[("browser", &browser), ("when", &when(row.created_at))]);
    let act = if row.here {
        view! { <Badge tone=Tone::Good>{t(w::HERE)}</Badge> }.into_any()
    } else {
        view! {
            <form method="post" action="/api/people/end_session">
                <input type="hidden" name="id" value=row.id.to_string() />
                <Button kind=ButtonKind::Quiet label=spoken>{t(w::END)}</Button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <Td key=true label=t(w::BROWSER)>{browser}</Td>
            <Td label=t(w::SIGNED_IN_AT)>
                <When at=row.created_at />
            </Td>
            <Td label=t(w::SEEN_AT)>
                <When at=row.seen_at />
            </Td>
            <Td label=t(w::ACT)>{act}</Td>
        </tr>
    }
}
