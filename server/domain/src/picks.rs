//! Books to recommend, each with a reason that the reader can check.
//!
//! It knows who ordered what and turns keys into the small numbers that `recommend` works with, and its answers back into
//! titles. How titles are weighed is decided there.

mod shelf;

use std::collections::{HashMap, HashSet};

use kernel::shapes::{Because, Pick, Picks};
use kernel::{Isbn, OrgKind, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::Scope;
use crate::catalogue;

pub use shelf::Shelf;

/// How many books a page of recommendations shows.
pub const PICKS: usize = 24;

/// At most `k` titles for the reader's own organisation; for a partner, for its whole tree. Never one that was ordered
/// before: that is looked up now, so an order of this minute counts although the shelf is older. What the own history
/// cannot fill, the titles most ordered in the same class of institution do. The house itself gets none.
///
/// # Errors
/// `NotFound` for an organisation that does not exist.
pub async fn for_org(conn: &mut Conn, scope: &Scope, shelf: &Shelf, k: usize) -> Result<Picks> {
    if scope.kind == OrgKind::House {
        return Ok(Picks::default());
    }
    let ordered = ordered(conn, scope).await?;
    let mut chosen = from_history(shelf, &ordered, k);
    if chosen.len() < k {
        let class = class(conn, scope).await?;
        let more = from_class(shelf, &class, &ordered, &chosen, k);
        chosen.extend(more);
    }
    Ok(Picks { rows: shown(conn, scope, chosen).await?, from_history: !ordered.is_empty() })
}

/// A title that was chosen, before it is looked up.
struct Chosen {
    isbn: Isbn,
    why: Why,
}

enum Why {
    Ordered(Vec<Isbn>),
    Class { class: String, customers: u32 },
}

fn from_history(shelf: &Shelf, ordered: &HashSet<Uuid>, k: usize) -> Vec<Chosen> {
    let history: Vec<u32> = ordered.iter().filter_map(|id| shelf.number(id)).collect();
    let picks = shelf.model().recommend(&history, |title| shelf.is_among(title, ordered), k);
    let chosen = picks.into_iter().filter_map(|pick| {
        let because = pick.because.iter().filter_map(|title| shelf.isbn(*title)).collect();
        Some(Chosen { isbn: shelf.isbn(pick.title)?, why: Why::Ordered(because) })
    });
    chosen.collect()
}

fn from_class(shelf: &Shelf, class: &str, ordered: &HashSet<Uuid>, chosen: &[Chosen], k: usize) -> Vec<Chosen> {
    let taken: HashSet<Isbn> = chosen.iter().map(|one| one.isbn).collect();
    let fresh = shelf.favourites(class).iter().filter(|(title, _)| !shelf.is_among(*title, ordered));
    let fresh = fresh.filter_map(|(title, customers)| Some((shelf.isbn(*title)?, *customers)));
    fresh
        .filter(|(isbn, _)| !taken.contains(isbn))
        .take(k - chosen.len())
        .map(|(isbn, customers)| Chosen { isbn, why: Why::Class { class: class.to_owned(), customers } })
        .collect()
}

/// Every title that the reader's organisations ordered, now.
async fn ordered(conn: &mut Conn, scope: &Scope) -> Result<HashSet<Uuid>> {
    let rows = sql!(
        fetch_all as (Uuid,),
        conn,
        "select distinct l.title_id from org_tree v join order_lines l on l.org_id = v.org_id where v.above_id = $1",
        scope.org_id
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn class(conn: &mut Conn, scope: &Scope) -> Result<String> {
    let found = sql!(fetch_optional as (String,), conn, "select class from orgs where id = $1", scope.org_id)?;
    found.map(|(class,)| class).ok_or_else(|| Refusal::NotFound.into())
}

async fn shown(conn: &mut Conn, scope: &Scope, chosen: Vec<Chosen>) -> Result<Vec<Pick>> {
    let isbns: Vec<Isbn> = chosen.iter().map(|one| one.isbn).collect();
    let books = catalogue::books(conn, scope, &isbns).await?;
    let mut books: HashMap<String, _> = books.into_iter().map(|book| (book.isbn.clone(), book)).collect();
    let reasons: Vec<Isbn> = chosen.iter().flat_map(|one| one.why.titles()).copied().collect();
    let names = catalogue::by_isbns(conn, &reasons).await?;
    let names: HashMap<String, String> = names.into_iter().map(|row| (row.isbn, row.title)).collect();
    let picks = chosen.into_iter().filter_map(|one| {
        let book = books.remove(&one.isbn.to_string())?;
        Some(Pick { book, because: one.why.told(&names) })
    });
    Ok(picks.collect())
}

impl Why {
    fn titles(&self) -> &[Isbn] {
        match self {
            Self::Ordered(titles) => titles,
            Self::Class { .. } => &[],
        }
    }

    fn told(self, names: &HashMap<String, String>) -> Because {
        match self {
            Self::Ordered(titles) => {
                Because::YouOrdered(titles.iter().filter_map(|isbn| names.get(&isbn.to_string()).cloned()).collect())
            }
            Self::Class { class, customers } => Because::YourClass { class, customers },
        }
    }
}
