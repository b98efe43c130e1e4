//! An HTTP/1.1 client that costs next to nothing: it shares two cores with what it measures.

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::books::{Child, Prepared};

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// All that was ever read.
    received: u64,
}

pub struct Reply {
    pub status: u16,
    pub retry_after: Option<u64>,
    pub etag: Option<String>,
    pub body: Vec<u8>,
}

impl Connection {
    pub async fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let buffer = Vec::with_capacity(4_096);
        Ok(Self {
            stream,
            buffer,
            received: 0,
        })
    }

    /// Our own end, by which the server knows it.
    pub fn port(&self) -> Result<u16> {
        Ok(self.stream.local_addr()?.port())
    }

    pub fn received(&self) -> u64 {
        self.received
    }

    /// Sends a request and reads its whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Reply> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.read().await?;
        };
        let text = std::str::from_utf8(self.buffer.get(..head).context("a head")?)?;
        let status = text.get(9..12).context("a status")?.parse()?;
        let length: usize = header(text, "content-length:").map_or(Ok(0), str::parse)?;
        let retry_after = header(text, "retry-after:").and_then(|text| text.parse().ok());
        let etag = header(text, "etag:").map(str::to_owned);
        while self.buffer.len() < head + length {
            self.read().await?;
        }
        Ok(Reply {
            status,
            retry_after,
            etag,
            body: self.buffer.split_off(head),
        })
    }

    async fn read(&mut self) -> Result<()> {
        let read = self.stream.read_buf(&mut self.buffer).await?;
        if read == 0 {
            bail!("the connection was closed");
        }
        self.received += read as u64;
        Ok(())
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The value of a header; the server writes their names in small letters.
fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let line = head.lines().find_map(|line| line.strip_prefix(name));
    line.map(str::trim)
}

/// A child's submission of one course, with the care of its day.
pub fn submission(school: &Prepared, child: &Child, course: usize, key: &str) -> Vec<u8> {
    let course = course % school.offerings.len();
    let offering = school.offerings.get(course).map_or("", String::as_str);
    let body = format!(
        "{{\"menu\":\"{}\",\"offerings\":[\"{offering}\"],\"care\":[{{\"weekday\":{},\"pick_up\":\"18:30\"}}]}}",
        school.menu,
        1 + course % 5,
    );
    format!(
        "POST /api/students/{}/selections HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\
         idempotency-key: {key}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        child.student,
        child.token,
        body.len(),
    )
    .into_bytes()
}

/// The receipt a child holds.
pub fn receipt(child: &Child) -> Vec<u8> {
    format!(
        "GET /api/students/{}/receipt HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\r\n",
        child.student, child.token
    )
    .into_bytes()
}
