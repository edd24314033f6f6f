//! Books as a bookseller shows them: a title with its author, a shelf of plates, rows of a list, the plate of one page.
//! The title is always words; the plate beside it is decoration.

use leptos::prelude::*;

use super::{Cover, CoverSize, MaybeText, Text};

/// A title that leads to its page, with the author below: for cells of tables and anywhere in a line. `lang` is the BCP 47
/// tag of the title's language, so that it is read aloud and set in type as what it is.
#[component]
pub fn BookName(
    #[prop(into)] title: Text,
    #[prop(into)] href: String,
    #[prop(optional, into)] by: MaybeText,
    #[prop(optional, into)] lang: MaybeText,
) -> impl IntoView {
    view! {
        <a class="book-title" href=href lang=lang.0>{title}</a>
        {by.0.map(|by| view! { <span class="book-by">{by}</span> })}
    }
}

/// A shelf; the children are [`ShelfBook`]s.
#[component]
pub fn Shelf(children: Children) -> impl IntoView {
    view! { <ul class="shelf">{children()}</ul> }
}

/// A book on a [`Shelf`]; the children (a reason, a price, a button) stand below its name.
#[component]
pub fn ShelfBook(
    #[prop(into)] isbn: String,
    #[prop(into)] title: Text,
    #[prop(into)] href: String,
    #[prop(optional, into)] by: MaybeText,
    #[prop(optional, into)] lang: MaybeText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let plate = title.clone();
    view! {
        <li class="shelf-book">
            <Cover isbn=isbn title=plate size=CoverSize::Medium />
            <BookName title=title href=href by=by lang=lang />
            {children.map(|children| children())}
        </li>
    }
}

/// A list of books in rows; the children are [`BookRow`]s.
#[component]
pub fn BookRows(children: Children) -> impl IntoView {
    view! { <ul class="book-rows">{children()}</ul> }
}

/// A book in [`BookRows`]: its plate, its name and the children below it; `aside` (price, button) at the end of the row.
#[component]
pub fn BookRow(
    #[prop(into)] isbn: String,
    #[prop(into)] title: Text,
    #[prop(into)] href: String,
    #[prop(optional, into)] by: MaybeText,
    #[prop(optional, into)] lang: MaybeText,
    #[prop(optional)] aside: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let plate = title.clone();
    view! {
        <li class="book-row">
            <Cover isbn=isbn title=plate />
            <div class="book-row-words">
                <BookName title=title href=href by=by lang=lang />
                {children.map(|children| children())}
            </div>
            {aside.map(|aside| view! { <div class="book-row-aside">{aside}</div> })}
        </li>
    }
}

/// The head of the page of one book: its large plate beside the children.
#[component]
pub fn BookPlate(#[prop(into)] isbn: String, #[prop(into)] title: Text, children: Children) -> impl IntoView {
    view! {
        <div class="book-plate">
            <Cover isbn=isbn title=title size=CoverSize::Large />
            <div class="book-plate-words">{children()}</div>
        </div>
    }
}
