//! Every address of the portal with real things in it. A name in braces stands for what [`World::facts`] says it is. The
//! census refuses a page or a call that is not named here.

use std::collections::{BTreeMap, BTreeSet};

use http::Method;

/// Page as the router knows it, and an address of it.
pub const PAGES: [(&str, &str); 26] = [
    ("/", "/"),
    ("/login", "/login"),
    ("/account", "/account"),
    ("/books", "/books?q=algorithms"),
    ("/books/{isbn}", "/books/9780262033848"),
    ("/catalogues/{code}", "/catalogues/T"),
    ("/orders", "/orders"),
    ("/orders/new", "/orders/new"),
    ("/orders/new", "/orders/new?id={fresh}"),
    ("/orders/{no}", "/orders/{order}"),
    ("/orders/{no}", "/orders/{partner_order}"),
    ("/where", "/where?q={order}"),
    ("/complaints", "/complaints"),
    ("/complaints/new", "/complaints/new?order={order}"),
    ("/complaints/{no}", "/complaints/{complaint}"),
    ("/for-you", "/for-you"),
    ("/partner", "/partner"),
    ("/desk", "/desk"),
    ("/desk/tickets", "/desk/tickets"),
    ("/desk/tickets/{no}", "/desk/tickets/{complaint}"),
    ("/desk/batches", "/desk/batches"),
    ("/desk/batches/open/{publisher}", "/desk/batches/open/{publisher}"),
    ("/desk/batches/{no}", "/desk/batches/{batch}"),
    // Beside the pages.
    ("", "/live"),
    ("", "/readyz"),
    ("", "/no/such/page"),
];

/// Calls with their fields, in an order in which each still finds its thing in a state that allows it.
pub const CALLS: [(&str, &str); 43] = [
    ("/api/people/me", ""),
    ("/api/people/colleagues", ""),
    ("/api/people/customers", ""),
    ("/api/people/sessions", ""),
    ("/api/books/search", "q=algorithms"),
    ("/api/books/find", "isbn=9780262033848"),
    ("/api/books/catalogues", ""),
    ("/api/picks/mine", ""),
    ("/api/journeys/find", "q={order}"),
    ("/api/orders/placed", "id={fresh}"),
    ("/api/orders/list", ""),
    ("/api/orders/find", "no={order}"),
    ("/api/orders/redrawn", "no={order}"),
    ("/api/orders/customers", ""),
    ("/api/orders/check", "form[text]=9780262033848+1"),
    ("/api/orders/check", "form[text]=9780262033848+1&form[for_org]={nanjing}"),
    ("/api/orders/place", "form[id]={fresh}&form[text]=9780262033848+1"),
    ("/api/orders/place", "form[id]={fresh}&form[text]=9780262033848+1&form[for_org]={nanjing}"),
    ("/api/orders/cancel", "line={line_waiting}&copies=1"),
    ("/api/complaints/list", ""),
    ("/api/complaints/find", "no={complaint}"),
    ("/api/complaints/news", "no={complaint}&version={complaint_version}"),
    ("/api/complaints/file", "order_no={order}&line={line_delivered}&kind=damaged&subject=Wet&body=All+of+it"),
    ("/api/complaints/reply", "no={complaint}&version={complaint_version}&body=And+one+more"),
    ("/api/complaints/escalate", "no={complaint}&version={complaint_version}"),
    ("/api/tickets/list", ""),
    ("/api/tickets/find", "no={complaint}"),
    ("/api/tickets/note", "no={complaint}&version={complaint_version}&body=For+us"),
    ("/api/tickets/answer", "no={complaint}&version={complaint_version}&body=Next+week"),
    ("/api/complaints/close", "no={complaint}&version={complaint_version}"),
    ("/api/complaints/reopen", "no={complaint}&version={complaint_version}&body=It+is+not+here"),
    ("/api/tickets/hand_over", "no={complaint}&version={complaint_version}&desk=distribution"),
    ("/api/desks/day", ""),
    ("/api/batches/work", ""),
    ("/api/batches/open_lines", "publisher={publisher}"),
    ("/api/batches/find", "no={batch}"),
    ("/api/batches/gather", "publisher={publisher}"),
    ("/api/batches/take_out", "no={batch}&version={batch_version}&slice={slice}&copies=1&reason=damaged"),
    ("/api/batches/undo", "act={act}&note=The+wrong+one"),
    ("/api/batches/forward", "no={batch}&version={batch_version}"),
    ("/api/batches/take_back", "line={line_delivered}&copies=1&reason=returned_damaged&ticket={complaint}"),
    ("/api/people/end_session", "id={session}"),
    ("/api/people/end_other_sessions", ""),
];

/// The calls about the door itself. They change who is signed in, so they come after all others.
pub const DOOR: [(&str, &str); 3] = [
    ("/api/people/change_password", "old_password=three+boats+left+tientsin&new_password=a+fourth+boat+left+hankou"),
    ("/api/people/sign_out", ""),
    ("/api/people/sign_in", "email=who%40portolan.example&password=three+boats+left+tientsin"),
];

/// Every call.
pub fn calls() -> impl Iterator<Item = (&'static str, &'static str)> {
    CALLS.into_iter().chain(DOOR)
}

/// Puts the things into an address or into fields.
pub fn filled(template: &str, facts: &BTreeMap<&'static str, String>) -> String {
    facts.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[test]
fn every_page_and_every_call_is_in_the_table() {
    let routes = leptos_axum::generate_route_list(app::routes::App);
    let pages: BTreeSet<String> = routes.iter().map(|route| route.path().to_owned()).collect();
    let named = PAGES.iter().map(|(page, _)| (*page).to_owned()).filter(|page| !page.is_empty()).collect();
    assert_eq!(pages, named, "pages of the router, pages of the table");

    let registered: Vec<(&str, Method)> = server_fn::axum::server_fn_paths().collect();
    let safe: Vec<_> = registered.iter().filter(|(_, method)| *method != Method::POST).collect();
    assert!(safe.is_empty(), "calls that a link could carry out: {safe:?}");
    let registered: BTreeSet<&str> = registered.into_iter().map(|(path, _)| path).collect();
    let named = calls().map(|(call, _)| call).collect();
    assert_eq!(registered, named, "calls of the portal, calls of the table");
}
