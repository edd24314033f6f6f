//! Finding titles in the catalogue, in all of it or in one monthly catalogue.

mod catalogues;

use kernel::shapes::{Book, Books};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::row::book_row;
use crate::addresses::encoded;
use crate::calls::books;
use crate::pages::frame;
use crate::parts::{
    BookRows, Button, ButtonKind, Columns, Crumb, Empty, Field, Filters, LinkButton, Page, Pager, Panel, Text,
};
use crate::words::{books as w, fill, t};
use catalogues::Catalogues;

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    /// Path of the list.
    path: String,
    /// Words or an ISBN.
    q: String,
    /// Where the page begins.
    after: Option<String>,
}

impl Asked {
    fn read(path: String) -> Self {
        let query = use_query_map().get_untracked();
        let q = query.get("q").unwrap_or_default().trim().to_owned();
        Self { path, q, after: query.get("after").filter(|after| !after.is_empty()) }
    }

    fn href(&self, after: Option<&str>) -> String {
        let q = (!self.q.is_empty()).then(|| format!("q={}", encoded(&self.q)));
        let after = after.map(|after| format!("after={}", encoded(after)));
        let query: Vec<String> = q.into_iter().chain(after).collect();
        if query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, query.join("&")) }
    }
}

/// The page of all titles, with the monthly catalogues beside them.
#[component]
pub fn BookList() -> impl IntoView {
    let asked = Asked::read("/books".to_owned());
    let wish = asked.clone();
    let call = async move { Ok((books::search(wish.q, None, None, wish.after).await?, books::catalogues().await?)) };
    frame::page(w::BOOKS, call, move |(found, issues)| {
        let nothing = view! {
            <Empty
                title=fill(w::NOT_FOUND, &[("q", &asked.q)])
                hint=t(w::NOT_FOUND_HINT)
                action=("/books".to_owned(), t(w::SHOW_ALL).into())
            />
        };
        view! {
            <Page title=t(w::BOOKS) lead=t(w::BOOKS_LEAD)>
                <Search asked=asked.clone() />
                <Columns aside=view! { <Catalogues issues /> }.into_any()>
                    <Found asked found nothing=nothing.into_any() />
                </Columns>
            </Page>
        }
    })
}

/// The page of one monthly catalogue.
#[component]
pub fn CatalogueList() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    let asked = Asked::read(format!("/catalogues/{}", encoded(&code)));
    let (wish, issue) = (asked.clone(), code.clone());
    let call = async move { books::search(wish.q, Some(issue), None, wish.after).await };
    frame::page(w::CATALOGUES, call, move |found| {
        let nothing = if asked.q.is_empty() {
            let action = ("/books".to_owned(), Text::from(t(w::BOOKS)));
            view! { <Empty title=t(w::EMPTY_CATALOGUE) hint=t(w::EMPTY_CATALOGUE_HINT) action /> }.into_any()
        } else {
            let everywhere = (format!("/books?q={}", encoded(&asked.q)), Text::from(t(w::EVERYWHERE)));
            let title = fill(w::NOT_FOUND, &[("q", &asked.q)]);
            view! { <Empty title hint=t(w::NOT_IN_THIS_ONE) action=everywhere /> }.into_any()
        };
        let crumbs = vec![Crumb { href: "/books".to_owned(), label: t(w::BOOKS).to_owned() }];
        view! {
            <Page title=w::catalogue(&code) crumbs>
                <Search asked=asked.clone() />
                <Found asked found nothing />
            </Page>
        }
    })
}

#[component]
fn Search(asked: Asked) -> impl IntoView {
    view! {
        <div class="ask">
            <Filters action=asked.path label=t(w::FIND_LABEL)>
                <Field name="q" label=t(w::FIND_FIELD) kind="search" value=asked.q maxlength=200 />
                <Button kind=ButtonKind::Primary>{t(w::FIND)}</Button>
            </Filters>
        </div>
    }
}

/// The titles of this page, or what to try instead.
#[component]
fn Found(asked: Asked, found: Books, nothing: AnyView) -> impl IntoView {
    if found.rows.is_empty() && asked.after.is_none() {
        return nothing;
    }
    let title = if asked.q.is_empty() { t(w::MOST_ORDERED) } else { t(w::FOUND) };
    let back = asked.after.is_some().then(|| {
        view! { <LinkButton href=asked.href(None) kind=ButtonKind::Quiet>{t(w::FIRST_PAGE)}</LinkButton> }
    });
    let next = found.next.as_deref().map(|after| asked.href(Some(after)));
    let row = |book: Book| book_row(book, None);
    view! {
        <Panel title actions=back.into_any()>
            <BookRows>{found.rows.into_iter().map(row).collect_view()}</BookRows>
        </Panel>
        <Pager next />
    }
    .into_any()
}
