//! `portolan serve`: brings the database up to date, starts the jobs, listens, and ends in good order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::door::House;
use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use crate::config::Config;
use crate::failure::Failure;
use crate::hub::Hub;
use crate::mailer::Mailer;
use crate::portal::{self, Portal};
use crate::{commands, jobs, post, router};

/// A browser must have sent its request's head by then.
const HEAD: Duration = Duration::from_secs(10);
/// What is under way when the process is asked to end gets this long.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until the process is asked to end.
pub async fn run(config: &Config, demo: bool) -> Result<(), Failure> {
    log();
    let db = commands::open(config).await?;
    if demo {
        println!("{}", commands::data::demo_once(config, &db).await?);
    }
    let mailer = Mailer::new(config)?;
    let house = House::new(db.clone());
    let hub = Arc::new(Hub::default());
    let leptos = portal::leptos_options(&config.site);
    let portal = Portal { house: house.clone(), hub: hub.clone(), leptos, behind_proxy: config.behind_proxy };
    let app = router::build(portal);
    let listener = TcpListener::bind(config.addr).await.map_err(|error| format!("{}: {error}", config.addr))?;
    let mut jobs = jobs::start(&house);
    jobs.spawn(post::run(db.clone(), mailer));
    jobs.spawn(hub.clone().run(db.clone()));
    println!("Portolan listens at http://{}", listener.local_addr()?);
    accept(listener, app, &hub, asked_to_end()).await;
    // What a job is writing is written in a task of its own and comes to its end; the next portal goes on from there.
    jobs.shutdown().await;
    db.close().await;
    Ok(())
}

fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PORTOLAN_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    // Set once for each process; a second server in the same process keeps the first one's log.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Accepts connections until `ending`, and then lets what is under way come to its end. `axum::serve` sets no timer, so that
/// a browser could hold a connection open for ever by sending its request's head slowly; hyper's own server has one.
pub async fn accept(listener: TcpListener, app: Router, hub: &Hub, ending: impl Future<Output = ()>) {
    let draining = GracefulShutdown::new();
    let mut ending = std::pin::pin!(ending);
    loop {
        tokio::select! {
            () = &mut ending => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => hold(stream, peer, &app, &draining),
                // Out of file handles: those that are open will close.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            },
        }
    }
    drop(listener);
    // The streams of open pages would never come to their end by themselves.
    hub.close();
    let _ = tokio::time::timeout(DRAIN, draining.shutdown()).await;
}

fn hold(stream: TcpStream, peer: SocketAddr, app: &Router, draining: &GracefulShutdown) {
    let service = TowerToHyperService::new(app.clone().layer(Extension(ConnectInfo(peer))));
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
    // Small answers must not wait for the next packet.
    let _ = stream.set_nodelay(true);
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let watched = draining.watch(connection);
    tokio::spawn(async move {
        // A browser that hangs up is no error of ours.
        let _ = watched.await;
    });
}

async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
