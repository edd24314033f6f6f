//! `/desk/extras?state=`: copies that came beyond what was ordered, and what becomes of them. A batch's own page shows those
//! that came with it ([`panel`]).

use kernel::shapes::{ExtraRow, ExtraState, Extras};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{batch_link, given};
use crate::calls::extras;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::frame;
use crate::parts::{
    Badge, BookName, Button, ButtonKind, Count, Crumb, Day, Empty, Field, Fold, NavItem, Page, Pager, Panel, Table,
    Tabs, Td, Th, Tone,
};
use crate::words::{desk, extras as w, fill, t};

const DECIDE: &str = "/api/extras/decide";
const GIVE: &str = "/api/extras/give";
/// What can be looked at; what was counted again is no more.
const SHOWN: [ExtraState; 4] = [ExtraState::Found, ExtraState::Given, ExtraState::Kept, ExtraState::Returned];

/// The page.
#[component]
pub fn ExtraList() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let state = given(&query, "state").unwrap_or_default();
    let after = given(&query, "after");
    let (chosen, beyond) = (ExtraState::from_code(&state).unwrap_or(ExtraState::Found), after.is_some());
    frame::page(w::TITLE, extras::list(state, after), move |page| draw(page, chosen, beyond))
}

fn draw(page: Extras, chosen: ExtraState, beyond: bool) -> impl IntoView {
    let crumbs = vec![Crumb { href: "/desk/batches".to_owned(), label: t(desk::BATCHES).to_owned() }];
    let href = |state: ExtraState| format!("/desk/extras?state={}", state.code());
    let tab = |state: ExtraState| NavItem {
        href: href(state),
        label: w::state(state).to_owned(),
        current: state == chosen,
        count: None,
    };
    let tabs: Vec<NavItem> = SHOWN.into_iter().map(tab).collect();
    let next = page.next.as_ref().map(|next| format!("{}&after={next}", href(chosen)));
    let previous = beyond.then(|| href(chosen));
    let draft = draft_of(&[DECIDE, GIVE]);
    let found = if page.rows.is_empty() {
        view! { <Panel><Empty title=t(w::NONE) hint=t(w::NONE_HINT) /></Panel> }.into_any()
    } else {
        let table = table(page.rows, "", &draft);
        view! { <Panel flush=true>{table}</Panel> }.into_any()
    };
    view! {
        <Page title=t(w::TITLE) lead=t(w::LEAD) crumbs>
            <Tabs label=t(w::WHICH) items=tabs />
            <Refused draft=draft.clone() />
            {found}
            <Pager previous next />
        </Page>
    }
}

/// What came too many with a batch; nothing when nothing did.
pub(super) fn panel(no: &str, rows: Vec<ExtraRow>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let draft = draft_of(&[DECIDE, GIVE]);
    let table = table(rows, no, &draft);
    Some(
        view! {
            <Refused draft />
            <Panel title=t(w::TITLE) id="extras" flush=true>{table}</Panel>
        }
        .into_any(),
    )
}

/// `batch` is the page that the acts lead back to, if it is a batch's.
fn table(rows: Vec<ExtraRow>, batch: &str, draft: &Draft) -> AnyView {
    let rows = rows.into_iter().map(|row| self::row(row, batch, draft)).collect_view();
    view! {
        <Table close=true caption=t(w::TITLE)>
            <thead>
                <tr>
                    <Th>{t(w::BOOK)}</Th>
                    <Th num=true>{t(w::COPIES)}</Th>
                    <Th>{t(w::BATCH)}</Th>
                    <Th>{t(w::FOUND_AT)}</Th>
                    <Th>{t(w::STATE)}</Th>
                    <Th><span class="sr">{t(w::ACTS)}</span></Th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(row: ExtraRow, batch: &str, draft: &Draft) -> impl IntoView + use<> {
    let known = !row.title.is_empty();
    let by = if known { format!("{} · {}", row.isbn, row.publisher) } else { t(w::NOT_IN_CATALOGUE).to_owned() };
    let name = name_of(&row);
    let book = match known {
        true => view! { <BookName title=name href=format!("/books/{}", row.isbn) by=by /> }.into_any(),
        false => view! { {name} " " <span class="beside">{by}</span> }.into_any(),
    };
    let damaged = row.damaged.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::DAMAGED)}</Badge> });
    let acts = row.mine.then(|| acts(&row, batch, draft));
    let tone = if row.state == ExtraState::Found { Tone::Warn } else { Tone::Neutral };
    let given = row.given_no.map(|no| view! { " " {t(w::GIVEN_IN)} " " {batch_link(no)} });
    let said = [row.by, row.note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <tr>
            <Td key=true>{book} {damaged}</Td>
            <Td label=t(w::COPIES) num=true><Count n=row.copies /></Td>
            <Td label=t(w::BATCH)>{batch_link(row.batch_no)}</Td>
            <Td label=t(w::FOUND_AT)><Day at=row.found_at /></Td>
            <Td label=t(w::STATE)>
                <Badge tone=tone>{w::state(row.state)}</Badge>
                {given}
                " "
                <span class="beside">{said}</span>
            </Td>
            <Td>{acts}</Td>
        </tr>
    }
}

fn name_of(row: &ExtraRow) -> String {
    if row.title.is_empty() { row.isbn.clone() } else { row.title.clone() }
}

/// What can be done with copies in their present state.
fn acts(row: &ExtraRow, batch: &str, draft: &Draft) -> AnyView {
    let name = name_of(row);
    match row.state {
        ExtraState::Found => {
            let give = (row.wanted > 0).then(|| give(row, &name));
            let decide = decide(row, &name, (batch, draft));
            view! { {give} {decide} }.into_any()
        }
        ExtraState::Kept | ExtraState::Returned => {
            let give = (row.wanted > 0).then(|| give(row, &name));
            let label = fill(w::REOPEN_OF, &[("title", &name)]);
            view! {
                {give}
                <form method="post" action=DECIDE>
                    {hidden(row, batch)}
                    <Button kind=ButtonKind::Quiet name="state" value=ExtraState::Found.code() label=label>
                        {t(w::REOPEN)}
                    </Button>
                </form>
            }
            .into_any()
        }
        ExtraState::Given | ExtraState::Recounted => ().into_any(),
    }
}

fn hidden(row: &ExtraRow, batch: &str) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="id" value=row.id.to_string() />
        <input type="hidden" name="version" value=row.version.to_string() />
        <input type="hidden" name="batch" value=batch.to_owned() />
    }
}

fn give(row: &ExtraRow, name: &str) -> impl IntoView + use<> {
    let words = fill(w::GIVE, &[("n", &row.wanted)]);
    let label = fill(w::GIVE_OF, &[("give", &words), ("title", &name)]);
    view! {
        <form method="post" action=GIVE>
            <input type="hidden" name="id" value=row.id.to_string() />
            <input type="hidden" name="version" value=row.version.to_string() />
            <Button label=label>{words}</Button>
        </form>
    }
}

fn decide(row: &ExtraRow, name: &str, (batch, draft): (&str, &Draft)) -> impl IntoView + use<> {
    let id = row.id.to_string();
    let typed_here = draft.value("id").is_some_and(|typed| typed == id);
    let note = draft.value("note").filter(|_| typed_here);
    let fault = draft.fault("note").filter(|_| typed_here);
    let open = fault.is_some();
    let hidden = hidden(row, batch);
    view! {
        <Fold summary=t(w::DECIDE) label=fill(w::DECIDE_OF, &[("title", &name)]) open=open>
            <form class="stack" method="post" action=DECIDE>
                {hidden}
                <Field name="note" form=id label=t(w::NOTE) value=note fault=fault maxlength=500 />
                <div class="row-acts">
                    <Button name="state" value=ExtraState::Kept.code()>{t(w::KEEP)}</Button>
                    <Button name="state" value=ExtraState::Returned.code()>{t(w::SEND_BACK)}</Button>
                </div>
            </form>
        </Fold>
    }
}
