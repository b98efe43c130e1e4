//! The server, as typed questions and answers.

use afterbell_domain::wire::{BindRequest, BindResponse, Me, Problem, SchoolView};
use afterbell_domain::{
    ChildCode, MenuHash, Places, Receipt, SelectionDraft, ServiceMenu, StudentId,
};
use gloo_net::http::{Method, Request, RequestBuilder};
use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{json, session};

/// Why there is no answer to work with.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The request may or may not have arrived.
    Offline,
    /// An answer came that this version cannot read.
    Unreadable,
    /// The server said no, and why.
    Refused(Box<Problem>),
}

pub type Answer<T> = Result<T, Failure>;

pub const PLACES_EVENTS: &str = "/api/places/events";

pub async fn school() -> Answer<SchoolView> {
    get("/api/school").await
}

pub async fn menu(hash: &MenuHash) -> Answer<ServiceMenu> {
    get(&format!("/api/menus/{hash}")).await
}

pub async fn places() -> Answer<Places> {
    get("/api/places").await
}

pub async fn me() -> Answer<Me> {
    get("/api/me").await
}

pub async fn bind(code: ChildCode, key: &str) -> Answer<BindResponse> {
    post("/api/children", key, &BindRequest { code }).await
}

pub async fn submit(child: &StudentId, draft: &SelectionDraft, key: &str) -> Answer<Receipt> {
    post(&format!("/api/students/{child}/selections"), key, draft).await
}

pub async fn withdraw(child: &StudentId, key: &str) -> Answer<Receipt> {
    post(
        &format!("/api/students/{child}/withdrawals"),
        key,
        &Nothing {},
    )
    .await
}

/// `{}`
#[derive(Serialize)]
struct Nothing {}

/// Ends the session. It ends on this phone whether or not the server hears of it.
pub async fn sign_out() {
    let request = authorised(RequestBuilder::new("/api/session").method(Method::DELETE));
    if let Ok(request) = request.build() {
        let _ = request.send().await;
    }
}

/// A fresh name for one intent to write; sent again unchanged it can never act twice.
pub fn new_key() -> String {
    let mut bytes = [0u8; 16];
    let random = window()
        .crypto()
        .map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if !matches!(random, Ok(Ok(_))) {
        // Without a random source the clock must do: a key need only differ, not be secret.
        let now = window()
            .performance()
            .map_or(0.0, |performance| performance.now());
        bytes[..8].copy_from_slice(&now.to_bits().to_be_bytes());
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn authorised(request: RequestBuilder) -> RequestBuilder {
    match session::token() {
        Some(token) => request.header("Authorization", &format!("Bearer {token}")),
        None => request,
    }
}

async fn get<T: DeserializeOwned>(path: &str) -> Answer<T> {
    let request = authorised(Request::get(path))
        .build()
        .map_err(|_| Failure::Unreadable)?;
    answer(request).await
}

async fn post<T: DeserializeOwned>(path: &str, key: &str, body: &impl Serialize) -> Answer<T> {
    let request = authorised(Request::post(path))
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .body(serde_json::to_string(body).map_err(|_| Failure::Unreadable)?)
        .map_err(|_| Failure::Unreadable)?;
    answer(request).await
}

async fn answer<T: DeserializeOwned>(request: Request) -> Answer<T> {
    let response = request.send().await.map_err(|_| Failure::Offline)?;
    let text = response.text().await.map_err(|_| Failure::Offline)?;
    if response.ok() {
        json::read(&text).ok_or(Failure::Unreadable)
    } else {
        let problem = json::read(&text).ok_or(Failure::Unreadable)?;
        Err(Failure::Refused(problem))
    }
}
