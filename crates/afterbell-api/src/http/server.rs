//! The socket: accepts connections, and stops without cutting off a request.

use std::net::SocketAddr;
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
#[cfg(target_os = "linux")]
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::Service as _;

use super::refusal::spread;
use super::room::{MostConnections, Place, Room};

/// A connection that says nothing for so long is closed.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);
/// Requests that are running when the server stops get so long to end.
const LONGEST_FAREWELL: Duration = Duration::from_secs(10);

/// What one connection may hold of a request that was not understood yet: its head. Bodies have
/// a bound of their own.
const MOST_BUFFERED: usize = 16 * 1024;
/// What was sent and is not taken for so long never will be: the phone is gone, or does not read.
#[cfg(target_os = "linux")]
const LONGEST_UNREAD: Duration = Duration::from_secs(60);

/// Serves until `stopping` turns true, at most so many connections at a time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    most_connections: MostConnections,
    mut stopping: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let room = Room::new(most_connections);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, peer)) => match room.enter(peer.ip()) {
                Some(place) => attend(stream, peer, router.clone(), &graceful, place),
                // Nobody waits for who does not listen: what does not fit is not sent.
                None => drop(stream.try_write(no_room().as_bytes())),
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

/// Told to a connection too many, which is then closed.
fn no_room() -> String {
    let seconds = spread(4, 10);
    format!(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: {seconds}\r\n\
         connection: close\r\ncontent-length: 0\r\n\r\n"
    )
}

/// A socket that knows no such wish does without.
fn settle(stream: &TcpStream) {
    // Answers are small and waited for.
    let _ = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = SockRef::from(stream).set_tcp_user_timeout(Some(LONGEST_UNREAD));
}

fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    graceful: &GracefulShutdown,
    place: Place,
) {
    settle(&stream);
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
        drop(place);
    });
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_phone_that_does_not_read_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let _phone = TcpStream::connect(address).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        settle(&stream);
        let limit = SockRef::from(&stream).tcp_user_timeout().unwrap();
        assert_eq!(limit, Some(LONGEST_UNREAD));
    }
}
