//! One complaint: whose turn it is, what was said, and what the reader can do now.

mod acts;

use kernel::shapes::{ComplaintHead, Message, MessageKind};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::calls::complaints;
use crate::islands::complaint_news::ComplaintNews;
use crate::islands::wire::Wire;
use crate::pages::notices::held::Held;
use crate::pages::wake::{Bundle, Wake};
use crate::pages::{frame, reader};
use crate::parts::{
    Badge, BookName, Columns, Crumb, Fact, Facts, Message as Letter, Notice, Page, Panel, Step, Thread, Timeline, Tone,
    Voice, When, when,
};
use crate::words::{complaints as w, count, fill, lang, t};
use acts::Acts;

/// The page of a complaint.
#[component]
pub fn Complaint() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    frame::page(w::COMPLAINTS, complaints::find(no), |page| {
        let head = page.head.clone();
        let crumbs = vec![Crumb { href: "/complaints".to_owned(), label: t(w::COMPLAINTS).to_owned() }];
        let (tone, turn) = turn(&head, reader::now());
        let aside = view! { <InShort head=head.clone() /> };
        view! {
            <Page title=head.row.subject.clone() lead=w::kind(&head.row.kind) crumbs>
                <Wake of=Bundle::Customers />
                <div class="turn" aria-live="polite">
                    <ComplaintNews no=head.row.no.clone() version=Wire(head.version) lang=Wire(lang()) />
                    <Notice kind=tone>{turn}</Notice>
                </div>
                {page.head.cause.map(|note| view! { <Held note /> })}
                <Columns aside=aside.into_any()>
                    <Panel title=t(w::THREAD)>{conversation(page.messages)}</Panel>
                    <Acts no=head.row.no version=head.version state=head.row.state offers=page.offers />
                </Columns>
            </Page>
        }
    })
}

/// Whose turn it is, and until when: the first thing that a reader wants to know.
fn turn(head: &ComplaintHead, now: i64) -> (Tone, String) {
    let desk = &head.desk;
    match (head.row.state.as_str(), head.due_at) {
        ("open", Some(due)) if due < now => (Tone::Warn, fill(w::TURN_LATE, &[("due", &when(due)), ("desk", desk)])),
        ("open", Some(due)) => (Tone::Info, fill(w::TURN_HOUSE_DUE, &[("due", &when(due)), ("desk", desk)])),
        ("open", None) => (Tone::Info, fill(w::TURN_HOUSE, &[("desk", desk)])),
        ("answered", _) => (Tone::Info, t(w::TURN_YOU).to_owned()),
        _ => (Tone::Good, t(w::TURN_NOBODY).to_owned()),
    }
}

#[component]
fn InShort(head: ComplaintHead) -> impl IntoView {
    let row = head.row;
    let book = match head.book {
        Some((isbn, title)) => view! { <BookName title href=format!("/books/{isbn}") by=isbn.clone() /> }.into_any(),
        None => t(w::WHOLE_ORDER).into_any(),
    };
    let org = reader::sees_many().then(|| view! { <Fact label=t(w::CUSTOMER)>{row.org}</Fact> });
    let escalated = (head.level > 0).then(|| {
        view! { <Fact label=t(w::ESCALATED_TIMES)>{count(w::ONCE, w::TIMES, head.level)}</Fact> }
    });
    view! {
        <Panel title=t(w::FACTS)>
            <Facts>
                <Fact label=t(w::STATE)><Badge tone=super::tone(&row.state)>{w::state(&row.state)}</Badge></Fact>
                <Fact label=t(w::NO)>{row.no}</Fact>
                {org}
                <Fact label=t(w::ORDER)><a href=format!("/orders/{}", row.order_no)>{row.order_no.clone()}</a></Fact>
                <Fact label=t(w::BOOK)>{book}</Fact>
                <Fact label=t(w::DESK)>{head.desk}</Fact>
                {head.due_at.map(|due| view! { <Fact label=t(w::DUE)><When at=due /></Fact> })}
                {escalated}
                <Fact label=t(w::FILED_BY)>{head.filed_by}</Fact>
                <Fact label=t(w::FILED)><When at=row.filed_at /></Fact>
            </Facts>
        </Panel>
    }
}

/// Letters and, between them, what happened, in the order of time.
fn conversation(messages: Vec<Message>) -> AnyView {
    let mut pieces = Vec::new();
    let mut letters = Vec::new();
    for message in messages {
        match message.kind {
            MessageKind::Step => {
                pieces.extend(gathered(&mut letters));
                pieces.push(view! { <Timeline steps=vec![step(message)] /> }.into_any());
            }
            _ => letters.push(letter(message)),
        }
    }
    pieces.extend(gathered(&mut letters));
    pieces.into_any()
}

fn gathered(letters: &mut Vec<Letter>) -> Option<AnyView> {
    let messages = std::mem::take(letters);
    (!messages.is_empty()).then(|| view! { <Thread messages /> }.into_any())
}

fn step(message: Message) -> Step {
    let tone = if message.body == "closed" { Tone::Good } else { Tone::Neutral };
    Step { at: message.at, what: w::step(&message.body, &message.author), who: None, note: None, tone }
}

fn letter(message: Message) -> Letter {
    Letter {
        voice: if message.mine { Voice::Mine } else { Voice::Theirs },
        role: (message.kind == MessageKind::House).then(|| t(w::THE_HOUSE).to_owned()),
        author: message.author,
        at: message.at,
        body: message.body,
    }
}
