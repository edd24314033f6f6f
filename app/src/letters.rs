//! A letter in words: subject, text and HTML, in its reader's language. Nothing in it is loaded from anywhere: no picture,
//! no style, no pixel that counts readers.
//!
//! It knows no transport and no headers; the server's mailer does the rest.

use kernel::Lang;
use kernel::shapes::{Letter, LetterBody, NoticeRow, Topic};

use crate::words::{Word, fill_in, letters as w, notices};

/// Longest subject, in characters.
const SUBJECT_CHARS: usize = 120;

/// A letter as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Where one click ends letters of this kind.
    pub unsubscribe: Option<String>,
}

/// Puts a letter into words. `base` is the portal's own address, without a slash at its end.
pub fn write(letter: &Letter, base: &str) -> Written {
    let mut sheet = Sheet::new(letter.lang);
    sheet.greet(&letter.name);
    let (subject, unsubscribe) = match &letter.body {
        LetterBody::Notices { rows, key } => (notices_of(&mut sheet, rows, base), Some(foot(&mut sheet, base, key))),
        LetterBody::Confirm { title, key } => (ask(&mut sheet, base, (title.as_deref(), key)), None),
        LetterBody::Arrived { title } => {
            sheet.paragraph(&sheet.say(w::ARRIVED, "title", title));
            (sheet.say(w::ARRIVED_SUBJECT, "title", title), None)
        }
        LetterBody::ArrivedOf { here, came, open } => (arrived_of(&mut sheet, here, (*came, *open)), None),
    };
    sheet.paragraph(w::FOOT.of(letter.lang));
    let subject = one_line(&subject);
    let (text, html) = sheet.finish(&subject);
    Written { subject, text, html, unsubscribe }
}

/// Every notice with its cause, its orders, its complaint and its parcel; the subject.
fn notices_of(sheet: &mut Sheet, rows: &[NoticeRow], base: &str) -> String {
    let lang = sheet.lang;
    sheet.paragraph(w::LEAD.of(lang));
    for row in rows {
        let mut links = Vec::with_capacity(row.orders.len() + 1);
        links.extend(row.complaint.as_ref().map(|no| match row.topic.is_for_the_house() {
            true => (sheet.say(w::TICKET, "no", no), format!("{base}/desk/tickets/{no}")),
            false => (sheet.say(w::COMPLAINT, "no", no), format!("{base}/complaints/{no}")),
        }));
        let invoice = row.invoice.as_ref().map(|invoice| &invoice.no);
        links.extend(invoice.map(|no| (sheet.say(w::INVOICE, "no", no), format!("{base}/invoices/{no}"))));
        links.extend(row.parcel.as_ref().map(|no| (sheet.say(w::PARCEL, "no", no), format!("{base}/parcels/{no}"))));
        let term = row.orders.first().filter(|_| row.topic == Topic::Alert);
        links.extend(
            term.map(|order| (notices::SEE_TERM.of(lang).to_owned(), format!("{base}/terms/{}?risk=1", order.no))),
        );
        for order in &row.orders {
            links.push((sheet.say(w::ORDER, "no", &order.no), format!("{base}/orders/{}", order.no)));
        }
        let why = notices::why(row, lang);
        sheet.item(&notices::sentence(row, lang), why.as_deref(), &links);
    }
    match rows {
        [row] => sheet.say(w::ONE_NOTICE, "what", &notices::sentence(row, lang)),
        rows => fill_in(lang, w::NOTICES, &[("n", &rows.len())]),
    }
}

/// The links that every letter about notices ends with; the one that ends letters.
fn foot(sheet: &mut Sheet, base: &str, key: &str) -> String {
    let lang = sheet.lang;
    let end = format!("{base}/unsubscribe/{key}");
    sheet.link(w::SEE_ALL.of(lang), &format!("{base}/notices"));
    sheet.link(w::CHANGE.of(lang), &format!("{base}/notices/settings"));
    sheet.link(w::UNSUBSCRIBE.of(lang), &end);
    end
}

/// The question to who left an address; the subject.
fn ask(sheet: &mut Sheet, base: &str, (title, key): (Option<&str>, &str)) -> String {
    let lang = sheet.lang;
    let (question, subject) = match title {
        Some(title) => (sheet.say(w::ASK, "title", title), sheet.say(w::ASK_SUBJECT, "title", title)),
        None => (w::ASK_ALL.of(lang).to_owned(), w::ASK_ALL_SUBJECT.of(lang).to_owned()),
    };
    sheet.paragraph(&question);
    sheet.link(w::ASK_YES.of(lang), &format!("{base}/track/confirm/{key}"));
    sheet.paragraph(w::ASK_IGNORE.of(lang));
    subject
}

/// What has come of an order, and what is still to come; the subject.
fn arrived_of(sheet: &mut Sheet, here: &[String], (came, open): (i64, i64)) -> String {
    let lang = sheet.lang;
    let lead = if open == 0 { w::ALL_CAME } else { w::SOME_CAME };
    sheet.paragraph(&fill_in(lang, lead, &[("n", &came), ("open", &open)]));
    for title in here {
        sheet.item(&sheet.say(w::CAME_TITLE, "title", title), None, &[]);
    }
    let subject = if open == 0 { w::ALL_CAME_SUBJECT } else { w::SOME_CAME_SUBJECT };
    fill_in(lang, subject, &[("n", &came), ("open", &open)])
}

/// A subject is one line and not too long, whatever a title holds.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match clean.char_indices().nth(SUBJECT_CHARS) {
        Some((end, _)) => format!("{}…", clean.get(..end).unwrap_or_default().trim_end()),
        None => clean,
    }
}

/// Both forms of a letter, written side by side so that neither says more than the other.
struct Sheet {
    lang: Lang,
    text: String,
    html: String,
}

impl Sheet {
    const fn new(lang: Lang) -> Self {
        Self { lang, text: String::new(), html: String::new() }
    }

    fn say(&self, word: Word, place: &str, value: &str) -> String {
        fill_in(self.lang, word, &[(place, &value)])
    }

    fn greet(&mut self, name: &str) {
        let hello =
            if name.is_empty() { w::HELLO_NOBODY.of(self.lang).to_owned() } else { self.say(w::HELLO, "name", name) };
        self.paragraph(&hello);
    }

    fn paragraph(&mut self, words: &str) {
        self.text.push_str(&format!("{words}\r\n\r\n"));
        self.html.push_str(&format!("<p>{}</p>\r\n", escaped(words)));
    }

    fn link(&mut self, words: &str, address: &str) {
        self.text.push_str(&format!("{words}: {address}\r\n\r\n"));
        self.html.push_str(&format!("<p><a href=\"{}\">{}</a></p>\r\n", escaped(address), escaped(words)));
    }

    fn item(&mut self, words: &str, why: Option<&str>, links: &[(String, String)]) {
        self.text.push_str(&format!("* {words}\r\n"));
        self.html.push_str(&format!("<p><strong>{}</strong>", escaped(words)));
        if let Some(why) = why {
            self.text.push_str(&format!("  {why}\r\n"));
            self.html.push_str(&format!("<br>{}", escaped(why)));
        }
        for (words, address) in links {
            self.text.push_str(&format!("  {words}: {address}\r\n"));
            self.html.push_str(&format!("<br><a href=\"{}\">{}</a>", escaped(address), escaped(words)));
        }
        self.text.push_str("\r\n");
        self.html.push_str("</p>\r\n");
    }

    fn finish(self, subject: &str) -> (String, String) {
        let html = format!(
            "<!doctype html>\r\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\r\n<body>\r\n{}</body></html>\r\n",
            self.lang.tag(),
            escaped(subject),
            self.html
        );
        (self.text, html)
    }
}

/// Text made safe inside HTML, also within quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;
    use kernel::shapes::{CauseNote, InvoiceNote, NoticeOrder};

    use super::*;

    fn row(title: &str) -> NoticeRow {
        NoticeRow {
            topic: Topic::Cause,
            key: "1_cause:x".to_owned(),
            at: 0,
            read: false,
            stage: None,
            batch: Some("C26-000001".to_owned()),
            reason: None,
            complaint: None,
            parcel: None,
            invoice: None,
            cause: Some(CauseNote {
                kind: "customs".to_owned(),
                text: "Customs <checks>.".to_owned(),
                extra_days: 10,
                since: 0,
                over: None,
            }),
            raised: false,
            dates: None,
            band: None,
            act_by: None,
            orders: vec![NoticeOrder { no: "S26-000001".to_owned(), lines: 1, copies: 3, title: title.to_owned() }],
        }
    }

    fn letter(lang: Lang, rows: Vec<NoticeRow>) -> Letter {
        let body = LetterBody::Notices { rows, key: "abc".to_owned() };
        let (to, name) = ("mei@pku.example".to_owned(), "梅".to_owned());
        Letter { id: Uuid::nil(), to, name, lang, made_at: 0, body }
    }

    #[test]
    fn both_forms_say_the_same_in_the_readers_language() {
        let zh = write(&letter(Lang::Zh, vec![row("算法导论")]), "https://p.example");
        assert_eq!(zh.subject, "《算法导论》（3 册）受阻：海关查验");
        for form in [&zh.text, &zh.html] {
            assert!(
                form.contains("https://p.example/orders/S26-000001") && form.contains("预计多等约 10 天"),
                "{form}"
            );
        }
        assert_eq!(zh.unsubscribe.as_deref(), Some("https://p.example/unsubscribe/abc"));
        let en = write(&letter(Lang::En, vec![row("Algorithms"), row("Patterns")]), "https://p.example");
        assert_eq!(en.subject, "Portolan: 2 notices about your orders");
        assert!(en.html.contains("Customs &lt;checks&gt;. Expect about 10 more days."), "{}", en.html);
    }

    #[test]
    fn what_is_given_was_not_bought() {
        let mut given = NoticeRow { topic: Topic::Bought, cause: None, ..row("算法导论") };
        assert_eq!(
            write(&letter(Lang::Zh, vec![given.clone()]), "").subject,
            "《算法导论》（3 册）已列入采购批次 C26-000001"
        );
        (given.stage, given.reason) = (Some("验货".to_owned()), Some("同种书有多到的，分给了本订单".to_owned()));
        assert_eq!(
            write(&letter(Lang::Zh, vec![given]), "").subject,
            "《算法导论》（3 册）不必再采购，已在「验货」环节：同种书有多到的，分给了本订单"
        );
    }

    #[test]
    fn an_invoice_says_how_much_and_until_when() {
        let invoice = InvoiceNote { no: "F26-000012".to_owned(), total_fen: 123_400, due_day: 20_809, paid: false };
        let billed = NoticeRow {
            topic: Topic::Invoice,
            invoice: Some(invoice.clone()),
            parcel: Some("B26-000034".to_owned()),
            cause: None,
            ..row("算法导论")
        };
        let zh = write(&letter(Lang::Zh, vec![billed.clone()]), "https://p.example");
        assert_eq!(zh.subject, "结算单 F26-000012：《算法导论》（3 册），共 ¥1,234.00，请于2026年12月22日前付清");
        for link in ["/invoices/F26-000012", "/parcels/B26-000034", "/orders/S26-000001"] {
            assert!(zh.text.contains(link) && zh.html.contains(link), "{link}");
        }
        let en = write(&letter(Lang::En, vec![billed.clone()]), "");
        assert_eq!(en.subject, "Invoice F26-000012: ¥1,234.00 for “算法导论” (3 copies), to be paid by 22 Dec 2026");
        let paid = NoticeRow { invoice: Some(InvoiceNote { paid: true, ..invoice }), ..billed };
        assert!(write(&letter(Lang::En, vec![paid]), "").subject.ends_with(", paid"));
    }

    #[test]
    fn a_title_can_neither_break_a_header_nor_the_page() {
        let evil = "Book\r\nBcc: victim@example.com\r\n\r\n<script>x</script>\"";
        let written = write(&letter(Lang::En, vec![row(evil)]), "https://p.example");
        assert!(!written.subject.contains(['\r', '\n']), "{}", written.subject);
        assert!(!written.html.contains("<script>"), "{}", written.html);
        let long = write(&letter(Lang::Zh, vec![row(&"书".repeat(500))]), "https://p.example");
        assert!(long.subject.chars().count() <= SUBJECT_CHARS + 1);
    }

    #[test]
    fn nothing_in_a_letter_is_loaded() {
        let written = write(&letter(Lang::En, vec![row("Algorithms")]), "https://p.example");
        for tag in ["<img", "<link", "<script", "style="] {
            assert!(!written.html.contains(tag), "{tag}");
        }
    }
}
