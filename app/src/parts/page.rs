//! The skeleton of a page's content: its head, its panels, its columns, and the ways to its neighbours.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{MaybeText, NavItem, Text, shell::nav_link};
use crate::words::{self, parts as w};

/// An ancestor of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub label: String,
}

/// A page: head (ancestors, title, lead sentence, actions) and content. Also names the browser's tab.
#[component]
pub fn Page(
    #[prop(into)] title: Text,
    #[prop(optional, into)] lead: MaybeText,
    #[prop(optional)] crumbs: Vec<Crumb>,
    /// Buttons beside the title: `actions=view! { … }.into_any()`.
    #[prop(optional)]
    actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let tab = tab_text(&title);
    view! {
        <Title text=tab />
        <div class="page">
            <header class="page-head">
                <div class="page-words">
                    {(!crumbs.is_empty()).then(|| view! { <Crumbs items=crumbs /> })}
                    <h1>{title}</h1>
                    {lead.0.map(|lead| view! { <p class="page-lead">{lead}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
            </header>
            {children()}
        </div>
    }
}

/// The name of the browser's tab, safe inside `<title>`: leptos_meta (0.8) writes the text of that element as it is, and a
/// title may be something that a customer typed.
fn tab_text(title: &str) -> String {
    format!("{title} · {}", words::t(w::HOUSE)).replace('&', "&amp;").replace('<', "&lt;")
}

/// A titled section. `flush` lets a table reach the edges, `id` makes it a target for links.
#[component]
pub fn Panel(
    #[prop(optional, into)] title: MaybeText,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] actions: Option<AnyView>,
    #[prop(optional)] flush: bool,
    children: Children,
) -> impl IntoView {
    let head = title.0.map(|title| {
        view! {
            <header class="panel-head">
                <h2>{title}</h2>
                {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
            </header>
        }
    });
    view! {
        <section class="panel" class:panel-flush=flush id=id>
            {head}
            <div class="panel-body">{children()}</div>
        </section>
    }
}

/// The main matter with a narrower column beside it (below it where there is no room).
#[component]
pub fn Columns(aside: AnyView, children: Children) -> impl IntoView {
    view! {
        <div class="columns">
            <div class="columns-main">{children()}</div>
            <div class="columns-aside">{aside}</div>
        </div>
    }
}

/// Something to unfold: a summary that is always seen, and the rest. `label` is its name read aloud, where the summary alone
/// does not tell it from its neighbours.
#[component]
pub fn Fold(
    #[prop(into)] summary: Text,
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" open=open>
            <summary aria-label=label>{summary}</summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}

/// The way from the top of the portal to this page; the page itself is the heading below.
#[component]
pub fn Crumbs(items: Vec<Crumb>) -> impl IntoView {
    let item = |crumb: Crumb| view! { <li><a href=crumb.href>{crumb.label}</a></li> };
    view! {
        <nav class="crumbs" aria-label=words::t(w::PATH)>
            <ol>{items.into_iter().map(item).collect_view()}</ol>
        </nav>
    }
}

/// Views of one thing side by side, as links.
#[component]
pub fn Tabs(#[prop(into)] label: Text, items: Vec<NavItem>) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{items.into_iter().map(nav_link).collect_view()}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_tab() {
        let tab = Owner::new().with(|| tab_text("Torn </title><script>x</script> &lt;"));
        assert_eq!(tab, "Torn &lt;/title>&lt;script>x&lt;/script> &amp;lt; · 海图");
    }
}
