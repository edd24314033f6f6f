//! A new order: the list, what the house makes of it, and what belongs to it. All of it is the island [`OrderEntry`], which
//! is a plain form without script.

use kernel::shapes::{Checked, CustomerRow};
use kernel::{FaultCode, Refusal, Uuid};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::addresses::encoded;
use crate::calls::orders::{self, OrderForm};
use crate::calls::terms;
use crate::draft::{Draft, Refused, draft_of};
use crate::islands::order_entry::{Begin, OrderEntry};
use crate::islands::wire::Wire;
use crate::pages::wake::{Bundle, Wake};
use crate::pages::{frame, reader};
use crate::parts::{Actions, ButtonKind, Crumb, LinkButton, Notice, Page, Tone};
use crate::words::{fill, lang, orders as w, t};

/// `/orders/new?id=&isbn=&for=`. The address names the order that the page is for, so a browser that comes back, or draws
/// the page again, sends the same order and not a second one.
#[component]
pub fn NewOrder() -> impl IntoView {
    let asked = Asked::read();
    let draft = draft_of(&["/api/orders/place", "/api/orders/check"]);
    frame::page(w::NEW, begin(asked, draft), |beginning| {
        let lead = matches!(beginning, Beginning::Form(_)).then(|| t(w::NEW_LEAD));
        let inner = match beginning {
            Beginning::Elsewhere => ().into_any(),
            Beginning::Placed(no) => placed(&no).into_any(),
            Beginning::Form(start) => form(*start).into_any(),
        };
        let crumbs = vec![Crumb { href: "/orders".to_owned(), label: t(w::TITLE).to_owned() }];
        view! { <Page title=t(w::NEW) lead=lead crumbs=crumbs>{inner}</Page> }
    })
}

fn form(start: Start) -> impl IntoView {
    let Start { form, customers, courses, mut checked, refusal, resumed } = start;
    let rows = std::mem::take(&mut checked.rows);
    view! {
        {resumed.then(|| view! { <Refused draft=Draft { refusal: Some(Refusal::SignIn), ..Draft::default() } /> })}
        <Wake of=Bundle::Customers />
        <OrderEntry begin=Wire(Begin { lang: lang(), form, customers, courses, checked, refusal })>
            <div inner_html=rows></div>
        </OrderEntry>
    }
}

/// What became of a list that was sent already.
fn placed(no: &str) -> impl IntoView + use<> {
    let order = format!("/orders/{no}");
    let (title, see) = (fill(w::PLACED_AS, &[("no", &no)]), fill(w::SEE_ORDER, &[("no", &no)]));
    view! {
        <Notice kind=Tone::Good title>
            <p>{t(w::PLACED_ONCE)}</p>
        </Notice>
        <Actions>
            <LinkButton href=order kind=ButtonKind::Primary>{see}</LinkButton>
            <LinkButton href="/orders/new">{t(w::START_NEW)}</LinkButton>
        </Actions>
    }
}

/// What the address asks for.
struct Asked {
    /// Under which the order will be placed.
    id: Option<Uuid>,
    isbn: String,
    for_org: String,
}

impl Asked {
    fn read() -> Self {
        let query = use_query_map().get_untracked();
        let text = |name| query.get(name).unwrap_or_default();
        Self { id: text("id").parse().ok(), isbn: text("isbn"), for_org: text("for") }
    }

    /// The same address under an id.
    fn under(&self, id: Uuid) -> String {
        let rest = [("isbn", &self.isbn), ("for", &self.for_org)];
        let rest = rest.iter().filter(|(_, value)| !value.is_empty());
        let rest: String = rest.map(|(name, value)| format!("&{name}={}", encoded(value))).collect();
        format!("/orders/new?id={id}{rest}")
    }
}

/// What a reader finds who may order.
enum Beginning {
    /// The address had no id yet; the browser is sent to one that has.
    Elsewhere,
    /// The order was placed under this number.
    Placed(String),
    /// It can be written.
    Form(Box<Start>),
}

/// What the form begins with.
struct Start {
    form: OrderForm,
    customers: Vec<CustomerRow>,
    courses: Vec<String>,
    checked: Checked,
    refusal: Option<Refusal>,
    /// The session had ended when the form was sent.
    resumed: bool,
}

/// Finds out what the page is: only who may order learns of an id, and only of orders that this person may see.
async fn begin(asked: Asked, draft: Draft) -> Result<Beginning, Refusal> {
    let customers = orders::customers().await?;
    if customers.is_empty() {
        return Err(Refusal::NotAllowed);
    }
    let Some(id) = asked.id else {
        reader::send_to(&asked.under(kept_id(&draft, &asked).unwrap_or_else(new_id)));
        return Ok(Beginning::Elsewhere);
    };
    let draft = if id_of(&draft) == Some(id) { draft } else { Draft::default() };
    // What was changed after the list had been placed is refused beside what was typed.
    if draft.refusal.is_none()
        && let Some(no) = orders::placed(id).await?
    {
        return Ok(Beginning::Placed(no));
    }
    let known = (customers, terms::courses().await?);
    Ok(Beginning::Form(Box::new(start(id, asked, draft, known).await)))
}

/// The form, with the list of a draft checked.
async fn start(id: Uuid, asked: Asked, draft: Draft, (customers, courses): (Vec<CustomerRow>, Vec<String>)) -> Start {
    let form = filled(id, asked, &draft);
    let resumed = draft.refusal == Some(Refusal::SignIn);
    let mut refusal = draft.refusal.filter(|_| !resumed);
    let checked = match orders::check(form.clone()).await {
        Ok(checked) => checked,
        Err(fault) => {
            let said = match fault {
                Refusal::NotFound => Some(Refusal::field("for_org", FaultCode::UnknownChoice)),
                fault => refusal.or(Some(fault)),
            };
            refusal = said;
            Checked::default()
        }
    };
    Start { form, customers, courses, checked, refusal, resumed }
}

fn id_of(draft: &Draft) -> Option<Uuid> {
    draft.value("form[id]")?.parse().ok()
}

/// The id of a draft that can still be sent, for who comes back without an address. Who comes from another book begins a
/// new list.
fn kept_id(draft: &Draft, asked: &Asked) -> Option<Uuid> {
    let text = draft.value("form[text]")?;
    let sendable = draft.refusal != Some(Refusal::AlteredRepeat);
    id_of(draft).filter(|_| sendable && (asked.isbn.is_empty() || text.contains(&asked.isbn)))
}

/// The form as it was sent, or as the address asks for it.
fn filled(id: Uuid, asked: Asked, draft: &Draft) -> OrderForm {
    if draft.fields.is_empty() {
        let text = if asked.isbn.is_empty() { String::new() } else { format!("{} 1\n", asked.isbn) };
        return OrderForm { id, for_org: asked.for_org, text, ..OrderForm::default() };
    }
    let field = |name: &str| draft.value(&format!("form[{name}]")).unwrap_or_default();
    OrderForm {
        id,
        for_org: field("for_org"),
        text: field("text"),
        own_ref: field("own_ref"),
        needed_by: field("needed_by"),
        urgent: draft.ticked("form[urgent]"),
        course: field("course"),
        note: field("note"),
        rest: draft.ticked("form[rest]"),
    }
}

/// Made before the form is first shown, so that a repeat of the same page can never become a second order.
fn new_id() -> Uuid {
    domain::scope::new_id()
}
