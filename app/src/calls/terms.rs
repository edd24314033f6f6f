//! Courses and terms, and what is done about several lines at once.

use kernel::shapes::{Placed, Substitutes, TermPage, Terms};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {
    crate::door,
    crate::words::{Word, terms as w},
    domain::{Scope, arrivals, orders, terms},
};

/// The courses and terms of this person's organisations.
#[server(name = ListTerms, endpoint = "/terms/list", prefix = "/api")]
pub async fn list() -> Result<Terms, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(terms::list(&mut conn, &scope).await?)
}

/// The term of an order, line by line, or only what is at risk of it.
#[server(name = TermBoard, endpoint = "/terms/board", prefix = "/api")]
pub async fn board(no: String, #[server(default)] at_risk: bool) -> Result<TermPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let outlook = door::house()?.outlook();
    Ok(terms::board(&mut conn, &scope, (&no, at_risk), outlook.as_deref()).await?)
}

/// Courses that were named before.
#[server(name = ListCourses, endpoint = "/terms/courses", prefix = "/api")]
pub async fn courses() -> Result<Vec<String>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(terms::courses(&mut conn, &scope).await?)
}

/// What can be ordered instead of a line.
#[server(name = FindSubstitutes, endpoint = "/terms/substitutes", prefix = "/api")]
pub async fn substitutes(no: String, line: i64) -> Result<Substitutes, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let outlook = door::house()?.outlook();
    Ok(orders::substitutes(&mut conn, &scope, (&no, line), outlook.as_deref()).await?)
}

/// The page of a board: that of a term by one of its orders, or that of all lines at risk.
#[cfg(feature = "ssr")]
fn page_of(board: &str, done: &str) -> String {
    match board {
        "" => format!("/deadlines?{done}"),
        no => format!("/terms/{}?{done}", crate::addresses::encoded(no)),
    }
}

/// The line whose own button was pressed; otherwise those that were ticked.
#[cfg(feature = "ssr")]
fn chosen(only: Option<Uuid>, lines: Vec<Uuid>) -> Vec<Uuid> {
    only.map_or(lines, |line| vec![line])
}

/// Makes lines urgent that wait for a batch. Answers how many.
#[server(name = HurryLines, endpoint = "/terms/hurry", prefix = "/api")]
pub async fn hurry(
    #[server(default)] lines: Vec<Uuid>,
    #[server(default)] only: Option<Uuid>,
    #[server(default)] board: String,
) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let verb = (scope, chosen(only, lines), house.outlook());
    let hurried = house.db.write(verb, |tx, (scope, lines, outlook)| {
        Box::pin(async move {
            let hurried = orders::hurry(tx, scope, lines).await?;
            if let Some(outlook) = outlook {
                for no in &hurried.orders {
                    arrivals::promise(tx, scope, outlook, no).await?;
                }
            }
            Ok(hurried)
        })
    });
    let hurried = hurried.await?;
    door::go_to(&page_of(&board, &format!("hurried={}&fen={}", hurried.lines, hurried.more_fen)));
    Ok(hurried.lines)
}

/// Asks the desks for what is ready of lines, without the rest. Answers with the numbers of the tickets.
#[server(name = AskForPart, endpoint = "/terms/part_first", prefix = "/api")]
pub async fn part_first(
    #[server(default)] lines: Vec<Uuid>,
    #[server(default)] only: Option<Uuid>,
    #[server(default)] board: String,
) -> Result<Vec<String>, Refusal> {
    asked(chosen(only, lines), board, (w::PART_SUBJECT, w::PART_BODY)).await
}

/// Asks the desks what can still be done about lines. Answers with the numbers of the tickets.
#[server(name = AskDesks, endpoint = "/terms/ask", prefix = "/api")]
pub async fn ask(
    #[server(default)] lines: Vec<Uuid>,
    #[server(default)] only: Option<Uuid>,
    #[server(default)] board: String,
) -> Result<Vec<String>, Refusal> {
    asked(chosen(only, lines), board, (w::ASK_SUBJECT, w::ASK_BODY)).await
}

/// Asks in the language of who asks.
#[cfg(feature = "ssr")]
async fn asked(lines: Vec<Uuid>, board: String, (subject, body): (Word, Word)) -> Result<Vec<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let letter = |scope: &Scope| terms::Question {
        subject: subject.of(scope.lang).to_owned(),
        body: body.of(scope.lang).to_owned(),
    };
    let verb = (letter(&scope), scope, lines);
    let numbers =
        house.db.write(verb, |tx, (letter, scope, lines)| Box::pin(terms::ask(tx, scope, lines, letter))).await?;
    door::go_to(&page_of(&board, &format!("asked={}", numbers.len())));
    Ok(numbers)
}

/// Cancels all copies of lines that were not bought yet. Answers how many.
#[server(name = CancelLines, endpoint = "/terms/cancel", prefix = "/api")]
pub async fn cancel(#[server(default)] lines: Vec<Uuid>, #[server(default)] board: String) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let copies = house.db.write((scope, lines), |tx, (scope, lines)| Box::pin(terms::cancel(tx, scope, lines))).await?;
    door::go_to(&page_of(&board, &format!("cancelled={copies}")));
    Ok(copies)
}

/// Orders something else in the place of a line. `choice` is an ISBN, followed by `:urgent` for the urgent lane.
#[server(name = OrderInstead, endpoint = "/terms/substitute", prefix = "/api")]
pub async fn substitute(
    id: Uuid,
    line: Uuid,
    choice: String,
    copies: String,
    #[server(default)] board: String,
) -> Result<Placed, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let copies = kernel::forms::whole("copies", &copies, 1, kernel::paste::MAX_COPIES)?;
    let (isbn, urgent) = choice.strip_suffix(":urgent").map_or((choice.as_str(), false), |isbn| (isbn, true));
    let wish = orders::Substitute { id, line, isbn: isbn.to_owned(), copies, urgent };
    let placed = house.db.write((scope, wish, house.outlook()), |tx, (scope, wish, outlook)| {
        Box::pin(async move {
            let placed = orders::substitute(tx, scope, wish).await?;
            if let Some(outlook) = outlook {
                arrivals::promise(tx, scope, outlook, &placed.no).await?;
            }
            Ok(placed)
        })
    });
    let placed = placed.await?;
    door::go_to(&page_of(&board, &format!("instead={}", placed.no)));
    Ok(placed)
}
