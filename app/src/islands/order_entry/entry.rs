//! The state of an order that is being written, and the two things that happen to it: it is checked while a person types,
//! and it is sent, once, however often the button is pressed.

use std::time::Duration;

use kernel::paste::{self, MAX_LINES};
use kernel::shapes::Checked;
use kernel::{FaultCode, Refusal, Uuid};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sheet;
use crate::calls::orders::{self, OrderForm};
use crate::islands::pause::pause;
use crate::words::refusals;

/// So long nothing may be typed before the house is asked.
const REST: Duration = Duration::from_millis(400);
/// Wait before a check that did not reach the house is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// The signals behind the form.
#[derive(Clone, Copy)]
pub struct Entry {
    id: StoredValue<Uuid>,
    /// The customer it is for; empty for the own organisation.
    pub for_org: RwSignal<String>,
    /// The list.
    pub text: RwSignal<String>,
    /// Own reference.
    pub own_ref: RwSignal<String>,
    /// Deadline, as the date control writes it.
    pub needed_by: RwSignal<String>,
    /// Skips batching.
    pub urgent: RwSignal<bool>,
    /// For which course or term.
    pub course: RwSignal<String>,
    /// Note to the house.
    pub note: RwSignal<String>,
    /// Order what is understood.
    pub rest: RwSignal<bool>,
    /// The house's last answer about the list.
    pub checked: RwSignal<Checked>,
    /// Whether the list has changed since.
    pub checking: RwSignal<bool>,
    /// Whether the list is longer than one order may be.
    too_long: Memo<bool>,
    /// Why the last send was refused.
    pub refusal: RwSignal<Option<Refusal>>,
    /// Whether it is on its way to the house.
    pub sending: RwSignal<bool>,
    /// Counts the questions, so that only the answer to the last one is taken.
    asked: StoredValue<u32>,
}

impl Entry {
    /// The form as the page shows it.
    pub fn new(form: OrderForm, checked: Checked, refusal: Option<Refusal>) -> Self {
        let text = RwSignal::new(form.text);
        Self {
            id: StoredValue::new(form.id),
            for_org: RwSignal::new(form.for_org),
            text,
            own_ref: RwSignal::new(form.own_ref),
            needed_by: RwSignal::new(form.needed_by),
            urgent: RwSignal::new(form.urgent),
            course: RwSignal::new(form.course),
            note: RwSignal::new(form.note),
            rest: RwSignal::new(form.rest),
            checked: RwSignal::new(checked),
            checking: RwSignal::new(false),
            too_long: Memo::new(move |_| text.with(|text| paste::count(text) > MAX_LINES)),
            refusal: RwSignal::new(refusal),
            sending: RwSignal::new(false),
            asked: StoredValue::new(0),
        }
    }

    /// The form as it is sent.
    fn form(self) -> OrderForm {
        OrderForm {
            id: self.id.get_value(),
            for_org: self.for_org.get_untracked(),
            text: self.text.get_untracked(),
            own_ref: self.own_ref.get_untracked(),
            needed_by: self.needed_by.get_untracked(),
            urgent: self.urgent.get_untracked(),
            course: self.course.get_untracked(),
            note: self.note.get_untracked(),
            rest: self.rest.get_untracked(),
        }
    }

    /// What can be said of the list without asking the house: it is longer than one order may be.
    pub fn too_long(self) -> Option<FaultCode> {
        let most = u32::try_from(MAX_LINES).unwrap_or(u32::MAX);
        self.too_long.get().then_some(FaultCode::TooManyLines { max: most })
    }

    /// What is wrong with a field, in words.
    pub fn fault(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let refused = || self.refusal.with(|refusal| refusal.as_ref()?.faults()?.of(field).cloned());
            let code = if field == "text" { self.too_long().or_else(refused) } else { refused() };
            code.map(|code| refusals::fault(&code))
        })
    }

    /// A field was changed: what was wrong with it is no longer said.
    pub fn mended(self, field: &str) {
        let faulty =
            |refusal: &Option<Refusal>| matches!(refusal, Some(Refusal::Invalid(faults)) if faults.of(field).is_some());
        if self.refusal.with_untracked(faulty) {
            self.refusal.update(|refusal| {
                if let Some(Refusal::Invalid(faults)) = refusal {
                    faults.0.retain(|fault| fault.field != field);
                }
                *refusal = refusal.take().filter(|refusal| refusal.faults().is_none_or(|faults| !faults.0.is_empty()));
            });
        }
    }

    /// Puts another ISBN into a line.
    pub fn take(self, number: u32, isbn: &str) {
        self.text.update(|text| *text = sheet::with_isbn(text, number, isbn));
        self.mended("text");
    }

    /// Asks the house about the list whenever it, or the customer, has changed and rested for a moment.
    pub fn check_while_typing(self) {
        let both = move || (self.text.get(), self.for_org.get());
        let is_drawn = self.checked.with_untracked(|checked| !checked.said.is_empty());
        let drawn = is_drawn.then(|| untrack(both));
        Effect::new(move |before: Option<(String, String)>| {
            let now = both();
            let is_known = before.as_ref().or(drawn.as_ref()) == Some(&now);
            if !is_known && self.too_long().is_none() {
                spawn_local(self.check(REST));
            }
            now
        });
    }

    /// Asks at once.
    pub fn check_now(self) {
        if untrack(|| self.too_long()).is_none() {
            spawn_local(self.check(Duration::ZERO));
        }
    }

    async fn check(self, rest: Duration) {
        let Some(turn) = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        let is_last = move || self.asked.get_value() == turn;
        self.checking.set(true);
        let mut wait = rest;
        loop {
            pause(wait).await;
            if !is_last() {
                return;
            }
            let form = OrderForm {
                for_org: self.for_org.get_untracked(),
                text: self.text.get_untracked(),
                ..OrderForm::default()
            };
            let answer = orders::check(form).await;
            if !is_last() {
                return;
            }
            if let Err(Refusal::Unreachable | Refusal::Busy | Refusal::Broken { .. }) = answer {
                wait = AGAIN;
                continue;
            }
            self.checking.set(false);
            return match answer {
                Ok(checked) => self.checked.set(checked),
                Err(refusal) => self.refusal.set(Some(refusal)),
            };
        }
    }

    /// Sends the order. A repeat carries the same id, so it can never become a second order. What is wrong with it is said by
    /// the house alone, all faults at once.
    pub fn place(self, done: impl FnOnce(Result<String, Refusal>) + 'static) {
        if self.sending.get_untracked() {
            return;
        }
        self.sending.set(true);
        spawn_local(async move {
            match orders::place(self.form()).await {
                Ok(placed) => done(Ok(placed.no)),
                Err(refusal) => {
                    self.refusal.set(Some(refusal.clone()));
                    self.sending.set(false);
                    done(Err(refusal));
                }
            }
        });
    }
}
