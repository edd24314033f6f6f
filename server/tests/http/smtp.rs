//! A mail server for stories: speaks just enough SMTP (RFC 5321), keeps what it accepted, and fails in every way that real
//! ones do.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, sleep_until};

/// Who has no mailbox here.
pub const NOBODY: &str = "nobody";

/// A letter that was accepted.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub text: String,
}

impl Received {
    /// Its headers, each on a line of its own.
    pub fn heads(&self) -> String {
        let heads = self.text.split("\r\n\r\n").next().unwrap_or_default();
        heads.replace("\r\n ", " ").replace("\r\n\t", " ")
    }

    /// What tells it from other letters.
    pub fn id(&self) -> String {
        let heads = self.heads();
        heads.lines().find(|line| line.starts_with("Message-ID:")).expect("a Message-ID").to_owned()
    }
}

/// The server.
#[derive(Clone)]
pub struct Letterbox {
    pub address: SocketAddr,
    accepted: Arc<Mutex<Vec<Received>>>,
    begun: Arc<AtomicUsize>,
}

/// How the next letter fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    Well,
    Slow,
    /// 4xx at the sender's address.
    Busy,
    /// 5xx at the reader's.
    Refuses,
    /// The line breaks before the letter is kept.
    Forgets,
    /// The line breaks after it was kept: the sender cannot know.
    KeepsSilently,
}

/// Letters fare by turns; thirteen, so that no reader always meets the same mood.
const MOODS: [Mood; 13] = [
    Mood::Well,
    Mood::Busy,
    Mood::Well,
    Mood::Slow,
    Mood::KeepsSilently,
    Mood::Well,
    Mood::Refuses,
    Mood::Well,
    Mood::Forgets,
    Mood::Well,
    Mood::Slow,
    Mood::KeepsSilently,
    Mood::Well,
];

impl Letterbox {
    /// Listens. Until `silence` is over, whoever calls hears nothing at all.
    pub async fn open(silence: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let here = Self { address, accepted: Arc::default(), begun: Arc::default() };
        let letterbox = here.clone();
        let speaks_from = Instant::now() + silence;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let letterbox = letterbox.clone();
                tokio::spawn(async move {
                    if Instant::now() < speaks_from {
                        sleep_until(speaks_from).await;
                        return;
                    }
                    // A line that breaks is part of the story.
                    let _ = letterbox.talk(stream).await;
                });
            }
        });
        here
    }

    /// What was accepted so far.
    pub fn letters(&self) -> Vec<Received> {
        self.accepted.lock().unwrap().clone()
    }

    async fn talk(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let (reader, mut writer) = stream.split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 letterbox\r\n").await?;
        let (mut mood, mut to) = (Mood::Well, String::new());
        while let Some(line) = lines.next_line().await? {
            let answer = match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "MAIL" => {
                    mood = MOODS[self.begun.fetch_add(1, Ordering::Relaxed) % MOODS.len()];
                    if mood == Mood::Busy { "451 busy" } else { "250 ok" }
                }
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    if mood == Mood::Refuses || to.starts_with(NOBODY) { "550 no such mailbox" } else { "250 ok" }
                }
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await?;
                    let mut text = String::new();
                    while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                        text.push_str(line.strip_prefix('.').unwrap_or(&line));
                        text.push_str("\r\n");
                    }
                    if mood == Mood::Slow {
                        sleep(Duration::from_millis(300)).await;
                    }
                    if mood != Mood::Forgets {
                        self.accepted.lock().unwrap().push(Received { to: to.clone(), text });
                    }
                    if matches!(mood, Mood::Forgets | Mood::KeepsSilently) {
                        return Ok(());
                    }
                    "250 kept"
                }
                "QUIT" => return writer.write_all(b"221 bye\r\n").await,
                _ => "250 ok",
            };
            writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}
