//! What an open page of an order does not show yet: drawn again, and said in one sentence. What a page shows is known by
//! the number of steps and of promised dates of each line; both are only ever added to, so a line that moved or was given a
//! new date has more.

use kernel::Uuid;
use kernel::shapes::{LineRow, OrderPage, Redrawn};
use leptos::prelude::*;

use super::{Journey, Look};
use crate::pages::orders::reader;
use crate::pages::reader::now;
use crate::parts::grouped;
use crate::words::{arrivals as a, fill, orders as w, t};

/// What moved since a page was drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct News {
    /// The lines that moved.
    pub changed: Vec<Uuid>,
    /// Stages that copies came to, and how many.
    pub arrivals: Vec<(String, i64)>,
    /// Whether a line was given a new date.
    pub redated: bool,
}

/// The mark of what a page of these lines shows: their numbers of steps and of promised dates.
pub fn seen(lines: &[LineRow]) -> String {
    lines.iter().map(|line| format!("{}.{}", line.steps.len(), promised(line))).collect::<Vec<_>>().join(" ")
}

fn promised(line: &LineRow) -> usize {
    line.arrival.as_ref().map_or(0, |arrival| arrival.promises.len())
}

/// One line's part of a mark.
fn marked(mark: &str) -> Option<(usize, usize)> {
    let (steps, promised) = mark.split_once('.')?;
    Some((steps.parse().ok()?, promised.parse().ok()?))
}

/// The order drawn again for a page that shows what `seen` marks.
pub fn redrawn(order: OrderPage, opened: Option<i64>, seen: &str) -> Redrawn {
    let look = Look::of(&order, reader(), opened);
    let news = compare(seen, &order.lines);
    let (seen, said, changed) = (self::seen(&order.lines), sentence(&news), news.changed);
    let drawing = view! { <Journey look=look lines=order.lines changed=changed tried=None now=now() /> };
    Redrawn { seen, said, html: drawing.into_view().to_html() }
}

/// What moved since the page was drawn; a mark that cannot be read has seen nothing.
pub(super) fn compare(seen: &str, lines: &[LineRow]) -> News {
    let seen: Vec<(usize, usize)> = seen.split(' ').map(|mark| marked(mark).unwrap_or_default()).collect();
    let mut news = News { changed: Vec::new(), arrivals: Vec::new(), redated: false };
    for (index, line) in lines.iter().enumerate() {
        let (steps, dates) = seen.get(index).copied().unwrap_or_default();
        let fresh = line.steps.get(steps..).unwrap_or_default();
        news.redated |= promised(line) > dates;
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

/// What moved, in one sentence: how many copies came to which stage, or else that a date is new.
fn sentence(news: &News) -> String {
    if news.arrivals.is_empty() && news.redated {
        return t(a::REDATED).to_owned();
    }
    let each = |(to, copies): &(String, i64)| fill(w::MOVED_TO, &[("n", &grouped(*copies)), ("to", to)]);
    let what: Vec<String> = news.arrivals.iter().map(each).collect();
    fill(w::JUST_MOVED, &[("what", &what.join(t(w::AND)))])
}
