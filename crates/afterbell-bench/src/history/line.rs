//! A phone's way to one of the servers. It breaks when the server is killed, and then waits for
//! another one to be there.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::connection::{Connection, Reply};

/// Only ends a run that has failed.
const LONGEST: Duration = Duration::from_secs(120);

pub struct Line {
    address: watch::Receiver<String>,
    connection: Option<Connection>,
}

/// What came back.
pub enum Heard {
    Answer(Reply),
    /// Ask again in so many seconds.
    Later(u64),
    /// Nobody knows what happened.
    CutOff,
}

#[derive(Deserialize)]
struct Code<'a> {
    code: &'a str,
}

impl Line {
    pub fn new(address: watch::Receiver<String>) -> Self {
        Self {
            address,
            connection: None,
        }
    }

    /// Is there when somebody listens at the other end.
    pub async fn ready(&mut self) -> Result<()> {
        if self.address.has_changed()? {
            self.connection = None;
        }
        while self.connection.is_none() {
            let address = self.address.borrow_and_update().clone();
            match Connection::open(&address).await {
                Ok(connection) => self.connection = Some(connection),
                Err(_) => timeout(LONGEST, self.address.changed())
                    .await
                    .context("no server came back")??,
            }
        }
        Ok(())
    }

    pub async fn ask(&mut self, request: &[u8]) -> Result<Heard> {
        self.ready().await?;
        let connection = self.connection.as_mut().context("a connection")?;
        let reply = timeout(LONGEST, connection.ask(request)).await;
        let Ok(reply) = reply.context("no answer came")? else {
            self.connection = None;
            return Ok(Heard::CutOff);
        };
        let seconds = reply.retry_after.unwrap_or(1);
        match reply.status {
            // A connection too many is closed after that.
            503 if reply.body.is_empty() => {
                self.connection = None;
                Ok(Heard::Later(seconds))
            }
            429 | 503 => Ok(Heard::Later(seconds)),
            409 if code(&reply.body)? == "request_in_flight" => Ok(Heard::Later(seconds)),
            200 | 201 | 404 | 409 | 422 => Ok(Heard::Answer(reply)),
            other => bail!("{other}: {}", String::from_utf8_lossy(&reply.body)),
        }
    }
}

pub fn code(body: &[u8]) -> Result<&str> {
    let code: Code<'_> = serde_json::from_slice(body).context("a problem")?;
    Ok(code.code)
}
