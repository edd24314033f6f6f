//! A list while it is being typed: what can be said of each line at once, what the house last said of it, and what is
//! still unknown. Pure.

use kernel::paste::{self, PasteFault};
use kernel::shapes::{Checklist, ChecklistRow, Outcome};

/// One line as it is shown. Without outcome, the house has not said yet what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number of the line in the text, from 1.
    pub number: u32,
    /// As typed.
    pub typed: String,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

impl Row {
    /// Whether it is understood: it will be ordered, or was added to another line.
    pub const fn is_good(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Good { .. } | Outcome::AddedTo { .. }))
    }

    /// Whether somebody must look at it.
    pub const fn is_question(&self) -> bool {
        self.outcome.is_some() && !self.is_good()
    }
}

/// Sums of what is understood so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Lines with something on them.
    pub rows: i64,
    /// Lines that are understood.
    pub good: i64,
    /// Lines that need a look.
    pub questions: i64,
    /// Different titles that can be ordered.
    pub titles: i64,
    /// Copies of them.
    pub copies: i64,
    /// What they cost, in fen; `None` for who does not pay the house, or beyond 64 bits.
    pub fen: Option<i64>,
}

/// The lines of a text, with what the house said of them in its last answer as far as that still fits.
///
/// # Errors
/// The number of lines, when there are more than one order takes.
pub fn rows(text: &str, last: Option<&Checklist>) -> Result<Vec<Row>, usize> {
    let answers = last.map(|last| last.rows.as_slice()).unwrap_or_default();
    let rows = paste::read(text)?.into_iter().enumerate().map(|(index, row)| {
        let outcome = answer_to(answers, index, (row.number, &row.typed)).or_else(|| fault(row.read.err()?));
        Row { number: row.number, typed: row.typed, outcome }
    });
    Ok(rows.collect())
}

/// The answer about a line that was typed just so, wherever it stood then. What was said about its neighbours
/// ("added to line 3") only holds in the same place.
fn answer_to(answers: &[ChecklistRow], index: usize, (number, typed): (u32, &str)) -> Option<Outcome> {
    let same_place = answers.get(index).filter(|answer| answer.number == number && answer.typed == typed);
    let elsewhere = || {
        let moved =
            |answer: &&ChecklistRow| answer.typed == typed && !matches!(answer.outcome, Outcome::AddedTo { .. });
        answers.iter().find(moved)
    };
    same_place.or_else(elsewhere).map(|answer| answer.outcome.clone())
}

/// What is certain without asking the house.
const fn fault(fault: PasteFault) -> Option<Outcome> {
    Some(match fault {
        PasteFault::Isbn(fault) => Outcome::NotAnIsbn { fault, near: Vec::new() },
        PasteFault::Copies => Outcome::Copies,
        PasteFault::TooManyCopies => Outcome::TooManyCopies,
    })
}

/// Adds up what is understood.
pub fn totals(rows: &[Row]) -> Totals {
    let mut totals = Totals { fen: Some(0), ..Totals::default() };
    for row in rows {
        totals.rows += 1;
        totals.good += i64::from(row.is_good());
        totals.questions += i64::from(row.is_question());
        if let Some(Outcome::Good { copies, price_fen, .. }) = &row.outcome {
            totals.titles += 1;
            totals.copies += copies;
            let fen = price_fen.and_then(|price| kernel::money::line_total_fen(price, *copies));
            totals.fen = totals.fen.zip(fen).and_then(|(sum, fen)| sum.checked_add(fen));
        }
    }
    totals
}

/// The text with the ISBN of one line replaced; the copies stay as they were typed.
pub fn with_isbn(text: &str, number: u32, isbn: &str) -> String {
    let replace = |(index, line): (usize, &str)| {
        let word = line.trim_start().split([' ', '\t', ',', ';', '，', '；', '\r']).next().unwrap_or_default();
        if index + 1 == number as usize && !word.is_empty() { line.replacen(word, isbn, 1) } else { line.to_owned() }
    };
    text.split('\n').enumerate().map(replace).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use kernel::isbn::IsbnFault;

    use super::*;

    const MIT: &str = "9780262033848";

    fn good(copies: i64) -> Outcome {
        Outcome::Good {
            isbn: MIT.to_owned(),
            title: "Introduction to Algorithms".to_owned(),
            authors: String::new(),
            publisher: String::new(),
            copies,
            price_fen: Some(10_050),
            ordered: 0,
        }
    }

    fn answered(rows: &[(u32, &str, Outcome)]) -> Checklist {
        let row = |(number, typed, outcome): &(u32, &str, Outcome)| ChecklistRow {
            number: *number,
            typed: (*typed).to_owned(),
            outcome: outcome.clone(),
        };
        Checklist { rows: rows.iter().map(row).collect(), ..Checklist::default() }
    }

    #[test]
    fn what_is_wrong_in_itself_is_said_at_once_and_the_rest_is_awaited() {
        let rows = rows("9780262033848 2\n\n9780262033849\n9780262033848 0", None).unwrap();
        assert_eq!(rows[0].outcome, None);
        assert_eq!(rows[1].outcome, Some(Outcome::NotAnIsbn { fault: IsbnFault::CheckDigit, near: Vec::new() }));
        assert_eq!((rows[2].number, rows[2].outcome.clone()), (4, Some(Outcome::Copies)));
    }

    #[test]
    fn an_answer_follows_its_line_but_not_what_it_said_of_others() {
        let last = answered(&[(1, "9780262033848 2", good(3)), (2, "9780262033848", Outcome::AddedTo { number: 1 })]);
        let same = rows("9780262033848 2\n9780262033848", Some(&last)).unwrap();
        assert!(same.iter().all(Row::is_good));
        let moved = rows("9780804429573\n9780262033848 2\n9780262033848", Some(&last)).unwrap();
        let known: Vec<bool> = moved.iter().map(|row| row.outcome.is_some()).collect();
        assert_eq!(known, [false, true, false]);
    }

    #[test]
    fn totals_count_what_will_be_ordered() {
        let last = answered(&[(1, "9780262033848 2", good(2)), (2, "x", Outcome::Copies)]);
        let totals = totals(&rows("9780262033848 2\nx\n9780804429573", Some(&last)).unwrap());
        assert_eq!((totals.rows, totals.good, totals.questions), (3, 1, 1));
        assert_eq!((totals.titles, totals.copies, totals.fen), (1, 2, Some(20_100)));
    }

    #[test]
    fn a_slip_is_mended_where_it_stands() {
        let text = "9780804429573 1\r\n 978-0-262-03384-9, 3\n9780262033849";
        assert_eq!(with_isbn(text, 2, MIT), "9780804429573 1\r\n 9780262033848, 3\n9780262033849");
        assert_eq!(with_isbn(text, 3, MIT), "9780804429573 1\r\n 978-0-262-03384-9, 3\n9780262033848");
        assert_eq!(with_isbn(text, 9, MIT), text);
    }

    #[test]
    fn a_list_beyond_measure_is_only_counted() {
        assert_eq!(rows(&"1\n".repeat(100_000), None), Err(100_000));
    }
}
