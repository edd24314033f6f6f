//! Every sentence of the portal in both languages, side by side. A sentence is a [`Word`]: without its second language it
//! does not compile. One submodule for each area of pages, so that a page's words are found beside its name.

use kernel::Lang;
use leptos::prelude::*;

pub mod account;
pub mod arrivals;
pub mod batching;
pub mod books;
pub mod causes;
pub mod complaints;
pub mod deadlines;
pub mod desk;
pub mod extras;
pub mod home;
pub mod invoices;
pub mod letters;
pub mod notices;
pub mod orders;
pub mod parcels;
pub mod parts;
pub mod picks;
pub mod promises;
pub mod refusals;
pub mod reports;
pub mod rounds;
pub mod settings;
pub mod shell;
pub mod terms;
pub mod tracking;
pub mod where_;
pub mod worklist;

/// One sentence: Chinese first, English second. `{name}` marks a place that [`fill`] fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(pub &'static str, pub &'static str);

impl Word {
    /// The sentence in a language.
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

/// The reader's language: of the request on the server, of the page inside an island.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The sentence in the reader's language.
pub fn t(word: Word) -> &'static str {
    word.of(lang())
}

/// The sentence with its places filled: `fill(LINES_FOUND, &[("n", &rows.len())])`.
pub fn fill(word: Word, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    fill_in(lang(), word, values)
}

/// As [`fill`], in a language that is not that of a page: for letters.
pub fn fill_in(lang: Lang, word: Word, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    values
        .iter()
        .fold(word.of(lang).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
}

/// A counted sentence: English has a form for one, Chinese has not. `{n}` is the number with thousands separated.
pub fn count(one: Word, many: Word, n: i64) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &kernel::money::grouped(n.unsigned_abs()))])
}
