//! Every address of the portal with real things in it. A name in braces stands for what [`World::facts`] says it is. The
//! census refuses a page or a call that is not named here.

use std::collections::{BTreeMap, BTreeSet};

use http::Method;

/// Page as the router knows it, and an address of it.
pub const PAGES: [(&str, &str); 62] = [
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
    ("/orders/{no}/share", "/orders/{order}/share?line={line_bought}"),
    ("/notices", "/notices"),
    ("/notices/settings", "/notices/settings"),
    ("/unsubscribe/{key}", "/unsubscribe/0123"),
    ("/track/{token}", "/track/{tracked}"),
    ("/track/confirm/{key}", "/track/confirm/0123"),
    ("/where", "/where?q={order}"),
    ("/parcels", "/parcels"),
    ("/parcels/{no}", "/parcels/{parcel}"),
    ("/invoices", "/invoices"),
    ("/invoices/{no}", "/invoices/{invoice}"),
    ("/deadlines", "/deadlines"),
    ("/terms", "/terms"),
    ("/terms/{no}", "/terms/{order}"),
    ("/terms/{no}/instead", "/terms/{order}/instead?line=1"),
    ("/books/{isbn}", "/books/9780262033848?by=2027-03-01"),
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
    ("/desk/batches/{no}/causes", "/desk/batches/{batch}/causes"),
    ("/desk/batches/{no}/promise", "/desk/batches/{batch}/promise"),
    ("/desk/promise/{line}", "/desk/promise/{line_waiting}"),
    ("/desk/outbox", "/desk/outbox"),
    ("/desk/reports", "/desk/reports"),
    ("/desk", "/desk?desk=imports"),
    ("/desk/silent", "/desk/silent"),
    ("/desk/rounds", "/desk/rounds"),
    ("/desk/rounds/{id}", "/desk/rounds/{round}"),
    ("/desk/reasons", "/desk/reasons"),
    ("/desk/extras", "/desk/extras?state=kept"),
    ("/desk/settings", "/desk/settings"),
    ("/desk/settings/calendar", "/desk/settings/calendar?year=2027"),
    ("/desk/settings/surcharges", "/desk/settings/surcharges"),
    ("/desk/settings/customers", "/desk/settings/customers?q=University"),
    ("/desk/settings/waits", "/desk/settings/waits"),
    ("/desk/batches/{no}/part", "/desk/batches/{batch}/part"),
    ("/desk/batches/{no}/receive", "/desk/batches/{batch}/receive"),
    ("/desk/batches/{no}/papers", "/desk/batches/{batch}/papers"),
    ("/desk/batches/{no}/parcels", "/desk/batches/{packing}/parcels"),
    ("/desk/batches/{no}/slips", "/desk/batches/{packing}/slips"),
    // Beside the pages.
    ("", "/live"),
    ("", "/readyz"),
    ("", "/no/such/page"),
];

/// The form of the settings of notices.
const SETTINGS: &str = "form[exception]=now&form[cause]=now&form[alert]=now&form[answered]=now&form[arrived]=daily&form[moved]=weekly\
    &form[bought]=never&form[placed]=daily&form[cancelled]=daily&form[quiet_from]=22&form[quiet_to]=7";

/// Calls with their fields, in an order in which each still finds its thing in a state that allows it.
pub const CALLS: [(&str, &str); 140] = [
    ("/api/people/me", ""),
    ("/api/people/colleagues", ""),
    ("/api/people/customers", ""),
    ("/api/people/sessions", ""),
    ("/api/books/search", "q=algorithms"),
    ("/api/books/find", "isbn=9780262033848"),
    ("/api/books/safe_days", "publisher={publisher}&by=2027-03-01"),
    ("/api/journeys/risks", ""),
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
    ("/api/terms/list", ""),
    ("/api/terms/board", "no={order}"),
    ("/api/terms/courses", ""),
    ("/api/terms/substitutes", "no={order}&line=1"),
    ("/api/terms/hurry", "lines[]={line_waiting}"),
    ("/api/terms/part_first", "only={line_bought}"),
    ("/api/terms/ask", "lines[]={line_bought}&board={order}"),
    // Who may do it is refused for another reason: the line must still wait for the acts below.
    ("/api/terms/cancel", ""),
    ("/api/terms/substitute", "id={fresh}&line={line_waiting}&choice=none&copies=1"),
    ("/api/parcels/list", ""),
    ("/api/parcels/to_confirm", ""),
    ("/api/parcels/find", "no={parcel}"),
    ("/api/parcels/of_batch", "no={packing}"),
    ("/api/parcels/slips", "no={packing}"),
    // All of it is delivered: who may act is told by what the others learn.
    ("/api/parcels/pack", "no={packing}&version={packing_version}"),
    ("/api/parcels/pack_rest", "no={packing}&version={packing_version}"),
    ("/api/parcels/send", "no={packing}&carrier=EMS&rows[{parcel}][tracking]=1"),
    ("/api/parcels/send_list", "no={packing}&carrier=EMS&list={parcel}+1"),
    ("/api/parcels/delivered", "no={packing}&rows[{parcel}][ticked]=true"),
    ("/api/parcels/unpack", "no={packing}&rows[{parcel}][ticked]=true&rows[{parcel}][version]={parcel_version}"),
    ("/api/parcels/accept", "no={parcel}&version={parcel_version}&id={fresh}&lines[line-{line_delivered}][unsaid]=1"),
    ("/api/parcels/close", "no={parcel}&version={parcel_version}&note=On+the+phone"),
    ("/api/invoices/list", ""),
    ("/api/invoices/owed", ""),
    ("/api/invoices/find", "no={invoice}"),
    ("/api/invoices/of_parcel", "no={parcel}"),
    ("/api/invoices/of_order", "no={order}"),
    ("/api/invoices/set_tax_no", "no={invoice}&version={invoice_version}&tax_no=26112000000123456789"),
    ("/api/invoices/pay", "no={invoice}&version={invoice_version}&day={billed_on}&reference=ICBC+1"),
    ("/api/invoices/undo_payment", "no={invoice}&version={invoice_version}&note=Another+one"),
    ("/api/complaints/list", ""),
    ("/api/complaints/find", "no={complaint}"),
    ("/api/complaints/news", "no={complaint}&version={complaint_version}"),
    ("/api/complaints/file", "order_no={order}&line={line_delivered}&kind=damaged&subject=Wet&body=All+of+it"),
    ("/api/complaints/reply", "no={complaint}&version={complaint_version}&body=And+one+more"),
    ("/api/complaints/escalate", "no={complaint}&version={complaint_version}"),
    ("/api/notices/list", ""),
    ("/api/notices/unread", ""),
    ("/api/notices/read", "key=1_none"),
    ("/api/notices/read_all", "until=0"),
    ("/api/notices/settings", ""),
    ("/api/notices/set", SETTINGS),
    ("/api/notices/send_now", ""),
    ("/api/notices/follows", "no={order}"),
    ("/api/notices/follow", "no={order}"),
    ("/api/notices/unfollow", "no={order}"),
    ("/api/notices/key_holder", "key=0123"),
    ("/api/notices/unsubscribe", "key=0123"),
    ("/api/notices/dead", ""),
    ("/api/notices/retry", ""),
    ("/api/tracking/make", "line={line_bought}&days=90"),
    ("/api/tracking/make", "order={order}&days=90"),
    ("/api/tracking/links", "no={order}"),
    ("/api/tracking/find", "token={tracked}"),
    ("/api/tracking/watch", "token={tracked}&email=prof%40pku.example"),
    ("/api/tracking/question", "key=0123"),
    ("/api/tracking/confirm", "key=0123"),
    ("/api/tracking/revoke", "link={link}"),
    ("/api/causes/of_batch", "no={batch}"),
    // The batch has an open cause already.
    ("/api/causes/post", "form[no]={batch}&form[kind]=customs&form[text_zh]=海关抽查。&form[text_en]=A+check."),
    ("/api/causes/close", "cause={cause}&version=1"),
    ("/api/tickets/list", ""),
    ("/api/tickets/find", "no={complaint}"),
    ("/api/tickets/note", "no={complaint}&version={complaint_version}&body=For+us"),
    ("/api/tickets/answer", "no={complaint}&version={complaint_version}&body=Next+week"),
    ("/api/complaints/close", "no={complaint}&version={complaint_version}"),
    ("/api/complaints/reopen", "no={complaint}&version={complaint_version}&body=It+is+not+here"),
    ("/api/tickets/hand_over", "no={complaint}&version={complaint_version}&desk=distribution"),
    ("/api/desks/day", ""),
    ("/api/desks/silent", ""),
    ("/api/desks/put_off", "prompt=silent:1"),
    ("/api/desks/take_up", "prompt=silent:1"),
    ("/api/rounds/list", ""),
    ("/api/rounds/find", "id={round}"),
    // Gu's round: the key is taken.
    ("/api/rounds/begin", "id={round}&act=forward&batches[]={batch}:{batch_version}"),
    ("/api/reports/promises", ""),
    ("/api/promises/find", "batch={batch}"),
    // Nothing was worked out for its lines, so there is nothing that a person could know better.
    ("/api/promises/give", "form[batch]={batch}&form[from]=2099-12-01&form[until]=2099-12-09&form[note]=So+they+write"),
    ("/api/promises/take_back", "batch={batch}&note=A+mistake"),
    ("/api/batches/work", ""),
    ("/api/batches/open_lines", "publisher={publisher}"),
    ("/api/batches/find", "no={batch}"),
    ("/api/batches/gather", "publisher={publisher}"),
    ("/api/exceptions/list", ""),
    ("/api/batches/gather_urgent", ""),
    ("/api/cutoffs/set", "publisher={publisher}&rhythm_days=14&anchor=2026-11-27"),
    ("/api/cutoffs/find", "publisher={publisher}"),
    ("/api/settings/overview", ""),
    ("/api/settings/calendar", "year=2027"),
    ("/api/settings/set_day", "day=2026-12-24&kind=rest&name_zh=Eve&name_en=Eve"),
    // The 24th of December 2026.
    ("/api/settings/remove_day", "day=20811&year=2026"),
    ("/api/settings/set_year", "year=2026&text=2026-12-25+rest+Noel"),
    ("/api/settings/surcharges", ""),
    ("/api/settings/set_surcharge", "percent=15&from={next_year}&version=0"),
    ("/api/settings/drop_surcharge", "day={next_year_day}"),
    ("/api/settings/contracts", ""),
    // Not the house's own customer: nobody ranks it.
    ("/api/settings/set_rank", "org={nanjing}&version=1&priority=20"),
    ("/api/settings/waits", ""),
    ("/api/settings/set_wait", "code=acceptance_ask&version=1&days=8"),
    ("/api/extras/list", ""),
    ("/api/extras/of_batch", "no={batch}"),
    ("/api/extras/decide", "id={fresh}&version=1&state=kept"),
    ("/api/extras/give", "id={fresh}&version=1"),
    // Who may do these is refused for another reason: the batch must still be there for the acts below.
    ("/api/batches/expect", "no={batch}&version={batch_version}&day=never&note=Later"),
    ("/api/batches/split", "no={batch}&version={batch_version}"),
    ("/api/batches/merge", "no={batch}&version={batch_version}&into=none"),
    ("/api/batches/onward", "no={batch}&version={batch_version}&into=none"),
    ("/api/batches/together", "batches[]={batch}:{batch_version}&into=none"),
    ("/api/batches/hold", "no={batch}&version={batch_version}&reason=damaged"),
    ("/api/batches/release", "no={batch}&version={batch_version}&note=Go"),
    ("/api/receipts/find", "no={batch}"),
    ("/api/receipts/scan", "no={batch}&id={fresh}&text=9780262033848"),
    ("/api/receipts/finish", "no={batch}&version={batch_version}&seen=0&rest=await"),
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
