//! Where a page of a list ends, as an opaque text: the last row's place in the order of the list, and its key.

use uuid::Uuid;

/// The rows of one page of a list.
pub(crate) const PAGE: usize = 50;
/// What a statement reads: one more shows that there is a next page.
pub(crate) const LIMIT: i64 = 51;

/// The cursor behind a row.
pub(crate) fn write(place: i64, id: Uuid) -> String {
    format!("{place}_{}", id.simple())
}

/// Reads a cursor; what is none (no page of ours made it) begins at the start of the list.
pub(crate) fn read(text: Option<&str>, start: i64) -> (i64, Uuid) {
    let parsed = text.and_then(|text| text.split_once('_')).and_then(|(place, id)| {
        let id = Uuid::try_parse(id).ok()?;
        Some((place.parse().ok()?, id))
    });
    parsed.unwrap_or((start, Uuid::max()))
}

/// Cuts a list that was read one row too far to a page; says where the next one begins, if there is one.
pub(crate) fn cut<T>(rows: &mut Vec<T>, place: impl Fn(&T) -> (i64, Uuid)) -> Option<String> {
    if rows.len() <= PAGE {
        return None;
    }
    rows.truncate(PAGE);
    rows.last().map(|row| {
        let (at, id) = place(row);
        write(at, id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_nonsense_begins_at_the_start() {
        let id = Uuid::from_u128(7);
        assert_eq!(read(Some(&write(-42, id)), 9), (-42, id));
        for nonsense in ["", "_", "12", "x_y", "12_zz", "99999999999999999999_00000000000000000000000000000007"] {
            assert_eq!(read(Some(nonsense), 9), (9, Uuid::max()), "{nonsense}");
        }
        assert_eq!(read(None, 9), (9, Uuid::max()));
    }

    #[test]
    fn only_a_full_page_has_a_next_one() {
        let mut rows: Vec<i64> = (0..50).collect();
        assert_eq!(cut(&mut rows, |row| (*row, Uuid::nil())), None);
        rows.push(50);
        assert_eq!(cut(&mut rows, |row| (*row, Uuid::nil())), Some(write(49, Uuid::nil())));
        assert_eq!(rows.len(), PAGE);
    }
}
