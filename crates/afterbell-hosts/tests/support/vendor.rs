//! A vendor's server that answers what a test tells it to, and misbehaves.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// How one request is answered.
#[derive(Clone)]
pub enum Reply {
    Json(u16, &'static str),
    /// Bytes that are no HTTP.
    Garbage,
    /// The line is cut before a word.
    HangsUp,
    /// Nothing, for as long as anybody waits.
    Silent,
    /// Half an answer, then nothing.
    HalfSaid,
    /// An answer without end.
    Endless,
}

/// What was asked: the first line, the headers, the body.
#[derive(Clone, Debug)]
pub struct Asked {
    pub line: String,
    pub headers: String,
    pub body: String,
}

impl Asked {
    fn path(&self) -> &str {
        self.line.split([' ', '?']).nth(1).unwrap()
    }
}

/// Paths, each with what it answers: a list is used up from the front, its last reply stays.
type Replies = Vec<(String, Vec<Reply>)>;

pub struct Vendor {
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Vendor {
    pub async fn new(replies: &[(&str, &[Reply])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let owned = |(path, list): &(&str, &[Reply])| ((*path).to_owned(), list.to_vec());
        let replies: Replies = replies.iter().map(owned).collect();
        let (replies, notes) = (Arc::new(Mutex::new(replies)), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(serve(line, Arc::clone(&replies), Arc::clone(&notes)));
            }
        });
        Self { address, asked }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn paths(&self) -> Vec<String> {
        let asked = self.asked();
        asked.iter().map(|asked| asked.path().to_owned()).collect()
    }
}

async fn serve(mut line: TcpStream, replies: Arc<Mutex<Replies>>, notes: Arc<Mutex<Vec<Asked>>>) {
    let Some(asked) = hear(&mut line).await else {
        return;
    };
    let reply = {
        let mut replies = replies.lock().unwrap();
        let mut found = replies.iter_mut();
        let found = found.find(|(path, _)| path == asked.path());
        let (_, list) = found.expect("a path that the test foresees");
        if list.len() > 1 {
            list.remove(0)
        } else {
            list[0].clone()
        }
    };
    notes.lock().unwrap().push(asked);
    say(&mut line, reply).await;
}

async fn hear(line: &mut TcpStream) -> Option<Asked> {
    let mut read = Vec::new();
    loop {
        let mut piece = [0; 4096];
        let count = line
            .read(&mut piece)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        read.extend_from_slice(&piece[..count]);
        let text = String::from_utf8(read.clone()).unwrap();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let mut headers = head.lines();
        let length = headers.find_map(|line| line.strip_prefix("content-length: "));
        if body.len() < length.map_or(0, |length| length.parse().unwrap()) {
            continue;
        }
        let (line, headers) = head.split_once("\r\n").unwrap();
        let [line, headers, body] = [line, headers, body].map(str::to_owned);
        return Some(Asked {
            line,
            headers,
            body,
        });
    }
}

async fn say(line: &mut TcpStream, reply: Reply) {
    match reply {
        Reply::Json(status, body) => {
            // WeChat says that its JSON is text.
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            let _ = line.write_all([&head, body].concat().as_bytes()).await;
        }
        Reply::Garbage => {
            let _ = line
                .write_all(b"\x16\x03\x01 not http \xff\xff\r\n\r\n")
                .await;
        }
        Reply::HangsUp => {}
        Reply::Silent => std::future::pending().await,
        Reply::HalfSaid => {
            let half = b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"open";
            let _ = line.write_all(half).await;
            std::future::pending().await
        }
        Reply::Endless => {
            let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            let _ = line.write_all(head).await;
            let chunk = format!("1000\r\n{}\r\n", " ".repeat(4096));
            while line.write_all(chunk.as_bytes()).await.is_ok() {}
        }
    }
}
