//! The conversation of a ticket and the answer to it. Without script it is a thread and a form; with WebAssembly the thread
//! goes on while somebody writes, what is being written stays, and who has answered meanwhile is said before it is sent.

use kernel::shapes::{Message, MessageKind, TicketPage};
use kernel::{Lang, Refusal};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlFormElement;

use super::live;
use super::wire::Wire;
use crate::calls::tickets;
use crate::draft::Draft;
use crate::parts::{self, Actions, Area, Button, ButtonKind, Notice, Panel, Thread, Tone, Voice};
use crate::words::refusals::{fault, sentence};
use crate::words::{complaints, desk as w, fill, t};

/// Where an answer to the customer is posted.
pub const ANSWER: &str = "/api/tickets/answer";
/// Where an internal note is posted.
pub const NOTE: &str = "/api/tickets/note";

/// The open conversation; a handle, copied freely.
#[derive(Clone, Copy)]
struct Desk {
    /// The ticket as it was last read.
    page: RwSignal<TicketPage>,
    /// What is being written.
    body: RwSignal<String>,
    /// Who has written meanwhile.
    meanwhile: RwSignal<Option<String>>,
    /// Why the last send was refused.
    refusal: RwSignal<Option<Refusal>>,
    /// Whether something is being sent.
    busy: RwSignal<bool>,
}

/// The conversation and the form below it.
#[island]
pub(crate) fn TicketReply(
    /// The ticket.
    page: Wire<TicketPage>,
    /// A send that was refused just now.
    draft: Wire<Draft>,
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    provide_context(lang);
    let (Wire(page), Wire(draft)) = (page, draft);
    let desk = Desk {
        page: RwSignal::new(page),
        body: RwSignal::new(draft.value("body").unwrap_or_default()),
        meanwhile: RwSignal::new(None),
        refusal: RwSignal::new(draft.refusal),
        busy: RwSignal::new(false),
    };
    live::listen(&["complaint.changed"], None, move || desk.look_again());
    let thread = move || {
        let messages = desk
            .page
            .with(|page| page.messages.iter().map(|message| letter(message, &page.head.row.org)).collect::<Vec<_>>());
        view! { <Thread messages /> }
    };
    view! {
        <Panel title=t(w::THREAD)>{thread}</Panel>
        <Panel title=t(w::REPLY)>
            <Reply desk />
        </Panel>
    }
}

/// The form: an answer to the customer, or a note among ourselves.
#[component]
fn Reply(desk: Desk) -> impl IntoView {
    let answerable = Memo::new(move |_| desk.page.with(|page| page.answerable));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by_note = event.submitter().is_some_and(|button| button.has_attribute("formaction"));
        desk.send(by_note || !answerable.get_untracked());
    };
    let wrong = Signal::derive(move || desk.refusal.with(|refusal| refusal.as_ref()?.faults()?.of("body").map(fault)));
    view! {
        <form
            method="post"
            action=move || if answerable.get() { ANSWER } else { NOTE }
            on:submit=submit
            on:keydown=send_by_key
        >
            <input type="hidden" name="no" value=move || desk.page.with(|page| page.head.row.no.clone()) />
            <input type="hidden" name="version" value=move || desk.page.with(|page| page.head.version.to_string()) />
            <div aria-live="polite">{move || told(desk)}</div>
            <Area
                name="body"
                label=t(w::REPLY_TEXT)
                value=desk.body
                hint=t(w::REPLY_HINT)
                fault=wrong
                rows=6
                maxlength=4000
                required=true
                on:input=move |event| desk.body.set(event_target_value(&event))
            />
            {move || view! { <Sends answerable=answerable.get() busy=desk.busy /> }}
        </form>
    }
}

/// The buttons: both, or the note alone when the ticket is not the reader's to answer.
#[component]
fn Sends(answerable: bool, busy: RwSignal<bool>) -> impl IntoView {
    if answerable {
        view! {
            <Actions>
                <Button kind=ButtonKind::Primary disabled=busy>{t(w::ANSWER)}</Button>
                <Button formaction=NOTE disabled=busy>{t(w::WRITE_NOTE)}</Button>
            </Actions>
        }
        .into_any()
    } else {
        view! {
            <p class="beside">{t(w::NOTE_ONLY)}</p>
            <Actions><Button disabled=busy>{t(w::WRITE_NOTE)}</Button></Actions>
        }
        .into_any()
    }
}

/// Why a send was refused, and who has written meanwhile.
fn told(desk: Desk) -> impl IntoView {
    let refused = desk.refusal.with(|refusal| refusal.as_ref().map(sentence));
    let meanwhile = desk.meanwhile.get().map(|who| fill(w::MEANWHILE, &[("who", &who)]));
    view! {
        {refused.map(|said| view! { <Notice kind=Tone::Bad>{said}</Notice> })}
        {meanwhile.map(|said| view! { <Notice kind=Tone::Warn>{said}</Notice> })}
    }
}

/// Ctrl+Enter (⌘+Enter) sends, as the first button does.
fn send_by_key(event: KeyboardEvent) {
    if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) || event.is_composing() {
        return;
    }
    let form = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        event.prevent_default();
        // The browser says itself what is missing; nothing else can go wrong here.
        let _ = form.request_submit();
    }
}

impl Desk {
    /// Reads the conversation again; what is being written stays.
    async fn look_again(self) -> Result<(), Refusal> {
        let fresh = tickets::find(self.no()).await?;
        let known = self.page.with_untracked(|page| page.messages.len());
        let news = fresh.messages.get(known..).unwrap_or_default();
        let stranger = news.iter().rfind(|message| !message.mine).map(|message| message.author.clone());
        if let Some(who) = stranger.filter(|_| !self.body.with_untracked(|body| body.trim().is_empty())) {
            self.meanwhile.set(Some(who));
        }
        if self.page.with_untracked(|page| *page != fresh) {
            self.page.set(fresh);
        }
        Ok(())
    }

    /// Sends what is written. The page is opened anew afterwards: state, desk and deadline may all have changed.
    fn send(self, note: bool) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let (no, body) = (self.no(), self.body.get_untracked());
        let version = self.page.with_untracked(|page| page.head.version);
        spawn_local(async move {
            let call = async {
                if note { tickets::note(no, version, body).await } else { tickets::answer(no, version, body).await }
            };
            match call.await {
                Ok(()) => {
                    // A browser that refuses to go stays where it is: nothing is lost.
                    let _ = window().location().reload();
                }
                Err(refusal) => {
                    if refusal == Refusal::Stale {
                        // When this fails too, the refusal itself is still told.
                        let _ = self.look_again().await;
                    }
                    self.refusal.set(Some(refusal));
                    self.busy.set(false);
                }
            }
        });
    }

    fn no(self) -> String {
        self.page.with_untracked(|page| page.head.row.no.clone())
    }
}

/// A message as the house reads it; `org` is the customer.
fn letter(message: &Message, org: &str) -> parts::Message {
    let (voice, role) = match message.kind {
        MessageKind::Internal => (Voice::Internal, None),
        MessageKind::House if message.mine => (Voice::Mine, None),
        MessageKind::House => (Voice::Theirs, Some(t(w::OUR_HOUSE).to_owned())),
        MessageKind::Customer => (Voice::Theirs, Some(org.to_owned())),
        MessageKind::Step => (Voice::Theirs, None),
    };
    let (author, body) = match message.kind {
        MessageKind::Step => (t(w::STEP).to_owned(), complaints::step(&message.body, &message.author)),
        _ => (message.author.clone(), message.body.clone()),
    };
    parts::Message { author, role, at: message.at, body, voice }
}
