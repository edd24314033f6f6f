//! The end of a portal while pages are open: they must not hold it up.

use std::time::{Duration, Instant};

use server::serve;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::browser::Browser;
use crate::portal::portals;

/// Opens `/live` as a page does, on a connection of its own, and waits for its first words.
async fn listen(address: std::net::SocketAddr, browser: &Browser) -> TcpStream {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let ask = format!("GET /live HTTP/1.1\r\nHost: {address}\r\nCookie: {}\r\n\r\n", cookies.join("; "));
    stream.write_all(ask.as_bytes()).await.unwrap();
    let mut heard = String::new();
    while !heard.contains("hello") {
        let mut bytes = [0; 1024];
        let count = stream.read(&mut bytes).await.unwrap();
        assert!(count > 0, "the stream ended before its first words: {heard}");
        heard.push_str(&String::from_utf8_lossy(&bytes[..count]));
    }
    stream
}

#[tokio::test]
async fn a_portal_with_open_pages_ends_at_once() {
    for portal in portals().await {
        let mei = portal.browser("mei").await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ending) = oneshot::channel::<()>();
        let (router, hub) = (portal.router.clone(), portal.hub());
        let serving = tokio::spawn(async move {
            serve::accept(listener, router, &hub, async { ending.await.unwrap() }).await;
        });
        let mut pages = Vec::new();
        for _ in 0..5 {
            pages.push(listen(address, &mei).await);
        }
        let asked = Instant::now();
        end.send(()).unwrap();
        serving.await.unwrap();
        assert!(asked.elapsed() < Duration::from_secs(1), "the end took {:?}", asked.elapsed());
        for mut page in pages {
            let mut rest = String::new();
            page.read_to_string(&mut rest).await.unwrap();
            assert!(rest.ends_with("0\r\n\r\n"), "a stream was cut instead of ended: {rest:?}");
        }
    }
}
