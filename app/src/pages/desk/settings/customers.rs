//! `/desk/settings/customers?q=`: the rank of each payer's contract, which decides last when copies are short.

use kernel::shapes::{ContractRow, Contracts, SettingChange};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::changes::changes;
use super::{CUSTOMERS, crumbs, read_only, tabs};
use crate::addresses::encoded;
use crate::calls::settings;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::desk::given;
use crate::pages::frame;
use crate::parts::{
    Button, ButtonKind, Count, Empty, Field, Filters, LinkButton, Page, Pager, Panel, Table, Td, Th, described_by,
};
use crate::words::{fill, settings as w, t};

const SET: &str = "/api/settings/set_rank";

/// The page.
#[component]
pub fn ContractSettings() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (q, after) = (given(&query, "q").unwrap_or_default(), given(&query, "after"));
    let (asked, beyond) = (q.clone(), after.is_some());
    frame::page(w::CONTRACTS, settings::contracts(q, after), move |page| draw(page, asked, beyond))
}

fn draw(page: Contracts, q: String, beyond: bool) -> impl IntoView {
    let draft = draft_of(&[SET]);
    let next = page.next.as_ref().map(|next| format!("{CUSTOMERS}?q={}&after={next}", encoded(&q)));
    let previous = beyond.then(|| format!("{CUSTOMERS}?q={}", encoded(&q)));
    let all = (!q.is_empty())
        .then(|| view! { <LinkButton href=CUSTOMERS kind=ButtonKind::Quiet>{t(w::SHOW_ALL)}</LinkButton> });
    let found = if page.rows.is_empty() {
        view! { <Empty title=t(w::NO_ORG) hint=t(w::NO_ORG_HINT) /> }.into_any()
    } else {
        let rows = page.rows.into_iter().map(|entry| row(entry, &q, (page.mine, &draft))).collect_view();
        view! {
            <Table close=true caption=t(w::CONTRACTS)>
                <thead>
                    <tr>
                        <Th>{t(w::ORG)}</Th>
                        <Th>{t(w::CITY)}</Th>
                        <Th num=!page.mine>{t(w::RANK)}</Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    let subject = |change: &SettingChange<i64>| change.subject.clone();
    view! {
        <Page title=t(w::CONTRACTS) lead=t(w::CONTRACTS_LEAD) crumbs=crumbs()>
            {tabs(CUSTOMERS)}
            <Refused draft=draft.clone() />
            {read_only(page.mine)}
            <Filters action=CUSTOMERS label=t(w::FIND_CONTRACT)>
                <Field name="q" kind="search" label=t(w::ORG_NAME) value=q maxlength=100 />
                <Button>{t(w::FIND)}</Button>
                {all}
            </Filters>
            <Panel flush=true>{found}</Panel>
            <Pager previous next />
            {changes(page.changes, subject, i64::to_string)}
        </Page>
    }
}

fn row(entry: ContractRow, q: &str, (mine, draft): (bool, &Draft)) -> impl IntoView + use<> {
    let rank = if mine { form(&entry, q, draft) } else { view! { <Count n=entry.priority /> }.into_any() };
    view! {
        <tr>
            <Td key=true>{entry.name}</Td>
            <Td label=t(w::CITY)>{entry.city}</Td>
            <Td label=t(w::RANK) num=!mine>{rank}</Td>
        </tr>
    }
}

/// One rank; what was refused is shown in the row that it was typed into.
fn form(entry: &ContractRow, q: &str, draft: &Draft) -> AnyView {
    let org = entry.org_id.to_string();
    let typed_here = draft.value("org").is_some_and(|typed| typed == org);
    let typed = draft.value("priority").filter(|_| typed_here);
    let fault = draft.fault("priority").filter(|_| typed_here);
    let id = format!("rank-{org}");
    let described = described_by(&id, false, fault.is_some());
    let fault_id = format!("{id}-fault");
    let label = fill(w::RANK_OF, &[("org", &entry.name)]);
    let save = fill(w::SAVE_RANK, &[("org", &entry.name)]);
    view! {
        <form class="setting-row" method="post" action=SET>
            <input type="hidden" name="org" value=org />
            <input type="hidden" name="version" value=entry.version.to_string() />
            <input type="hidden" name="q" value=q.to_owned() />
            <input
                class="control"
                id=id
                type="number"
                name="priority"
                value=typed.unwrap_or_else(|| entry.priority.to_string())
                min="1"
                max="999"
                aria-label=label
                aria-invalid=fault.is_some().then_some("true")
                aria-describedby=described
            />
            <Button kind=ButtonKind::Quiet label=save>{t(w::SAVE)}</Button>
            {fault.map(|fault| view! { <p class="field-fault" id=fault_id>{fault}</p> })}
        </form>
    }
    .into_any()
}
