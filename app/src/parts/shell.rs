//! What surrounds every page: masthead with mark, navigation, the search for a book, language, account; and the foot.
//! Menus are popovers of the browser: no script opens or closes them.

use leptos::prelude::*;

use super::{Glyph, Mark, Sign, grouped};
use crate::words::{self, fill, parts as w};
use kernel::Lang;

/// A link of a navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it goes.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether the reader is there.
    pub current: bool,
    /// How many things wait there; shown when not zero.
    pub count: Option<i64>,
}

/// Who is signed in, as the masthead shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The person's name.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
}

/// The frame of every page of somebody signed in. `here` is path and query of the page (for the language switch), `q`
/// what was last searched for.
#[component]
pub fn Shell(
    nav: Vec<NavItem>,
    who: Who,
    #[prop(into)] here: String,
    #[prop(optional, into)] q: String,
    /// How many notices the reader has not seen; `None` for who gets none.
    #[prop(optional_no_strip)]
    unread: Option<i64>,
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink />
        <header class="masthead">
            <div class="masthead-row">
                <Brand />
                <Where q=q />
                <Languages here=here />
                {unread.map(|unread| view! { <Bell unread /> })}
                <Account who=who />
                <button class="masthead-button menu-button" type="button" popovertarget="main-nav">
                    <Glyph sign=Sign::Menu />
                    <span>{words::t(w::MENU)}</span>
                </button>
            </div>
        </header>
        <nav class="main-nav" id="main-nav" popover="auto" aria-label=words::t(w::MAIN_NAV)>
            <ul>{nav.into_iter().map(nav_link).collect_view()}</ul>
        </nav>
        <main class="main" id="main" tabindex="-1">{children()}</main>
        <Foot />
    }
}

/// The frame of the pages that need no sign-in: mark and language, nothing else.
#[component]
pub fn PlainShell(#[prop(into)] here: String, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <header class="masthead masthead-plain">
            <div class="masthead-row">
                <Brand />
                <Languages here=here />
            </div>
        </header>
        <main class="main main-plain" id="main" tabindex="-1">{children()}</main>
        <Foot />
    }
}

/// One item of a navigation, with the number that waits there.
pub(super) fn nav_link(item: NavItem) -> impl IntoView {
    let count = item.count.filter(|n| *n != 0).map(|n| {
        let spoken = fill(w::NAV_COUNT, &[("n", &grouped(n))]);
        view! {
            <span class="nav-count" aria-hidden="true">{grouped(n)}</span>
            <span class="sr">{spoken}</span>
        }
    });
    view! {
        <li>
            <a href=item.href aria-current=item.current.then_some("page")>{item.label} " " {count}</a>
        </li>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main">{words::t(w::SKIP)}</a> }
}

#[component]
fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <Mark />
            <span class="brand-name">{words::t(w::HOUSE)}</span>
            <span class="brand-other">{words::t(w::HOUSE_OTHER)}</span>
        </a>
    }
}

/// The question that brings most people here.
#[component]
fn Where(q: String) -> impl IntoView {
    view! {
        <form class="where" action="/where" method="get" role="search" aria-label=words::t(w::WHERE_IS_MY_BOOK)>
            <label class="sr" for="where-q">{words::t(w::WHERE_IS_MY_BOOK)}</label>
            <input
                id="where-q"
                type="search"
                name="q"
                value=q
                placeholder=words::t(w::WHERE_HINT)
                autocomplete="off"
                maxlength="200"
            />
            <button type="submit" aria-label=words::t(w::SEARCH)>
                <Glyph sign=Sign::Search />
            </button>
        </form>
    }
}

#[component]
fn Languages(here: String) -> impl IntoView {
    let link = |lang: Lang, name: &'static str| {
        let chosen = words::lang() == lang;
        let href = in_language(&here, lang);
        view! {
            <a href=href lang=lang.tag() hreflang=lang.tag() aria-current=chosen.then_some("true")>{name}</a>
        }
    };
    view! {
        <nav class="languages" aria-label=words::t(w::LANGUAGE)>
            {link(Lang::Zh, "中文")}
            {link(Lang::En, "English")}
        </nav>
    }
}

/// The way to the notices, and how many are new. The `data-` attributes are for the page's `bell.js`.
#[component]
fn Bell(unread: i64) -> impl IntoView {
    let number = if unread > 99 { "99+".to_owned() } else { unread.to_string() };
    let words = match unread {
        0 => words::t(w::BELL_NONE).to_owned(),
        1 => words::t(w::BELL_ONE).to_owned(),
        n => fill(w::BELL_MANY, &[("n", &n)]),
    };
    view! {
        <a
            class="masthead-button bell"
            href="/notices"
            data-bell
            data-none=words::t(w::BELL_NONE)
            data-one=words::t(w::BELL_ONE)
            data-many=words::t(w::BELL_MANY)
        >
            <Glyph sign=Sign::Bell />
            <span class="sr" data-bell-words>{words}</span>
            <span class="bell-count" data-bell-count aria-hidden="true" hidden=unread == 0>{number}</span>
        </a>
    }
}

#[component]
fn Account(who: Who) -> impl IntoView {
    view! {
        <button class="masthead-button account-button" type="button" popovertarget="account-menu">
            <Glyph sign=Sign::Person />
            <span class="sr">{words::t(w::ACCOUNT)} " "</span>
            <span class="account-name">{who.name.clone()}</span>
        </button>
        <div class="account-menu" id="account-menu" popover="auto">
            <p class="account-who">
                <strong>{who.name}</strong>
                <span>{who.organisation}</span>
            </p>
            <a href="/account">{words::t(w::MY_ACCOUNT)}</a>
            <a href="/notices">{words::t(w::NOTICES)}</a>
            <form method="post" action="/api/people/sign_out">
                <button type="submit">{words::t(w::SIGN_OUT)}</button>
            </form>
        </div>
    }
}

#[component]
fn Foot() -> impl IntoView {
    view! {
        <footer class="foot">
            <p><strong>{words::t(w::HOUSE)}</strong> " " {words::t(w::MOTTO)}</p>
        </footer>
    }
}

/// The same address with `lang` set to a language, other parameters kept in order.
fn in_language(here: &str, lang: Lang) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && *pair != "lang" && !pair.starts_with("lang="));
    let mut href = format!("{path}?");
    for pair in kept {
        href.push_str(pair);
        href.push('&');
    }
    href.push_str("lang=");
    href.push_str(lang.code());
    href
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_keeps_the_rest_of_the_address() {
        assert_eq!(in_language("/orders", Lang::En), "/orders?lang=en");
        assert_eq!(in_language("/where?q=a%26b&lang=zh&x=1", Lang::En), "/where?q=a%26b&x=1&lang=en");
        assert_eq!(in_language("/where?language=x", Lang::Zh), "/where?language=x&lang=zh");
    }
}
