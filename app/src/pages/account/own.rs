//! The own account: who I am to the house, what credit is left, who else of us is here, where I am signed in.

mod browser;
mod sessions;

use kernel::shapes::{Me, PersonRow};
use kernel::{FaultCode, money};
use leptos::prelude::*;

use crate::calls::people;
use crate::draft::{Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{
    Actions, Button, ButtonKind, Columns, Fact, Facts, Field, Gauge, LinkButton, Money, Notice, Page, Panel, Table, Td,
    Th, Tone,
};
use crate::words::{account as w, fill, notices, t};
use sessions::Sessions;

const CHANGE_PASSWORD: &str = "/api/people/change_password";

/// The page of the own account.
#[component]
pub fn Account() -> impl IntoView {
    let asked = async {
        let me = people::me().await?.ok_or(kernel::Refusal::SignIn)?;
        Ok((me, people::colleagues().await?, people::my_sessions().await?))
    };
    frame::page(w::ACCOUNT, asked, |(me, colleagues, sessions)| {
        let credit = me.credit.map(|(limit, used)| view! { <Credit limit used /> });
        let alone = sessions.len() == 1;
        let aside = view! {
            {credit}
            {(!reader::is_staff()).then(|| view! { <LinkButton href="/notices/settings">{t(notices::SETTINGS)}</LinkButton> })}
            <ChangePassword alone />
        };
        view! {
            <Page title=t(w::ACCOUNT)>
                <Columns aside=aside.into_any()>
                    <AboutMe me />
                    <Sessions rows=sessions />
                    <Colleagues rows=colleagues />
                </Columns>
            </Page>
        }
    })
}

#[component]
fn AboutMe(me: Me) -> impl IntoView {
    view! {
        <Panel title=t(w::ME)>
            <Facts>
                <Fact label=t(w::NAME)>{me.name}</Fact>
                <Fact label=t(w::EMAIL)>{me.email}</Fact>
                <Fact label=t(w::ORGANISATION)>{me.org}</Fact>
                <Fact label=t(w::ROLE)>{w::role(me.role)}</Fact>
                {me.desk.map(|desk| view! { <Fact label=t(w::DESK)>{desk}</Fact> })}
            </Facts>
        </Panel>
    }
}

/// What may still be ordered, first; then where the rest is.
#[component]
fn Credit(limit: i64, used: i64) -> impl IntoView {
    let spoken = fill(w::CREDIT_GAUGE, &[("used", &money::yuan(used)), ("limit", &money::yuan(limit))]);
    // Nine tenths used is time to think of paying.
    let tone = if used / 9 >= limit / 10 { Tone::Warn } else { Tone::Info };
    view! {
        <Panel title=t(w::CREDIT)>
            <Facts>
                <Fact label=t(w::CREDIT_FREE)>
                    <strong>
                        <Money fen=limit - used />
                    </strong>
                </Fact>
                <Fact label=t(w::CREDIT_USED)>
                    <Money fen=used />
                </Fact>
                <Fact label=t(w::CREDIT_LIMIT)>
                    <Money fen=limit />
                </Fact>
            </Facts>
            <Gauge part=used whole=limit tone label=spoken />
            <p class="field-hint">{t(w::CREDIT_NOTE)}</p>
        </Panel>
    }
}

#[component]
fn Colleagues(rows: Vec<PersonRow>) -> impl IntoView {
    let has_units = rows.iter().any(|row| row.unit.is_some());
    let row = move |person: PersonRow| {
        let unit = has_units.then(|| view! { <Td label=t(w::UNIT)>{person.unit.unwrap_or_default()}</Td> });
        view! {
            <tr>
                <Td key=true label=t(w::NAME)>{person.name}</Td>
                <Td label=t(w::EMAIL)>{person.email}</Td>
                <Td label=t(w::ROLE)>{w::role(person.role)}</Td>
                {unit}
            </tr>
        }
    };
    view! {
        <Panel title=t(w::COLLEAGUES) flush=true>
            <Table close=true caption=t(w::COLLEAGUES)>
                <thead>
                    <tr>
                        <Th>{t(w::NAME)}</Th>
                        <Th>{t(w::EMAIL)}</Th>
                        <Th>{t(w::ROLE)}</Th>
                        {has_units.then(|| view! { <Th>{t(w::UNIT)}</Th> })}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
        {(!reader::is_staff()).then(|| view! { <p class="field-hint">{t(w::COLLEAGUES_NOTE)}</p> })}
    }
}

/// The form for a new password. What was typed is never given back. That it was changed is said as long as nobody has
/// signed in since (`alone`).
#[component]
fn ChangePassword(alone: bool) -> impl IntoView {
    let draft = draft_of(&[CHANGE_PASSWORD]);
    let done = alone && draft.call == CHANGE_PASSWORD && draft.refusal.is_none();
    let old_fault = match draft.code("old") {
        Some(FaultCode::WrongSignIn) => Some(t(w::OLD_PASSWORD_WRONG).to_owned()),
        _ => draft.fault("old"),
    };
    view! {
        <Panel title=t(w::CHANGE_PASSWORD) id="password">
            {done.then(|| view! { <Notice kind=Tone::Good>{t(w::PASSWORD_CHANGED)}</Notice> })}
            <form method="post" action=CHANGE_PASSWORD>
                <Refused draft=draft.clone() />
                <Field
                    name="old_password"
                    label=t(w::OLD_PASSWORD)
                    kind="password"
                    fault=old_fault
                    autocomplete="current-password"
                    required=true
                />
                <Field
                    name="new_password"
                    label=t(w::NEW_PASSWORD)
                    kind="password"
                    hint=t(w::NEW_PASSWORD_HINT)
                    fault=draft.fault("new")
                    autocomplete="new-password"
                    required=true
                />
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::CHANGE_PASSWORD)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}
