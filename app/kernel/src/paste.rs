//! A pasted list of books: one title a line, an ISBN and a number of copies. Pure, so that the browser checks while a person
//! types and the house checks again, with the same result.

use serde::{Deserialize, Serialize};

use crate::isbn::{Isbn, IsbnFault, narrow};

/// Most lines in one order; a longer list is refused whole, before anything is looked up.
pub const MAX_LINES: usize = 5_000;
/// Most copies of one title on one line.
pub const MAX_COPIES: i64 = 9_999;
/// Longest line that is looked at, in characters; what is longer is no ISBN with a number.
const MAX_LINE_CHARS: usize = 200;

/// What one line of the list says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasteRow {
    /// Number of the line in the text, from 1.
    pub number: u32,
    /// The line as it was typed (cut to 200 characters).
    pub typed: String,
    /// The book and the copies, or why not.
    pub read: Result<(Isbn, i64), PasteFault>,
}

/// Why a line was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasteFault {
    /// The ISBN is wrong.
    Isbn(IsbnFault),
    /// The copies are not a whole number of at least 1.
    Copies,
    /// More copies than a line takes.
    TooManyCopies,
}

/// Reads a list. Empty lines are skipped. A line is `ISBN`, `ISBN copies`, `ISBN, copies`, `ISBN<tab>copies`, `ISBN x copies`;
/// without a number it means one copy.
///
/// # Errors
/// The number of lines, when there are more than [`MAX_LINES`].
pub fn read(text: &str) -> Result<Vec<PasteRow>, usize> {
    let count = count(text);
    if count > MAX_LINES {
        return Err(count);
    }
    Ok(lines(text).map(|(index, line)| read_line(u32::try_from(index + 1).unwrap_or(u32::MAX), line)).collect())
}

/// How many lines of a list say something.
pub fn count(text: &str) -> usize {
    lines(text).count()
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
}

fn read_line(number: u32, line: &str) -> PasteRow {
    let typed: String = line.trim().chars().take(MAX_LINE_CHARS).collect();
    let plain: String = typed.chars().map(narrow).collect();
    PasteRow { number, read: read_pair(without_label(&plain)), typed }
}

/// Lists copied from web pages write `ISBN-13: 978…` or `ISBN 978…`.
fn without_label(line: &str) -> &str {
    match line.get(..4) {
        Some(label) if label.eq_ignore_ascii_case("isbn") => {
            let rest = &line[4..];
            let rest = rest.strip_prefix("-13").or_else(|| rest.strip_prefix("-10")).unwrap_or(rest);
            rest.trim_start_matches([':', '：', ' '])
        }
        _ => line,
    }
}

fn read_pair(line: &str) -> Result<(Isbn, i64), PasteFault> {
    // Whatever separates the two, the copies are the last word; an ISBN typed with spaces is tried whole first.
    if let Ok(isbn) = Isbn::parse(line) {
        return Ok((isbn, 1));
    }
    let trimmed =
        line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '册' | '本'));
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '×' | '*');
    let Some(cut) = trimmed.rfind(|c: char| is_gap(c) || matches!(c, 'x' | 'X')) else {
        return Isbn::parse(trimmed).map(|isbn| (isbn, 1)).map_err(PasteFault::Isbn);
    };
    let last = trimmed[cut..].trim_start_matches(|c: char| is_gap(c) || matches!(c, 'x' | 'X'));
    let first = trimmed[..cut].trim_end_matches(|c: char| is_gap(c));
    // The `x` of "3 x" or "× 3" is a sign between the two; the X that ends an ISBN-10 touches its digits.
    let first = match first.strip_suffix(['x', 'X']) {
        Some(rest) if rest.ends_with(|c: char| is_gap(c)) => rest.trim_end_matches(|c: char| is_gap(c)),
        _ => first,
    };
    if last.is_empty() {
        return Isbn::parse(trimmed).map(|isbn| (isbn, 1)).map_err(PasteFault::Isbn);
    }
    match Isbn::parse(first) {
        Ok(isbn) => read_copies(last).map(|copies| (isbn, copies)),
        Err(fault) => Err(PasteFault::Isbn(fault)),
    }
}

fn read_copies(text: &str) -> Result<i64, PasteFault> {
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit()) {
        return Err(PasteFault::Copies);
    }
    match text.parse::<i64>() {
        Ok(0) => Err(PasteFault::Copies),
        Ok(copies) if copies <= MAX_COPIES => Ok(copies),
        _ => Err(PasteFault::TooManyCopies),
    }
}

/// Adds up repeated titles, keeping the place of the first: `(isbn, copies, numbers of all its lines)`. A sum above
/// [`MAX_COPIES`] is left as it is; the caller refuses it beside the line.
pub fn merge(rows: &[PasteRow]) -> Vec<(Isbn, i64, Vec<u32>)> {
    let mut merged: Vec<(Isbn, i64, Vec<u32>)> = Vec::new();
    let mut place = std::collections::HashMap::new();
    for row in rows {
        if let Ok((isbn, copies)) = row.read {
            let at = *place.entry(isbn).or_insert(merged.len());
            if at == merged.len() {
                merged.push((isbn, 0, Vec::new()));
            }
            merged[at].1 += copies;
            merged[at].2.push(row.number);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(line: &str) -> Result<(String, i64), PasteFault> {
        read(line).unwrap().remove(0).read.map(|(isbn, copies)| (isbn.to_string(), copies))
    }

    #[test]
    fn a_librarian_writes_it_in_many_ways() {
        let two = Ok(("9780262033848".to_owned(), 2));
        for line in [
            "9780262033848 2",
            "9780262033848,2",
            "9780262033848\t2",
            "978-0-262-03384-8; 2",
            "9780262033848 x2",
            "9780262033848 x 2",
            "9780262033848×2",
            "9780262033848 * 2",
            "0262033844 2",
            "0-262-03384-4, 2",
            "９７８０２６２０３３８４８　２",
            "ISBN 9780262033848 2",
            "ISBN-13: 978-0-262-03384-8, 2",
            "9780262033848，2册",
            "978 0 262 03384 8 2",
        ] {
            assert_eq!(one(line), two, "{line}");
        }
        assert_eq!(one("9780262033848"), Ok(("9780262033848".to_owned(), 1)));
        assert_eq!(one("080442957X 3"), Ok(("9780804429573".to_owned(), 3)));
        assert_eq!(one("080442957X"), Ok(("9780804429573".to_owned(), 1)));
        assert_eq!(one("080442957X x 3"), Ok(("9780804429573".to_owned(), 3)));
    }

    #[test]
    fn each_bad_line_says_why() {
        assert_eq!(one("9780262033849 2"), Err(PasteFault::Isbn(IsbnFault::CheckDigit)));
        assert_eq!(one("9780262033848 -1"), Err(PasteFault::Copies));
        assert_eq!(one("9780262033848 0"), Err(PasteFault::Copies));
        assert_eq!(one("9780262033848 1.5"), Err(PasteFault::Copies));
        assert_eq!(one("9780262033848 1000000000000"), Err(PasteFault::TooManyCopies));
        assert_eq!(one("9780262033848 99999999999999999999999"), Err(PasteFault::TooManyCopies));
        assert_eq!(one("Introduction to Algorithms"), Err(PasteFault::Isbn(IsbnFault::Character)));
        assert!(one("<script>alert(1)</script> 2").is_err());
    }

    #[test]
    fn a_list_that_is_too_long_is_refused_whole() {
        assert_eq!(read(&"9780262033848 1\n".repeat(100_000)), Err(100_000));
        assert_eq!(read(&"9780262033848 1\n\n".repeat(MAX_LINES)).map(|rows| rows.len()), Ok(MAX_LINES));
    }

    #[test]
    fn repeats_are_summed_at_the_first_place() {
        let rows = read("9780262033848 2\nbad\n9780804429573\n0262033844 3").unwrap();
        let merged = merge(&rows);
        assert_eq!(merged.len(), 2);
        assert_eq!((merged[0].1, merged[0].2.clone()), (5, vec![1, 4]));
        assert_eq!((merged[1].1, merged[1].2.clone()), (1, vec![3]));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_no_line_is_lost(text in "(\\PC{0,60}\n){0,30}") {
            let rows = read(&text).unwrap();
            prop_assert_eq!(rows.len(), text.lines().filter(|line| !line.trim().is_empty()).count());
        }

        #[test]
        fn copies_are_kept_by_merging(copies in prop::collection::vec(1_i64..100, 1..20)) {
            let text: String = copies.iter().map(|n| format!("9780262033848 {n}\n")).collect();
            let merged = merge(&read(&text).unwrap());
            prop_assert_eq!(merged[0].1, copies.iter().sum::<i64>());
        }
    }
}
