//! What a visitor sees of a link: titles and where their copies are.

use kernel::journey::StageKind;
use kernel::shapes::{LineRow, Tracked, TrackedBooks, TrackedPlace};
use kernel::{Lang, OrgKind, Refusal, Role};
use store::{Conn, Result};
use uuid::Uuid;

use super::{Link, Visit};
use crate::journeys;
use crate::scope::Scope;
use crate::stages::Stages;

/// Titles on the page.
const MOST: usize = 200;

/// Shows a link that works.
pub(super) async fn shown(conn: &mut Conn, visit: &Visit, link: &Link) -> Result<TrackedBooks> {
    let stages = Stages::load(conn, visit.lang).await?;
    let nobody = nobody(visit.lang, visit.now);
    let lines = match link.order_id {
        Some(order_id) => journeys::of_order(conn, &nobody, (link.org_id, order_id), &stages).await?,
        None => Vec::from_iter(journeys::of_line(conn, &nobody, (link.org_id, link.line_id), &stages).await?),
    };
    if lines.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let more = i64::try_from(lines.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
    let books = lines.into_iter().take(MOST).map(|line| tracked(line, &stages)).collect();
    Ok(TrackedBooks { whole: link.order_id.is_some(), books, more })
}

/// The scope of nobody: what it may not see is left out by the same rules as everywhere.
fn nobody(lang: Lang, now: i64) -> Scope {
    Scope { user_id: None, org_id: Uuid::nil(), kind: OrgKind::Customer, role: Role::Viewer, desk: None, lang, now }
}

fn tracked(line: LineRow, stages: &Stages) -> Tracked {
    let mut places: Vec<TrackedPlace> = Vec::new();
    for slice in line.slices {
        match places.last_mut().filter(|place| place.name == slice.name) {
            Some(place) => {
                place.copies += slice.copies;
                place.since = place.since.min(slice.since);
            }
            None => places.push(TrackedPlace {
                name: slice.name,
                kind: slice.kind,
                copies: slice.copies,
                since: slice.since,
            }),
        }
    }
    Tracked {
        title: line.title,
        authors: line.authors,
        isbn: line.isbn,
        state: line.state,
        places,
        ports: stages.ports().into_iter().filter(|port| port.kind != StageKind::Exit).map(|port| port.name).collect(),
        cause: line.cause,
        expected: line.arrival.map(|arrival| (arrival.low, arrival.high, arrival.sure)),
    }
}
