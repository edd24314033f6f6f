//! `/desk/batches/{no}/causes`: what holds a whole batch, posted once for all its customers.

use kernel::shapes::{CAUSE_KINDS, CauseRow};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::calls::causes;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::frame;
use crate::parts::{Actions, Area, Badge, Button, ButtonKind, Choice, Crumb, Field, Fields, Page, Panel, Tone, when};
use crate::words::{causes as w, desk, fill, lang, t};
use kernel::FaultCode;

const POST: &str = "/api/causes/post";
const CLOSE: &str = "/api/causes/close";

/// The page.
#[component]
pub fn Causes() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let asked = causes::of_batch(no.clone());
    frame::page(w::CAUSES, asked, move |rows| {
        let draft = draft_of(&[POST, CLOSE]);
        let crumbs = vec![
            Crumb { href: "/desk/batches".to_owned(), label: t(desk::BATCHES).to_owned() },
            Crumb { href: format!("/desk/batches/{no}"), label: fill(desk::BATCH_NO, &[("no", &no)]) },
        ];
        let open = rows.iter().any(|row| row.note.over.is_none());
        let form = (!open).then(|| view! { <Form no draft=draft.clone() /> });
        view! {
            <Page title=t(w::CAUSES) lead=t(w::CAUSE_LEAD) crumbs>
                {open.then(|| view! { <Refused draft /> })}
                {form}
                {rows.into_iter().map(cause).collect_view()}
            </Page>
        }
    })
}

#[component]
fn Form(no: String, draft: Draft) -> impl IntoView {
    let none = (String::new(), t(w::CHOOSE).to_owned());
    let option = |code: &str| (code.to_owned(), t(w::cause_kind(code)).to_owned());
    let kinds: Vec<_> = std::iter::once(none).chain(CAUSE_KINDS.into_iter().map(option)).collect();
    let value = |field: &str| draft.value(&format!("form[{field}]")).unwrap_or_default();
    let (kind, extra_days) = (value("kind"), value("extra_days"));
    let whole = match draft.code("batch_no") {
        Some(FaultCode::Taken) => Some(t(w::HAS_CAUSE).to_owned()),
        Some(_) => Some(t(w::NO_COPIES).to_owned()),
        None => draft.fault("kind"),
    };
    let texts = view! { {text("text_zh", t(w::CAUSE_ZH), &draft)} {text("text_en", t(w::CAUSE_EN), &draft)} };
    view! {
        <Panel title=t(w::NEW_CAUSE)>
            <form method="post" action=POST>
                <input type="hidden" name="form[no]" value=no />
                <Refused draft=draft.clone() />
                <Fields>
                    <Choice
                        name="form[kind]"
                        label=t(w::CAUSE_KIND)
                        options=kinds
                        value=kind
                        fault=whole
                        required=true
                    />
                    <Field
                        name="form[extra_days]"
                        label=t(w::EXTRA_DAYS)
                        kind="number"
                        inputmode="numeric"
                        hint=t(w::EXTRA_DAYS_HINT)
                        value=extra_days
                        fault=draft.fault("extra_days")
                        min="0"
                        max="365"
                    />
                    {texts}
                </Fields>
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::POST_CAUSE)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}

fn text(field: &str, label: &'static str, draft: &Draft) -> impl IntoView + use<> {
    let name = format!("form[{field}]");
    let value = draft.value(&name).unwrap_or_default();
    view! {
        <div class="field-wide">
            <Area name=name label=label value=value fault=draft.fault(field) rows=3 maxlength=500 required=true />
        </div>
    }
}

/// A cause with whom it touches; one that lasts can be closed.
fn cause(row: CauseRow) -> impl IntoView {
    let since = fill(w::CAUSE_SINCE, &[("when", &when(row.note.since)), ("who", &row.posted_by)]);
    let touches = fill(w::CAUSE_TOUCHES, &[("lines", &row.lines), ("customers", &row.customers)]);
    let end = match row.note.over {
        Some(at) => {
            view! { <p><Badge tone=Tone::Good>{fill(w::CAUSE_OVER, &[("when", &when(at))])}</Badge></p> }.into_any()
        }
        None => view! {
            <form method="post" action=CLOSE>
                <input type="hidden" name="cause" value=row.id.to_string() />
                <input type="hidden" name="version" value=row.version.to_string() />
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::CLOSE_CAUSE)}</Button>
                </Actions>
            </form>
        }
        .into_any(),
    };
    view! {
        <Panel title=t(w::cause_kind(&row.note.kind))>
            <p>{w::cause_text(&row.note, lang())}</p>
            <p class="field-hint">{since} " · " {touches}</p>
            {end}
        </Panel>
    }
}
