//! The field for the scanner, and in large letters what the last scan meant. The `data-` attributes are for the page's
//! `receive.js`, which keeps scans while the net is away and says each by its tone.

use kernel::shapes::{ScanRow, Verdict};
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::{SCAN, tone};
use crate::draft::{Draft, Refused};
use crate::parts::{Button, ButtonKind, Panel};
use crate::words::{batching as b, t};

/// The panel with the field.
#[component]
pub(super) fn Gun(no: String, damaged: bool, last: Option<ScanRow>, draft: Draft) -> impl IntoView {
    let typed = draft.value("text").filter(|_| draft.refusal.is_some());
    let damaged = draft.value("state").map_or(damaged, |state| state == "damaged");
    // A refused send keeps its id: what arrived of it is not counted twice.
    let id = draft.value("id").filter(|_| draft.refusal.is_some());
    let id = id.unwrap_or_else(|| domain::scope::new_id().to_string());
    let batch = no.clone();
    view! {
        <Panel>
            <Echo scan=last />
            <Refused draft=draft.clone() />
            <form
                class="gun"
                method="post"
                action=SCAN
                data-gun=batch
                data-good=b::verdict(Verdict::Good)
                data-over=b::verdict(Verdict::Over)
                data-damaged=b::verdict(Verdict::Damaged)
                data-foreign=b::verdict(Verdict::Foreign)
                data-unreadable=b::verdict(Verdict::Unreadable)
                data-back=b::verdict(Verdict::Back)
                data-waiting=t(b::WAITS_TO_BE_SENT)
                data-refused=t(b::NOT_COUNTED)
                data-gone=t(b::NOT_COUNTED_GONE)
                data-one=t(b::UNSENT_ONE)
                data-many=t(b::UNSENT_MANY)
                data-seen=t(b::UNSENT_SEEN)
            >
                <input type="hidden" name="no" value=no />
                <input type="hidden" name="id" value=id />
                <div class="gun-line">
                    <label class="field-label" for="scan-text">{t(b::SCAN)}</label>
                    <input
                        class="control gun-field"
                        id="scan-text"
                        type="text"
                        name="text"
                        value=typed
                        autofocus=true
                        autocomplete="off"
                        inputmode="numeric"
                        maxlength="60"
                        aria-describedby="scan-hint"
                        data-gun-field
                    />
                    <Button kind=ButtonKind::Primary>{t(b::COUNT_IN)}</Button>
                </div>
                {states(damaged)}
                <p class="field-hint" id="scan-hint">{t(b::SCAN_HINT)}</p>
            </form>
            {unsent()}
        </Panel>
        <script type="module" src="/receive.js" nonce=use_nonce()></script>
    }
}

/// Whether the books are sound, and whether scans are to be heard.
fn states(damaged: bool) -> impl IntoView {
    let state = |value: &'static str, words: &'static str, checked: bool| {
        view! {
            <label class="check">
                <input type="radio" name="state" value=value checked=checked />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="gun-state">
            <legend class="sr">{t(b::STATE)}</legend>
            {state("sound", t(b::AS_SOUND), !damaged)}
            {state("damaged", t(b::AS_DAMAGED), damaged)}
            // Without the script there is no sound to be switched.
            <label class="check gun-sounds" hidden>
                <input type="checkbox" data-gun-sounds />
                <span>{t(b::SOUNDS)}</span>
            </label>
        </fieldset>
    }
}

/// What the house has not got yet.
fn unsent() -> impl IntoView {
    view! {
        <div class="gun-queue" data-gun-queue hidden>
            <p role="status" data-gun-unsent></p>
            <p class="field-hint">{t(b::UNSENT_HINT)}</p>
            <ul data-gun-scans></ul>
        </div>
    }
}

/// The last scan, for eyes two metres away.
#[component]
fn Echo(scan: Option<ScanRow>) -> impl IntoView {
    let said = scan.map(|scan| {
        let name = if scan.title.is_empty() { scan.typed.clone() } else { scan.title.clone() };
        (tone(scan.verdict).code(), b::verdict(scan.verdict), format!(" {name} {:+}", scan.copies))
    });
    let hidden = said.is_none();
    let (tone, verdict, book) = said.unwrap_or_default();
    view! {
        <p class="echo" data-tone=tone role="status" data-gun-echo hidden=hidden>
            <strong>{verdict}</strong>
            {book}
        </p>
    }
}
