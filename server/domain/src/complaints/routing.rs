//! Which desk gets a new complaint: the one that holds the copies it is about. A ticket that goes wrong can be handed over.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kernel::journey::StageKind;
use store::{Conn, Result, sql};
use uuid::Uuid;

/// Copies that have arrived, and those that never will, are this desk's.
const LAST_DESK: &str = "distribution";

/// Copies in one stage.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Holding {
    desk: String,
    position: i64,
    kind: String,
    copies: i64,
}

/// The desk for a complaint of a kind about a line, or about the whole order.
pub(super) async fn desk(
    conn: &mut Conn,
    org_id: Uuid,
    order_id: Uuid,
    line: Option<Uuid>,
    kind: &str,
) -> Result<String> {
    let holdings = sql!(
        fetch_all as Holding,
        conn,
        "select s.desk, s.position, s.kind, cast(sum(sl.copies) as bigint) as copies
         from order_lines l cross join slices sl cross join stages s
         where l.org_id = $1 and l.order_id = $2 and ($3 or l.id = $4) and sl.org_id = l.org_id and sl.line_id = l.id
           and s.code = sl.stage
         group by s.desk, s.position, s.kind",
        org_id,
        order_id,
        line.is_none(),
        line.unwrap_or_default()
    )?;
    let about = holdings.into_iter().filter(|holding| concerns(kind, &holding.kind));
    Ok(match line {
        Some(_) => most(about, |holding| holding.position),
        None => most(about, |holding| holding.desk.clone()),
    })
}

/// Whether a complaint can be about copies in such a stage: nothing that left the way, and what has come is not late.
fn concerns(complaint: &str, stage: &str) -> bool {
    match StageKind::from_code(stage) {
        Some(StageKind::Open | StageKind::Way) => true,
        Some(StageKind::End) => complaint != "late",
        Some(StageKind::Exit) | None => false,
    }
}

/// The desk of the heap with the most copies; among equals, of the one that is least advanced.
fn most<K: Ord>(holdings: impl Iterator<Item = Holding>, heap: impl Fn(&Holding) -> K) -> String {
    let mut heaps: BTreeMap<K, (i64, i64, String)> = BTreeMap::new();
    for holding in holdings {
        let (copies, first, _) = heaps.entry(heap(&holding)).or_insert((0, i64::MAX, holding.desk));
        *copies += holding.copies;
        *first = holding.position.min(*first);
    }
    let largest = heaps.into_values().max_by_key(|(copies, first, _)| (*copies, Reverse(*first)));
    largest.map_or_else(|| LAST_DESK.to_owned(), |(_, _, desk)| desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERED: (&str, i64) = ("imports", 10);
    const CUSTOMS: (&str, i64) = ("imports", 30);
    const INSPECTION: (&str, i64) = ("distribution", 40);
    const DISPATCH: (&str, i64) = ("distribution", 70);

    fn in_stages(copies: &[((&str, i64), i64)]) -> Vec<Holding> {
        let holding = |&((desk, position), copies): &((&str, i64), i64)| Holding {
            desk: desk.to_owned(),
            position,
            kind: "way".to_owned(),
            copies,
        };
        copies.iter().map(holding).collect()
    }

    fn for_line(copies: &[((&str, i64), i64)]) -> String {
        most(in_stages(copies).into_iter(), |holding| holding.position)
    }

    fn for_order(copies: &[((&str, i64), i64)]) -> String {
        most(in_stages(copies).into_iter(), |holding| holding.desk.clone())
    }

    #[test]
    fn a_line_goes_to_the_desk_of_the_stage_with_most_copies() {
        assert_eq!(for_line(&[(CUSTOMS, 1), (DISPATCH, 2)]), "distribution");
        assert_eq!(for_line(&[(ORDERED, 2), (INSPECTION, 3), (CUSTOMS, 2)]), "distribution");
        assert_eq!(for_line(&[(DISPATCH, 2), (ORDERED, 2)]), "imports", "the least advanced of two equals");
        assert_eq!(for_line(&[]), "distribution", "all arrived or gone");
    }

    #[test]
    fn an_order_goes_to_the_desk_with_most_copies() {
        assert_eq!(for_order(&[(ORDERED, 2), (INSPECTION, 3), (CUSTOMS, 2)]), "imports");
        assert_eq!(for_order(&[(DISPATCH, 1), (INSPECTION, 1), (CUSTOMS, 2)]), "imports");
        assert_eq!(for_order(&[(DISPATCH, 2), (INSPECTION, 1), (CUSTOMS, 2)]), "distribution");
    }

    #[test]
    fn what_left_the_way_has_no_say_and_what_arrived_is_not_late() {
        for (complaint, stage, says) in [
            ("damaged", "end", true),
            ("late", "end", false),
            ("late", "open", true),
            ("late", "way", true),
            ("question", "exit", false),
        ] {
            assert_eq!(concerns(complaint, stage), says, "{complaint} in {stage}");
        }
    }
}
