//! Takes connections and serves HTTP/1.1 on them: so many at once, so many of one address, with limits of time and size
//! for what a client sends before the router sees anything. TLS is the business of a proxy in front.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use http::Request as HttpRequest;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::{Service, ServiceExt as _};

use super::proxy::{Proxies, network};

/// Bounds for connections. Only tests use others than the defaults.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Most connections at once. More wait in the system's queue.
    pub connections: usize,
    /// Most connections of one network at once; further ones are closed. Trusted proxies are exempt.
    pub per_network: usize,
    /// Longest time for the head of a request, and between two requests of one connection.
    pub head_time: Duration,
    /// Longest time a client may take to accept the next piece of an answer.
    pub write_time: Duration,
    /// Largest head of a request, in bytes.
    pub head_bytes: usize,
    /// Most header lines of a request.
    pub header_lines: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 2_048,
            per_network: 512,
            head_time: Duration::from_secs(20),
            write_time: Duration::from_secs(30),
            head_bytes: 64 * 1024,
            header_lines: 100,
        }
    }
}

/// Serves until `stop` is done, then lets running requests finish.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve<S>(
    listener: TcpListener,
    service: S,
    proxies: Arc<Proxies>,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
) -> io::Result<()>
where
    S: Service<Request, Response = Response, Error = std::convert::Infallible, Future: Send> + Clone + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(bounds.head_time)
        .max_header_size(bounds.head_bytes)
        .max_buf_size(bounds.head_bytes.max(8 * 1024))
        .max_headers(bounds.header_lines);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(bounds.connections));
    let census = Arc::new(Census::default());
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place.map_err(io::Error::other)?,
            () = &mut stop => break,
        };
        let (stream, peer) = tokio::select! {
            connection = accept(&listener) => connection,
            () = &mut stop => break,
        };
        let most = if proxies.trusts(peer.ip()) {
            usize::MAX
        } else {
            bounds.per_network
        };
        let Some(presence) = census.enter(network(peer.ip()), most) else {
            tracing::warn!(address = %peer.ip(), "closed a connection: its address has too many");
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(bounds.write_time));
        let service = service
            .clone()
            .map_request(move |request: HttpRequest<Incoming>| with_peer(request, peer));
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Whatever ends a connection early is the client's affair: a closed window, a lost network, a bad request.
            if let Err(error) = connection.await {
                tracing::debug!(%error, address = %peer.ip(), "connection ended");
            }
            drop((place, presence));
        });
    }
    drop(listener);
    graceful.shutdown().await;
    Ok(())
}

fn with_peer(request: HttpRequest<Incoming>, peer: SocketAddr) -> Request {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

/// The next connection. What goes wrong with one of them concerns nobody else; when the system has no more files to
/// give, waiting helps.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are written in one piece; waiting for more would only delay them.
                let _ = stream.set_nodelay(true);
                return (stream, peer);
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot take connections");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

/// How many connections each network has.
#[derive(Default)]
struct Census {
    counts: Mutex<HashMap<IpAddr, usize>>,
}

impl Census {
    fn enter(self: &Arc<Self>, network: IpAddr, most: usize) -> Option<Presence> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Presence {
            census: Arc::clone(self),
            network,
        })
    }
}

/// One counted connection; it is counted until this is dropped.
struct Presence {
    census: Arc<Census>,
    network: IpAddr,
}

impl Drop for Presence {
    fn drop(&mut self) {
        let mut counts = self.census.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn 同じ網の接続を数える() {
        let census = Arc::new(Census::default());
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = census.enter(here, 2).unwrap();
        let second = census.enter(here, 2).unwrap();
        assert!(census.enter(here, 2).is_none());
        assert!(census.enter(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 2).is_some());
        drop(first);
        assert!(census.enter(here, 2).is_some());
        drop(second);
        assert!(census.counts.lock().unwrap().is_empty());
    }
}
