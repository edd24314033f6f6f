//! What an open page of an order does not show yet: drawn again, and said in one sentence. What a page shows is known by
//! the number of steps of each line; steps are only ever added, so a line that moved has more.

use kernel::Uuid;
use kernel::shapes::{LineRow, OrderPage, Redrawn};
use leptos::prelude::*;

use super::{Journey, Look};
use crate::pages::orders::reader;
use crate::pages::reader::now;
use crate::parts::grouped;
use crate::words::{fill, orders as w, t};

/// What moved since a page was drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct News {
    /// The lines that moved.
    pub changed: Vec<Uuid>,
    /// Stages that copies came to, and how many.
    pub arrivals: Vec<(String, i64)>,
}

/// The mark of what a page of these lines shows: their numbers of steps.
pub fn seen(lines: &[LineRow]) -> String {
    lines.iter().map(|line| line.steps.len().to_string()).collect::<Vec<_>>().join(" ")
}

/// The order drawn again for a page that shows what `seen` marks.
pub fn redrawn(order: OrderPage, opened: Option<i64>, seen: &str) -> Redrawn {
    let look = Look::of(&order, reader(), opened);
    let News { changed, arrivals } = compare(seen, &order.lines);
    let (seen, said) = (self::seen(&order.lines), sentence(&arrivals));
    let drawing = view! { <Journey look=look lines=order.lines changed=changed tried=None now=now() /> };
    Redrawn { seen, said, html: drawing.into_view().to_html() }
}

/// What moved since the page was drawn; a mark that cannot be read has seen nothing.
pub(super) fn compare(seen: &str, lines: &[LineRow]) -> News {
    let seen: Vec<usize> = seen.split(' ').map(|steps| steps.parse().unwrap_or_default()).collect();
    let mut news = News { changed: Vec::new(), arrivals: Vec::new() };
    for (index, line) in lines.iter().enumerate() {
        let fresh = line.steps.get(seen.get(index).copied().unwrap_or_default()..).unwrap_or_default();
        if !fresh.is_empty() {
            news.changed.push(line.id);
        }
        for step in fresh {
            match news.arrivals.iter_mut().find(|(to, _)| *to == step.to) {
                Some((_, copies)) => *copies += step.copies,
                None => news.arrivals.push((step.to.clone(), step.copies)),
            }
        }
    }
    news
}

/// What moved, in one sentence: how many copies came to which stage.
fn sentence(arrivals: &[(String, i64)]) -> String {
    let each = |(to, copies): &(String, i64)| fill(w::MOVED_TO, &[("n", &grouped(*copies)), ("to", to)]);
    let what: Vec<String> = arrivals.iter().map(each).collect();
    fill(w::JUST_MOVED, &[("what", &what.join(t(w::AND)))])
}
