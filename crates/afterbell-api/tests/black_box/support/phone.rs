use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::http::{Answer, Request};
use super::server::Server;

/// A guardian's phone with an account and a child.
pub struct Phone<'a> {
    pub server: &'a Server,
    pub token: String,
    pub child: String,
}

static KEYS: AtomicU32 = AtomicU32::new(0);

/// A key nobody used before.
pub fn new_key() -> String {
    format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

impl<'a> Phone<'a> {
    #[track_caller]
    pub fn bound_by(server: &'a Server, code: &str) -> Self {
        let answer = server
            .post("/api/children")
            .key(&new_key())
            .json(&json!({ "code": code }));
        let bound = answer.send().is(201);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Self {
            server,
            token: text(&bound["token"]),
            child: text(&bound["child"]),
        }
    }

    pub fn get(&self, path: &str) -> Request {
        self.server.get(path).token(&self.token)
    }

    pub fn post(&self, path: &str) -> Request {
        self.server.post(path).token(&self.token)
    }

    /// A draft of these offerings, without care, against the current menu.
    pub fn draft(&self, offerings: &[&str]) -> Value {
        self.draft_with_care(offerings, &[])
    }

    pub fn draft_with_care(&self, offerings: &[&str], care: &[(u8, &str)]) -> Value {
        let care: Vec<_> = care
            .iter()
            .map(|(weekday, pick_up)| json!({ "weekday": weekday, "pick_up": pick_up }))
            .collect();
        json!({ "menu": self.server.menu_hash(), "offerings": offerings, "care": care })
    }

    pub fn submission(&self, draft: &Value) -> Request {
        let path = format!("/api/students/{}/selections", self.child);
        self.post(&path).json(draft)
    }

    /// Submits under a fresh key.
    #[track_caller]
    pub fn submit(&self, draft: &Value) -> Answer {
        self.submission(draft).key(&new_key()).send()
    }

    /// Chooses courses by name and expects to get them.
    #[track_caller]
    pub fn chooses(&self, courses: &[&str]) -> Value {
        let ids: Vec<_> = courses
            .iter()
            .map(|course| self.server.offering(course))
            .collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        self.submit(&self.draft(&ids)).is(201)
    }

    pub fn signing(&self, agreement: &str, name: &str) -> Request {
        let signed = json!({ "agreement": agreement, "signed_name": name });
        self.post(&format!("/api/students/{}/agreement", self.child))
            .json(&signed)
    }

    /// Signs the current agreement.
    #[track_caller]
    pub fn signs(&self, name: &str) -> Value {
        let agreement = self.server.agreement_hash();
        self.signing(&agreement, name)
            .key(&new_key())
            .send()
            .is(201)
    }

    /// Asks for the address of a file.
    pub fn file(&self, kind: &str) -> Request {
        self.post(&format!("/api/students/{}/files", self.child))
            .json(&json!({ "kind": kind }))
    }

    /// The address of a child's place on an offering's waiting list.
    pub fn waiting_path(&self, offering: &str) -> String {
        format!("/api/students/{}/waiting/{offering}", self.child)
    }

    /// Asks for a place after the draw.
    #[track_caller]
    pub fn join(&self, offering: &str) -> Answer {
        let path = self.waiting_path(offering);
        self.post(&path).key(&new_key()).send()
    }

    /// Waits no longer.
    #[track_caller]
    pub fn leave(&self, offering: &str) -> Answer {
        let path = self.waiting_path(offering);
        let request = self.server.request("DELETE", &path).token(&self.token);
        request.key(&new_key()).send()
    }

    pub fn draft_edit(&self, draft: &Value, base_revision: u32) -> Request {
        let path = format!("/api/students/{}/draft", self.child);
        self.server
            .request("PUT", &path)
            .token(&self.token)
            .json(&json!({ "draft": draft, "base_revision": base_revision }))
    }

    /// Keeps a draft under a fresh key.
    #[track_caller]
    pub fn keep(&self, draft: &Value, base_revision: u32) -> Answer {
        self.draft_edit(draft, base_revision).key(&new_key()).send()
    }

    /// Has read of changes up to this one.
    #[track_caller]
    pub fn reads_news(&self, child: &str, number: u64) -> Answer {
        let path = format!("/api/students/{child}/news");
        let request = self.server.request("PUT", &path).token(&self.token);
        let request = request.json(&json!({ "number": number }));
        request.key(&new_key()).send()
    }

    /// Ranks courses by name, slot by slot.
    pub fn wishes(&self, wishes: &[(&str, &[&str])]) -> Value {
        let rankings: Vec<_> = wishes
            .iter()
            .map(|(slot, courses)| {
                let ids = courses.iter().map(|course| self.server.offering(course));
                json!({ "slot": slot, "offerings": ids.collect::<Vec<_>>() })
            })
            .collect();
        json!({ "menu": self.server.menu_hash(), "wishes": rankings, "care": [] })
    }

    pub fn wish_list(&self, wishes: &Value) -> Request {
        let path = format!("/api/students/{}/wishes", self.child);
        let request = self.server.request("PUT", &path).token(&self.token);
        request.json(wishes)
    }

    /// Saves wishes under a fresh key.
    #[track_caller]
    pub fn save(&self, wishes: &Value) -> Answer {
        self.wish_list(wishes).key(&new_key()).send()
    }

    /// What the draw came to for the child.
    #[track_caller]
    pub fn draw(&self) -> Value {
        let path = format!("/api/students/{}/draw", self.child);
        self.get(&path).send().is(200)
    }

    /// Answers an offer: `acceptance` or `refusal`.
    #[track_caller]
    pub fn answer(&self, offering: &str, answer: &str) -> Answer {
        let path = format!("/api/students/{}/offers/{offering}/{answer}", self.child);
        self.post(&path).key(&new_key()).send()
    }

    pub fn withdrawal(&self) -> Request {
        self.post(&format!("/api/students/{}/withdrawals", self.child))
    }

    #[track_caller]
    pub fn withdraw(&self) -> Answer {
        self.withdrawal().key(&new_key()).send()
    }

    #[track_caller]
    pub fn receipt(&self) -> Answer {
        self.get(&format!("/api/students/{}/receipt", self.child))
            .send()
    }

    #[track_caller]
    pub fn me(&self) -> Value {
        self.get("/api/me").send().is(200)
    }
}
