//! One request over a connection of its own: sign-ins are rare, and a connection that lies idle is one more that hangs.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request, Uri};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::fault::ExchangeFault;

/// No vendor's answer is longer; a page of a proxy may be.
const LONGEST_ANSWER: usize = 64 * 1024;

/// The machine knows no authority whom to believe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this machine has no root certificates")]
pub struct NoCertificates;

/// Asks vendors' servers, each question within a limit.
#[derive(Clone)]
pub struct Client {
    tls: Option<TlsConnector>,
    limit: Duration,
}

/// What a vendor said, whatever the status.
pub(crate) struct Answer {
    pub status: u16,
    pub json: Value,
}

pub(crate) enum Content {
    None,
    Json(Value),
    Form(String),
}

impl Client {
    /// With the machine's own root certificates. Without any it speaks to a gateway on this machine only.
    pub fn new(limit: Duration) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let tls = (!roots.is_empty()).then(|| {
            let settings = ClientConfig::builder()
                .with_root_certificates(roots)
                .with_no_client_auth();
            TlsConnector::from(Arc::new(settings))
        });
        Self { tls, limit }
    }

    /// # Errors
    /// Where no vendor could be told from anybody else.
    pub fn require_certificates(&self) -> Result<(), NoCertificates> {
        self.tls.as_ref().map(drop).ok_or(NoCertificates)
    }

    /// Whatever is at an address of our own kind, for who shows this token: the status and the body, which may
    /// be so long.
    pub async fn fetch(
        &self,
        address: &str,
        bearer: &str,
        longest: usize,
    ) -> Result<(u16, Bytes), ExchangeFault> {
        let bearer = ["Bearer ", bearer].concat();
        let headers = [("authorization", bearer.as_str())];
        let asked = self.exchange(Method::GET, address, &headers, Content::None, longest);
        tokio::time::timeout(self.limit, asked)
            .await
            .map_err(|_| ExchangeFault::Silent)?
    }

    /// The same for what is open to everybody.
    pub async fn fetch_open(
        &self,
        address: &str,
        longest: usize,
    ) -> Result<(u16, Bytes), ExchangeFault> {
        let asked = self.exchange(Method::GET, address, &[], Content::None, longest);
        tokio::time::timeout(self.limit, asked)
            .await
            .map_err(|_| ExchangeFault::Silent)?
    }

    pub(crate) async fn get(&self, address: &str, bearer: Option<&str>) -> Asked {
        let bearer = bearer.map(|bearer| ["Bearer ", bearer].concat());
        let headers = bearer.as_deref().map(|bearer| ("authorization", bearer));
        self.ask(Method::GET, address, headers.as_slice(), Content::None)
            .await
    }

    pub(crate) async fn post(&self, address: &str, content: Content) -> Asked {
        self.ask(Method::POST, address, &[], content).await
    }

    /// With headers of the vendor's own making.
    pub(crate) async fn post_with(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        content: Content,
    ) -> Asked {
        self.ask(Method::POST, address, headers, content).await
    }

    async fn ask(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        content: Content,
    ) -> Asked {
        let asked = self.exchange(method, address, headers, content, LONGEST_ANSWER);
        let (status, body) = tokio::time::timeout(self.limit, asked)
            .await
            .map_err(|_| ExchangeFault::Silent)??;
        match status {
            429 => Err(ExchangeFault::TooOften(i64::from(status))),
            // Some vendors say with 500 what is wrong with the request; who is down says nothing that can be read.
            500.. if serde_json::from_slice::<Value>(&body).is_err() => {
                Err(ExchangeFault::Failing(i64::from(status)))
            }
            _ => {
                let json = serde_json::from_slice(&body).map_err(|_| ExchangeFault::Unreadable)?;
                Ok(Answer { status, json })
            }
        }
    }

    async fn exchange(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        content: Content,
        longest: usize,
    ) -> Result<(u16, Bytes), ExchangeFault> {
        // Our own addresses and encoded parameters: one that is none is a setting gone wrong.
        let address: Uri = address.parse().map_err(|_| ExchangeFault::NotSetUp)?;
        let host = address.host().ok_or(ExchangeFault::NotSetUp)?;
        let is_plain = address.scheme_str() == Some("http");
        let port = address
            .port_u16()
            .unwrap_or(if is_plain { 80 } else { 443 });
        let request = request(method, &address, headers, content)?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let tls = match (&self.tls, is_plain) {
            (None, false) => return Err(ExchangeFault::NotSetUp),
            (tls, _) => tls.as_ref().filter(|_| !is_plain),
        };
        let line = TcpStream::connect((bare, port))
            .await
            .map_err(|_| ExchangeFault::Unreachable)?;
        let Some(tls) = tls else {
            return send(line, request, longest).await;
        };
        let name = ServerName::try_from(bare.to_owned()).map_err(|_| ExchangeFault::NotSetUp)?;
        let line = tls.connect(name, line).await;
        let line = line.map_err(|_| ExchangeFault::Unreachable)?;
        send(line, request, longest).await
    }
}

pub(crate) type Asked = Result<Answer, ExchangeFault>;

fn request(
    method: Method,
    address: &Uri,
    headers: &[(&str, &str)],
    content: Content,
) -> Result<Request<Full<Bytes>>, ExchangeFault> {
    let (kind, body) = match content {
        Content::None => (None, Bytes::new()),
        Content::Json(json) => (
            Some("application/json; charset=utf-8"),
            json.to_string().into(),
        ),
        Content::Form(form) => (Some("application/x-www-form-urlencoded"), form.into()),
    };
    let path = address.path_and_query().map_or("/", |path| path.as_str());
    let host = address
        .authority()
        .map_or("", |authority| authority.as_str());
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, host);
    if let Some(kind) = kind {
        request = request.header(CONTENT_TYPE, kind);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    // A token of a vendor's may hold what no header may.
    request
        .body(Full::new(body))
        .map_err(|_| ExchangeFault::Unreadable)
}

async fn send<Line>(
    line: Line,
    request: Request<Full<Bytes>>,
    longest: usize,
) -> Result<(u16, Bytes), ExchangeFault>
where
    Line: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(line))
        .await
        .map_err(|_| ExchangeFault::Unreachable)?;
    let _talking = Talking(tokio::spawn(async move {
        // What goes wrong is told to whoever waits for the answer.
        let _ = connection.await;
    }));
    let answer = sender.send_request(request).await;
    let answer = answer.map_err(|_| ExchangeFault::Unreachable)?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), longest).collect().await;
    let body = body.map_err(|_| ExchangeFault::Unreadable)?;
    Ok((status, body.to_bytes()))
}

/// Nobody goes on talking to a vendor after the question was given up.
struct Talking(JoinHandle<()>);

impl Drop for Talking {
    fn drop(&mut self) {
        self.0.abort();
    }
}
