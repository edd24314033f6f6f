//! What a person typed into a form that was refused, so that nothing is lost when the page shows the form again. Kept by
//! the server's form layer for a few minutes, never in the URL; put by it into the request of the page that shows it.

use kernel::{FaultCode, Refusal};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The header by which a call asks the form layer to keep the fields although nothing was refused.
pub const KEEP_HEADER: &str = "x-portolan-keep-draft";

/// A form as it was sent, and what the house said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The call that it was sent to, e.g. `/api/orders/place`.
    pub call: String,
    /// The page that shows it.
    pub page: String,
    /// Names and values; never a password.
    pub fields: Vec<(String, String)>,
    /// Why it was refused; `None` when it was kept for another look.
    pub refusal: Option<Refusal>,
}

impl Draft {
    /// What was typed into a field.
    pub fn value(&self, field: &str) -> Option<String> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone())
    }

    /// Whether a check box was ticked.
    pub fn ticked(&self, field: &str) -> bool {
        self.value(field).is_some_and(|value| value == "true")
    }

    /// What is wrong with a field, in the reader's language.
    pub fn fault(&self, field: &str) -> Option<String> {
        self.code(field).map(crate::words::refusals::fault)
    }

    /// What is wrong with a field.
    pub fn code(&self, field: &str) -> Option<&FaultCode> {
        self.refusal.as_ref()?.faults()?.of(field)
    }
}

/// The draft of one of these calls that belongs on this page; an empty one otherwise.
#[cfg(feature = "ssr")]
pub fn draft_of(calls: &[&str]) -> Draft {
    let request = use_context::<http::request::Parts>();
    let draft = request.and_then(|parts| parts.extensions.get::<Draft>().cloned());
    draft.filter(|draft| calls.contains(&draft.call.as_str())).unwrap_or_default()
}

/// In the browser there is no draft: the page that carries it was rendered on the server.
#[cfg(not(feature = "ssr"))]
pub fn draft_of(_calls: &[&str]) -> Draft {
    Draft::default()
}

/// A plain form post that asked a question keeps what was typed: the page answers while it shows the form again.
#[cfg(feature = "ssr")]
pub fn keep() {
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.insert_header(http::HeaderName::from_static(KEEP_HEADER), http::HeaderValue::from_static("1"));
    }
}

/// Says at the top of a form why it was refused; nothing when it was not.
#[component]
pub fn Refused(
    /// The form's draft.
    draft: Draft,
) -> impl IntoView {
    use crate::parts::{Notice, Tone};
    use crate::words::{refusals, t};
    draft.refusal.map(|refusal| match refusal {
        // Who reads this has signed in again in the meantime.
        Refusal::SignIn => view! { <Notice kind=Tone::Warn>{t(refusals::SIGNED_IN_AGAIN).to_owned()}</Notice> },
        refusal => view! { <Notice kind=Tone::Bad>{refusals::sentence(&refusal)}</Notice> },
    })
}
