//! Bodies that are too large or broken: refused with a status that says so, nothing panics, nothing is stored.

use axum::body::{Body, Bytes};
use futures::stream;
use http::{StatusCode, header};

use crate::browser::{ORIGIN, own};
use crate::portal::portals;
use crate::table::calls;

const MIB: usize = 1 << 20;

/// Five MiB, with a length or in chunks without one.
fn huge(chunked: bool) -> Body {
    let chunk = Bytes::from(vec![b'a'; MIB]);
    match chunked {
        true => Body::from_stream(stream::iter((0..5).map(move |_| Ok::<_, std::io::Error>(chunk.clone())))),
        false => Body::from(chunk.repeat(5)),
    }
}

#[tokio::test]
async fn a_call_of_five_mebibytes_is_too_large() {
    for portal in portals().await {
        let mut gu = portal.browser("gu").await;
        let before = portal.rows().await;
        for (call, _) in calls() {
            for (accept, chunked) in
                [("text/html", false), ("text/html", true), ("application/json", false), ("application/json", true)]
            {
                let request = own(call)
                    .header(header::ACCEPT, accept)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let answer = gu.send(request, huge(chunked)).await;
                assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{call} {accept} {chunked}");
            }
        }
        assert_eq!(portal.rows().await, before);
    }
}

#[tokio::test]
async fn a_form_of_five_mebibytes_is_answered_with_a_page_that_says_how_to_go_on() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        for (lang, said, back) in [("zh", "内容过大", "/orders/new?id=1"), ("en", "Too much to be sent", "/")] {
            mei.get(&format!("/account?lang={lang}")).await;
            let request = own("/api/orders/place")
                .header(header::ACCEPT, "text/html")
                .header(header::REFERER, format!("{ORIGIN}{back}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = mei.send(request, huge(true)).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
            assert!(answer.body.contains(said) && answer.body.contains("5,000"), "{}", answer.body);
            assert!(answer.body.contains(&format!("href=\"{back}\"")), "{}", answer.body);
            assert!(answer.header(header::CONTENT_TYPE).starts_with("text/html"));
        }
    }
}

#[tokio::test]
async fn a_broken_body_is_the_senders_fault() {
    let kinds = ["multipart/form-data", "multipart/form-data; boundary=", "application/json", "\u{7f}"];
    let bodies: [&[u8]; 5] = [b"--x\r\n", b"{\"no\":", b"%ff%fe=%zz&[[[=]]]", b"\xff\xfe\xfd", &[b'['; 5_000]];
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        for (call, _) in
            calls().filter(|(call, _)| !call.ends_with("sign_out") && !call.ends_with("end_other_sessions"))
        {
            for kind in kinds {
                for body in bodies {
                    let kind =
                        http::HeaderValue::from_bytes(kind.as_bytes()).unwrap_or(http::HeaderValue::from_static("?"));
                    let request =
                        own(call).header(header::ACCEPT, "application/json").header(header::CONTENT_TYPE, kind);
                    let answer = mei.send(request, Body::from(body)).await;
                    assert!(!answer.status.is_server_error(), "{call} {body:?}: {answer:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_list_of_a_hundred_thousand_lines_is_told_that_it_is_too_long() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        // More than two MiB, where the framework alone would stop reading.
        let list = "978-0-262-03384-8 12\n".repeat(100_000);
        let answer = mei.call("/api/orders/check", &[("form[text]", &list)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        assert!(answer.body.contains("too_many_lines"), "{}", answer.body);
    }
}
