//! The load: some clients, each sending its next request when the last one is answered, for a bounded time.
//!
//! Knows requests as bytes and answers as successes with a latency; must not know what is asked.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::wire::Wire;

/// How hard and how long.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Connections that are kept busy.
    pub clients: usize,
    /// Not measured: caches fill, statements get prepared.
    pub warm_up: Duration,
    /// Measured.
    pub time: Duration,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Answers in a second.
    pub per_second: f64,
    /// Half of the answers came in this time.
    pub p50: Duration,
    /// All but one in a hundred came in this time.
    pub p99: Duration,
    /// Mean size of a body, in bytes.
    pub bytes: usize,
}

#[derive(Default)]
struct Heard {
    latencies: Vec<Duration>,
    bytes: usize,
}

impl Load {
    /// Sends to `address` one `request` after the other.
    ///
    /// # Errors
    /// Any answer but a success: what is measured then is not the page.
    pub fn put_on(&self, address: SocketAddr, request: &(dyn Fn() -> Vec<u8> + Sync)) -> Result<Measured> {
        let begin = Instant::now() + self.warm_up;
        let heard: Result<Vec<Heard>> = thread::scope(|scope| {
            let clients: Vec<_> =
                (0..self.clients).map(|_| scope.spawn(move || self.client(address, begin, request))).collect();
            clients.into_iter().map(|client| client.join().map_err(|_| anyhow!("a client panicked"))?).collect()
        });
        measured(heard?, self.time)
    }

    fn client(&self, address: SocketAddr, begin: Instant, request: &dyn Fn() -> Vec<u8>) -> Result<Heard> {
        let mut wire = Wire::connect(address)?;
        let mut heard = Heard::default();
        let end = begin + self.time;
        loop {
            let request = request();
            let sent = Instant::now();
            if sent >= end {
                return Ok(heard);
            }
            let asked = || String::from_utf8_lossy(&request).lines().next().unwrap_or_default().to_owned();
            let answer = wire.ask(&request).and_then(|answer| answer.well()).with_context(asked)?;
            let now = Instant::now();
            // Counted by when it was answered, so that each second measured holds what was finished in it.
            if now >= begin && now < end {
                heard.latencies.push(now - sent);
                heard.bytes += answer.body.len();
            }
        }
    }
}

fn measured(heard: Vec<Heard>, time: Duration) -> Result<Measured> {
    let bytes: usize = heard.iter().map(|heard| heard.bytes).sum();
    let mut latencies: Vec<Duration> = heard.into_iter().flat_map(|heard| heard.latencies).collect();
    latencies.sort_unstable();
    let at = |hundredths: usize| latencies.get(latencies.len() * hundredths / 100).copied();
    let (p50, p99) = at(50).zip(at(99)).context("not one answer in the time measured")?;
    let count = latencies.len();
    Ok(Measured { per_second: count as f64 / time.as_secs_f64(), p50, p99, bytes: bytes / count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_tail_are_found() {
        let latencies = (1..=200).map(Duration::from_millis).collect();
        let measured =
            measured(vec![Heard { latencies, bytes: 4_000 }, Heard::default()], Duration::from_secs(2)).unwrap();
        assert_eq!((measured.p50, measured.p99), (Duration::from_millis(101), Duration::from_millis(199)));
        assert_eq!(measured.bytes, 20);
        assert!((measured.per_second - 100.0).abs() < f64::EPSILON);
    }

    #[test]
    fn silence_is_an_error() {
        assert!(measured(vec![Heard::default()], Duration::from_secs(1)).is_err());
    }
}
