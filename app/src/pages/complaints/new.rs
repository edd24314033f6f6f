//! Reporting what is wrong with an order or one line of it, or asking about it.

use kernel::shapes::{COMPLAINT_KINDS, LineRow, OrderPage, OrderRow, Orders};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::calls::orders;
use crate::draft::{Refused, draft_of};
use crate::pages::notices::held::HeldFirst;
use crate::pages::{frame, reader};
use crate::parts::{
    Actions, Area, Button, ButtonKind, Choice, Count, Crumb, Day, Empty, Field, Fields, Filters, Notice, Page, Panel,
    Table, Td, Th, Tone,
};
use crate::words::{complaints as w, fill, shell, t};

const FILE: &str = "/api/complaints/file";
/// Longest title that an option of a choice shows, in characters.
const OPTION_CHARS: usize = 60;

/// The page: of the order in `?order=` (and its line in `?line=`), or the question which order it is about.
#[component]
pub fn NewComplaint() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let line = query.get("line").unwrap_or_default();
    match query.get("order").map(|no| no.trim().to_owned()).filter(|no| !no.is_empty()) {
        Some(no) => frame::page(w::NEW, orders::find(no), |order| {
            let crumbs =
                vec![crumb("/orders", t(shell::ORDERS)), crumb(&format!("/orders/{}", order.head.no), &order.head.no)];
            view! {
                <Page title=t(w::NEW) lead=t(w::NEW_LEAD) crumbs>
                    <Form order line />
                </Page>
            }
        })
        .into_any(),
        None => frame::page(w::NEW, orders::list(None, None), |orders| {
            let crumbs = vec![crumb("/complaints", t(w::COMPLAINTS))];
            view! {
                <Page title=t(w::PICK_ORDER) lead=t(w::PICK_ORDER_LEAD) crumbs>
                    <PickOrder orders />
                </Page>
            }
        })
        .into_any(),
    }
}

fn crumb(href: &str, label: &str) -> Crumb {
    Crumb { href: href.to_owned(), label: label.to_owned() }
}

#[component]
fn Form(order: OrderPage, line: String) -> impl IntoView {
    if !reader::may_order() {
        return view! { <Notice kind=Tone::Warn>{t(w::VIEWERS_ONLY_LOOK)}</Notice> }.into_any();
    }
    let no = order.head.no;
    let draft = draft_of(&[FILE]);
    // A draft about another order stays with that order.
    let draft = if draft.value("order_no").as_deref() == Some(no.as_str()) { draft } else { Default::default() };
    let line = draft.value("line").unwrap_or(line);
    let held = order.lines.iter().filter(|line| line.cause.is_some()).cloned().collect();
    view! {
        <HeldFirst lines=held />
        <Panel title=format!("{} {no}", t(w::ORDER))>
            <form method="post" action=FILE>
                <input type="hidden" name="order_no" value=no />
                <Refused draft=draft.clone() />
                <Fields>
                    <div class="field-wide">
                        <Choice
                            name="line"
                            label=t(w::LINE)
                            options=lines(&order.lines)
                            value=line
                            fault=draft.fault("line")
                        />
                    </div>
                    <Choice
                        name="kind"
                        label=t(w::WHICH_KIND)
                        options=kinds()
                        value=draft.value("kind").unwrap_or_default()
                        fault=draft.fault("kind")
                        required=true
                    />
                    <Field
                        name="subject"
                        label=t(w::SUBJECT)
                        hint=t(w::SUBJECT_HINT)
                        value=draft.value("subject")
                        fault=draft.fault("subject")
                        maxlength=120
                        required=true
                        wide=true
                    />
                    <div class="field-wide">
                        <Area
                            name="body"
                            label=t(w::BODY)
                            hint=t(w::BODY_HINT)
                            value=draft.value("body")
                            fault=draft.fault("body")
                            rows=7
                            maxlength=4000
                            required=true
                        />
                    </div>
                </Fields>
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::SEND)}</Button>
                </Actions>
            </form>
        </Panel>
    }
    .into_any()
}

/// The whole order, then each of its lines.
fn lines(lines: &[LineRow]) -> Vec<(String, String)> {
    let whole = (String::new(), t(w::WHOLE_ORDER).to_owned());
    let line = |line: &LineRow| {
        let title = shortened(&line.title);
        let words = fill(w::LINE_OPTION, &[("n", &line.position), ("copies", &line.copies), ("title", &title)]);
        (line.id.to_string(), words)
    };
    std::iter::once(whole).chain(lines.iter().map(line)).collect()
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(OPTION_CHARS) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default().trim_end()),
        None => title.to_owned(),
    }
}

fn kinds() -> Vec<(String, String)> {
    let none = (String::new(), t(w::CHOOSE_KIND).to_owned());
    let kind = |code: &str| (code.to_owned(), w::kind(code).to_owned());
    std::iter::once(none).chain(COMPLAINT_KINDS.into_iter().map(kind)).collect()
}

/// The latest orders to choose from, and a field for the number of an older one.
#[component]
fn PickOrder(orders: Orders) -> impl IntoView {
    if orders.rows.is_empty() {
        let action = ("/orders/new".to_owned(), t(shell::NEW_ORDER).into());
        return view! { <Empty title=t(w::NO_ORDERS) hint=t(w::NO_ORDERS_HINT) action /> }.into_any();
    }
    let many = orders.many_orgs;
    view! {
        <Filters action="/complaints/new" label=t(w::PICK_ORDER)>
            <Field name="order" label=t(w::ORDER_NO) required=true maxlength=40 />
            <Button>{t(w::GO_ON)}</Button>
        </Filters>
        <Panel title=t(w::RECENT_ORDERS) flush=true>
            <Table close=true caption=t(w::RECENT_ORDERS)>
                <thead>
                    <tr>
                        <Th>{t(w::ORDER)}</Th>
                        <Th>{t(w::OWN_REF)}</Th>
                        {many.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                        <Th>{t(w::PLACED)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                    </tr>
                </thead>
                <tbody>{orders.rows.into_iter().map(|row| order(row, many)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn order(row: OrderRow, many: bool) -> impl IntoView {
    view! {
        <tr>
            <Td key=true label=t(w::ORDER)><a href=format!("/complaints/new?order={}", row.no)>{row.no.clone()}</a></Td>
            <Td label=t(w::OWN_REF)>{row.own_ref}</Td>
            {many.then(|| view! { <Td label=t(w::CUSTOMER)>{row.org}</Td> })}
            <Td label=t(w::PLACED)><Day at=row.placed_at /></Td>
            <Td num=true label=t(w::COPIES)><Count n=row.copies /></Td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_title_is_cut_between_characters() {
        assert_eq!(shortened("短"), "短");
        assert_eq!(shortened(&"书".repeat(61)), format!("{}…", "书".repeat(60)));
    }
}
