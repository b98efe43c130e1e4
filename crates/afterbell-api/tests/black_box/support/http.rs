use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use ureq::Agent;
use ureq::http::Response;

/// A request being put together.
pub struct Request {
    agent: Agent,
    builder: ureq::http::request::Builder,
    body: Vec<u8>,
}

pub struct Answer {
    pub status: u16,
    response: Response<()>,
    pub body: Vec<u8>,
}

pub fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .max_redirects(0)
        .build();
    config.into()
}

impl Request {
    pub fn new(agent: &Agent, method: &str, url: &str) -> Self {
        Self {
            agent: agent.clone(),
            builder: ureq::http::Request::builder().method(method).uri(url),
            body: Vec::new(),
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    pub fn token(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("JSON");
        self.header("Content-Type", "application/json").body(body)
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    #[track_caller]
    pub fn send(self) -> Answer {
        let request = self.builder.body(self.body).expect("a request");
        let response = self.agent.run(request).expect("an answer");
        let (parts, mut body) = response.into_parts();
        let body = body.read_to_vec().expect("a body");
        Answer {
            status: parts.status.as_u16(),
            response: Response::from_parts(parts, ()),
            body,
        }
    }

    /// The answer as it streams in.
    pub fn stream(self) -> impl std::io::BufRead {
        let request = self.builder.body(self.body).expect("a request");
        let response = self.agent.run(request).expect("an answer");
        assert_eq!(response.status().as_u16(), 200);
        std::io::BufReader::new(response.into_body().into_reader())
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.response.headers().get(name)?;
        Some(value.to_str().expect("ASCII"))
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        let parsed = serde_json::from_slice(&self.body);
        parsed.unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Asserts a status and gives the JSON.
    #[track_caller]
    pub fn is(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    /// Asserts a problem as RFC 9457 has it and gives its JSON.
    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) -> Value {
        let problem = self.is(status);
        assert_eq!(problem["code"], code);
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("/api/problems/{code}"));
        let kind = self.header("content-type");
        assert_eq!(kind, Some("application/problem+json"));
        problem
    }
}
