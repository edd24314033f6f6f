//! The state of an open board, and what it asks the house for. What was typed lives here, by slice, so that reading the
//! batch again loses none of it.

use std::collections::HashMap;

use kernel::shapes::{BatchLine, BatchPage};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Begin;
use crate::calls::batches;

/// Where copies are taken out.
pub(super) const TAKE_OUT: &str = "/api/batches/take_out";

/// What a person at the board is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Somebody changed the batch; the board shows it already.
    Changed { by: String },
    /// Somebody changed the batch while something was being typed here: it waits to be shown.
    Waiting { by: String },
    /// Copies were taken out.
    TakenOut { copies: i64 },
    /// The copies have reached the end of the way.
    Delivered,
    /// What was asked for was refused.
    Refused(Refusal),
}

/// A form of the board as it was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OutForm {
    /// What was typed, by field.
    pub typed: HashMap<String, String>,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
}

/// What is chosen to go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Lines of which copies go.
    pub lines: i64,
    /// Copies that go.
    pub copies: i64,
    /// Whether a number is none, or more than there are.
    pub wrong: bool,
}

/// An open board; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Board {
    /// The batch as it was last read.
    pub page: RwSignal<BatchPage>,
    /// Copies that shall go on, as typed, by slice; the whole batch goes when nothing is typed.
    pub typed: RwSignal<HashMap<Uuid, String>>,
    /// The slice whose copies are being taken out.
    pub out: RwSignal<Option<Uuid>>,
    /// The form for it.
    pub out_form: RwSignal<OutForm>,
    /// What there is to tell.
    pub news: RwSignal<Option<News>>,
    /// Whether an act is being carried out.
    pub busy: RwSignal<bool>,
    /// Whether WebAssembly runs: keys and boxes are offered only then.
    pub awake: RwSignal<bool>,
    waiting: StoredValue<Option<BatchPage>>,
}

impl Board {
    pub(super) fn new(page: BatchPage, begin: &Begin) -> Self {
        let draft = &begin.draft;
        let part = |name: &str| name.strip_prefix("part[")?.strip_suffix(']').and_then(batches::part_slice);
        let typed = draft.fields.iter().filter_map(|(name, value)| Some((part(name)?, value.clone()))).collect();
        let is_out = draft.call == TAKE_OUT;
        let out_form = OutForm {
            typed: if is_out { draft.fields.iter().cloned().collect() } else { HashMap::new() },
            refusal: draft.refusal.clone().filter(|_| is_out),
        };
        let refused_slice = out_form.typed.get("slice").and_then(|id| Uuid::parse_str(id).ok());
        Self {
            page: RwSignal::new(page),
            typed: RwSignal::new(typed),
            out: RwSignal::new(refused_slice.or(begin.out)),
            out_form: RwSignal::new(out_form),
            news: RwSignal::new(None),
            busy: RwSignal::new(false),
            awake: RwSignal::new(false),
            waiting: StoredValue::new(None),
        }
    }

    /// Whether the reader can move this batch on.
    pub(super) fn may_move(self) -> bool {
        self.page.with(|page| page.mine && page.next_stage.is_some() && !page.lines.is_empty())
    }

    /// Whether another desk holds what is in it.
    pub(super) fn is_foreign(self) -> bool {
        self.page.with(|page| !page.mine && !page.lines.is_empty())
    }

    /// What is chosen at this moment.
    pub(super) fn chosen(self) -> Chosen {
        self.page.with(|page| self.typed.with(|typed| chosen(&page.lines, typed)))
    }

    /// Chooses the whole line, or nothing of it.
    pub(super) fn tick(self, slice: Uuid, copies: Option<i64>) {
        self.typed.update(|typed| match copies {
            Some(copies) => drop(typed.insert(slice, copies.to_string())),
            None => drop(typed.remove(&slice)),
        });
    }

    /// Chooses every whole line, or nothing when every line was chosen.
    pub(super) fn tick_all(self) {
        let all: HashMap<Uuid, String> =
            self.page.with(|page| page.lines.iter().map(|line| (line.slice_id, line.copies.to_string())).collect());
        self.typed.update(|typed| *typed = if *typed == all { HashMap::new() } else { all });
    }

    /// Opens the form that takes copies of a line out, or closes it.
    pub(super) fn open_out(self, slice: Option<Uuid>) {
        self.out_form.set(OutForm::default());
        self.out.set(slice);
    }

    /// Reads the batch after an event that may be its own. What is new is shown at once when nothing is being typed here.
    pub(super) async fn look_again(self) -> Result<(), Refusal> {
        if self.busy.get_untracked() {
            return Ok(());
        }
        let fresh = batches::find(self.no()).await?;
        let seen = self.page.with_untracked(|page| (page.version, page.moves.len()));
        if self.busy.get_untracked() || (fresh.version, fresh.moves.len()) == seen {
            return Ok(());
        }
        let by = fresh.moves.first().map(|act| act.by.clone()).unwrap_or_default();
        let typing = self.out.get_untracked().is_some() || !self.typed.with_untracked(HashMap::is_empty);
        if typing {
            self.waiting.set_value(Some(fresh));
            self.news.set(Some(News::Waiting { by }));
        } else {
            self.show(fresh);
            self.news.set(Some(News::Changed { by }));
        }
        Ok(())
    }

    /// Shows what has waited.
    pub(super) fn take_what_waits(self) {
        if let Some(fresh) = self.waiting.try_update_value(Option::take).flatten() {
            self.show(fresh);
        }
        self.news.set(None);
    }

    /// Moves what is chosen on, everything when nothing is; the browser then goes to the batch where the copies are.
    pub(super) fn forward(self) {
        let (no, version) = (self.no(), self.page.with_untracked(|page| page.version));
        let part =
            self.typed.get_untracked().into_iter().map(|(slice, text)| (batches::part_name(slice), text)).collect();
        self.act(async move {
            let into = batches::forward(no, version, part).await?;
            match into {
                Some(into) => go_to(&format!("/desk/batches/{into}")),
                None => {
                    self.typed.update(HashMap::clear);
                    self.read().await?;
                    self.news.set(Some(News::Delivered));
                }
            }
            Ok(())
        });
    }

    /// Takes copies of a line out.
    pub(super) fn take_out(self, slice: Uuid, typed: HashMap<String, String>) {
        let (no, version) = (self.no(), self.page.with_untracked(|page| page.version));
        let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
        let (copies, reason, note) = (field("copies"), field("reason"), field("note"));
        let out = copies.trim().parse().unwrap_or_default();
        self.act(async move {
            let done = batches::take_out(no, version, slice, copies, reason, note).await;
            if let Err(refusal) = done {
                self.out_form.set(OutForm { typed, refusal: Some(refusal.clone()) });
                return if refusal.faults().is_some() { Ok(()) } else { Err(refusal) };
            }
            self.open_out(None);
            self.read().await?;
            self.news.set(Some(News::TakenOut { copies: out }));
            Ok(())
        });
    }

    /// Carries one act out; never two at a time. A refusal is told, and after a stale one the batch is read again.
    fn act(self, asking: impl Future<Output = Result<(), Refusal>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.news.set(None);
        spawn_local(async move {
            if let Err(refusal) = asking.await {
                if refusal == Refusal::Stale {
                    // When this fails too, the refusal itself is still told.
                    let _ = self.read().await;
                }
                self.news.set(Some(News::Refused(refusal)));
            }
            self.busy.set(false);
        });
    }

    async fn read(self) -> Result<(), Refusal> {
        let fresh = batches::find(self.no()).await?;
        self.show(fresh);
        Ok(())
    }

    /// Shows a batch that was read again; what was typed for slices that are gone goes with them.
    fn show(self, fresh: BatchPage) {
        let is_there = |slice: &Uuid| fresh.lines.iter().any(|line| line.slice_id == *slice);
        self.typed.update(|typed| typed.retain(|slice, _| is_there(slice)));
        if self.out.get_untracked().is_some_and(|slice| !is_there(&slice)) {
            self.open_out(None);
        }
        self.page.set(fresh);
    }

    fn no(self) -> String {
        self.page.with_untracked(|page| page.head.no.clone())
    }
}

/// Sends the browser to another page.
fn go_to(path: &str) {
    // A browser that refuses to go stays where it is: nothing is lost.
    let _ = window().location().set_href(path);
}

/// Counts what is typed for the lines.
fn chosen(lines: &[BatchLine], typed: &HashMap<Uuid, String>) -> Chosen {
    let mut chosen = Chosen::default();
    for line in lines {
        match wish(typed, line) {
            None => {}
            Some(Ok(copies)) => {
                chosen.lines += 1;
                chosen.copies += copies;
            }
            Some(Err(())) => chosen.wrong = true,
        }
    }
    chosen
}

/// What is typed for one line: nothing, a number of copies that are there, or something wrong.
pub(super) fn wish(typed: &HashMap<Uuid, String>, line: &BatchLine) -> Option<Result<i64, ()>> {
    let text = typed.get(&line.slice_id).map(|text| text.trim()).filter(|text| !text.is_empty())?;
    Some(text.parse().ok().filter(|copies| (1..=line.copies).contains(copies)).ok_or(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(key: u128, copies: i64) -> BatchLine {
        BatchLine {
            slice_id: Uuid::from_u128(key),
            order_no: "S26-000001".to_owned(),
            org: String::new(),
            isbn: String::new(),
            title: String::new(),
            publisher: String::new(),
            copies,
            needed_by: None,
            urgent: false,
        }
    }

    #[test]
    fn what_is_typed_is_counted_against_what_is_there() {
        let lines = [line(1, 3), line(2, 5), line(3, 1)];
        let typed = |pairs: &[(u128, &str)]| {
            pairs.iter().map(|(key, text)| (Uuid::from_u128(*key), (*text).to_owned())).collect::<HashMap<_, _>>()
        };
        assert_eq!(chosen(&lines, &typed(&[])), Chosen::default());
        assert_eq!(
            chosen(&lines, &typed(&[(1, "3"), (2, " 2 "), (3, "")])),
            Chosen { lines: 2, copies: 5, wrong: false }
        );
        for wrong in ["0", "-1", "4", "x", "1.5", "99999999999999999999"] {
            assert!(chosen(&lines, &typed(&[(1, wrong)])).wrong, "{wrong}");
        }
    }
}
