//! One kept-open HTTP/1.1 connection, blocking, as a load generator wants it: no task, no allocation for each answer, little
//! of the two cores taken from the server that is measured.
//!
//! Knows what the portal and the floor answer with: a head, then a body of known length or in chunks. Must not know pages.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// No answer of either server takes as long.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes asked of the system at once.
const PORTION: usize = 64 * 1024;

/// A connection.
pub struct Wire {
    stream: TcpStream,
    /// What was received of the answer that is being read.
    received: Vec<u8>,
    portion: Box<[u8]>,
}

/// A whole answer.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Status line and headers as they came.
    pub head: String,
    /// The body, chunks put together.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }

    /// # Errors
    /// Any status but success, with the beginning of what was answered.
    pub fn well(self) -> Result<Self> {
        if !(200..300).contains(&self.status) {
            let said: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
            bail!("answered with {}: {said}", self.status);
        }
        Ok(self)
    }
}

impl Wire {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).with_context(|| format!("connect to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, received: Vec::new(), portion: vec![0; PORTION].into() })
    }

    /// Sends a whole request and reads the whole answer.
    ///
    /// # Errors
    /// The connection ends, or what comes is no HTTP.
    pub fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request)?;
        self.received.clear();
        let end = loop {
            match find(&self.received, b"\r\n\r\n") {
                Some(at) => break at + 4,
                None => self.receive()?,
            }
        };
        let head = String::from_utf8_lossy(&self.received[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
        let mut answer = Answer { status, head, body: Vec::new() };
        if answer.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
            self.chunks(end, &mut answer.body)?;
        } else {
            let length = answer.header("content-length").map_or(Ok(0), str::parse::<usize>)?;
            while self.received.len() < end + length {
                self.receive()?;
            }
            answer.body.extend_from_slice(&self.received[end..end + length]);
        }
        Ok(answer)
    }

    /// RFC 9112 §7.1, without trailers: neither server sends any.
    fn chunks(&mut self, mut at: usize, body: &mut Vec<u8>) -> Result<()> {
        loop {
            let Some(line) = find(&self.received[at..], b"\r\n") else {
                self.receive()?;
                continue;
            };
            let size = std::str::from_utf8(&self.received[at..at + line])?.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).context("no size of a chunk")?;
            let start = at + line + 2;
            while self.received.len() < start + size + 2 {
                self.receive()?;
            }
            if size == 0 {
                return Ok(());
            }
            body.extend_from_slice(&self.received[start..start + size]);
            at = start + size + 2;
        }
    }

    fn receive(&mut self) -> Result<()> {
        match self.stream.read(&mut self.portion)? {
            0 => bail!("the connection ended in the middle of an answer"),
            count => self.received.extend_from_slice(&self.portion[..count]),
        }
        Ok(())
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// A GET of a page by somebody signed in.
pub fn get(path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n").into_bytes()
}

/// A POST of a form by a script of an own page.
pub fn post(path: &str, cookie: &str, form: &str) -> Vec<u8> {
    let length = form.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
    )
    .into_bytes()
}

/// A text as one value of a form.
pub fn encoded(text: &str) -> String {
    let keep = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    text.bytes().map(|byte| if keep(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// What a client reads of an answer that comes in two parts.
    fn read(first: &'static str, second: &'static str) -> Result<Answer> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 512];
            let _ = stream.read(&mut request).unwrap();
            stream.write_all(first.as_bytes()).unwrap();
            stream.flush().unwrap();
            stream.write_all(second.as_bytes()).unwrap();
        });
        let answer = Wire::connect(address).unwrap().ask(&get("/", ""));
        server.join().unwrap();
        answer
    }

    #[test]
    fn a_body_of_known_length_is_read_to_its_end() {
        let answer = read("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nbo", "oks").unwrap();
        assert_eq!((answer.status, answer.header("set-cookie")), (200, Some("a=b")));
        assert_eq!(answer.body, b"books");
    }

    #[test]
    fn chunks_are_put_together_wherever_they_are_cut() {
        let answer =
            read("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r", "\nboo\r\n2\r\nks\r\n0\r\n\r\n");
        let answer = answer.unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (404, b"books".as_slice()));
        assert!(answer.well().is_err());
    }

    #[test]
    fn half_an_answer_is_an_error() {
        assert!(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbo", "oks").is_err());
    }
}
