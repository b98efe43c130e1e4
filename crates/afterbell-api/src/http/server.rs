//! The socket: accepts connections, and stops without cutting off a request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::Service as _;

/// A connection that says nothing for so long is closed.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);
/// Requests that are running when the server stops get so long to end.
const LONGEST_FAREWELL: Duration = Duration::from_secs(10);

/// What one connection may hold of a request that was not understood yet: its head. Bodies have
/// a bound of their own.
const MOST_BUFFERED: usize = 64 * 1024;
/// Told to a connection too many, which is then closed.
const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\n\
    connection: close\r\ncontent-length: 0\r\n\r\n";

/// Serves until `stopping` turns true, at most so many connections at a time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    most_connections: usize,
    mut stopping: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(most_connections.min(Semaphore::MAX_PERMITS)));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, peer)) => match Arc::clone(&room).try_acquire_owned() {
                Ok(room) => attend(stream, peer, router.clone(), &graceful, room),
                // Nobody waits for who does not listen: what does not fit is not sent.
                Err(_) => drop(stream.try_write(NO_ROOM)),
            },
            Err(error) => {
                // Out of file descriptors, most likely: trying again at once only burns time.
                tracing::warn!(%error, "not_accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(LONGEST_FAREWELL, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("stopped_with_open_connections");
    }
}

fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    graceful: &GracefulShutdown,
    room: OwnedSemaphorePermit,
) {
    // Answers are small and waited for.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_SILENCE)
        .max_buf_size(MOST_BUFFERED)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // A connection that breaks is the phone's own business.
        let _ = connection.await;
        drop(room);
    });
}
