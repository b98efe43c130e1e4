//! The server, as typed questions and answers.

use afterbell_domain::wire::{
    BindRequest, BindResponse, DraftKept, DraftUpdate, FileKind, FileRequest, FileTicket, Me,
    Problem, SchoolView, SignRequest,
};
use afterbell_domain::{
    AgreementHash, AgreementSignature, ChildCode, MenuHash, Places, Receipt, SafetyAgreement,
    SelectionDraft, ServiceMenu, StudentId,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use leptos::prelude::window;
use leptos::wasm_bindgen::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

use crate::background::dice;
use crate::{json, session, storage};

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

const SCHOOL: &str = "/api/school";
const PLACES: &str = "/api/places";
const ME: &str = "/api/me";

fn menu_path(hash: &MenuHash) -> String {
    format!("/api/menus/{hash}")
}

pub async fn school() -> Answer<SchoolView> {
    get(SCHOOL).await
}

pub async fn menu(hash: &MenuHash) -> Answer<ServiceMenu> {
    get(&menu_path(hash)).await
}

pub async fn places() -> Answer<Places> {
    get(PLACES).await
}

pub async fn me() -> Answer<Me> {
    get(ME).await
}

/// What the server said last time, for a page that is opened without a network.
pub struct LastAnswers {
    pub school: SchoolView,
    pub menu: ServiceMenu,
    pub places: Places,
    pub me: Me,
}

impl LastAnswers {
    pub fn kept() -> Option<Self> {
        let school: SchoolView = storage::read(SCHOOL)?;
        Some(Self {
            menu: storage::read(&menu_path(&school.menu))?,
            places: storage::read(PLACES)?,
            me: storage::read(ME)?,
            school,
        })
    }
}

/// Lets go of the account as it was before something changed it.
pub fn forget_account() {
    storage::remove(ME);
}

/// Lets go of a menu that was replaced.
pub fn forget_menu(hash: &MenuHash) {
    storage::remove(&menu_path(hash));
}

pub async fn bind(code: ChildCode, key: &str) -> Answer<BindResponse> {
    let body = serde_json::to_string(&BindRequest { code });
    let write = Some((key, body.unwrap_or_default()));
    understand(&send(Method::POST, "/api/children", write).await?)
}

/// Submits a draft for a child; without one, gives everything back.
pub async fn choose(
    child: &StudentId,
    draft: Option<&SelectionDraft>,
    key: &str,
) -> Answer<Receipt> {
    let (what, body) = match draft {
        Some(draft) => ("selections", serde_json::to_string(draft)),
        None => ("withdrawals", Ok("{}".to_owned())),
    };
    let path = format!("/api/students/{child}/{what}");
    understand(&send(Method::POST, &path, Some((key, body.unwrap_or_default()))).await?)
}

/// The text of a safety agreement.
pub async fn agreement(hash: &AgreementHash) -> Answer<SafetyAgreement> {
    understand(&send(Method::GET, &format!("/api/agreements/{hash}"), None).await?)
}

pub async fn sign(
    child: &StudentId,
    request: &SignRequest,
    key: &str,
) -> Answer<AgreementSignature> {
    understand(&write(child, "agreement", request, Method::POST, key).await?)
}

/// Keeps a draft on the server too, for this guardian's other phones.
pub async fn keep_draft(child: &StudentId, update: &DraftUpdate) -> Answer<DraftKept> {
    understand(&write(child, "draft", update, Method::PUT, &new_key()).await?)
}

/// Where a file can be opened by whatever program the phone opens it with.
pub async fn file(child: &StudentId, kind: FileKind) -> Answer<FileTicket> {
    let request = FileRequest { kind };
    understand(&write(child, "files", &request, Method::POST, &new_key()).await?)
}

fn write(
    child: &StudentId,
    what: &str,
    body: &impl Serialize,
    method: Method,
    key: &str,
) -> Pending {
    let body = serde_json::to_string(body).unwrap_or_default();
    let path = format!("/api/students/{child}/{what}");
    send(method, &path, Some((key, body)))
}

/// Ends the session. It ends on this phone whether or not the server hears of it.
pub async fn sign_out() {
    let key = new_key();
    let _ = send(Method::DELETE, "/api/session", Some((&key, String::new()))).await;
}

/// A fresh name for one intent to write; sent again unchanged it can never act twice.
pub fn new_key() -> String {
    let mut bytes = [0u8; 16];
    let random = window()
        .crypto()
        .map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if !matches!(random, Ok(Ok(_))) {
        // Without a good random source a poor one must do: a key need only differ, not be secret.
        bytes.fill_with(|| (dice() * 256.0) as u8);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[wasm_bindgen]
extern "C" {
    /// What boot.js has asked while the wasm was on its way, given once.
    #[wasm_bindgen(catch, js_name = afterbellAsked)]
    fn asked_before(path: &str) -> Result<Option<Promise>, JsValue>;
}

async fn get<T: DeserializeOwned>(path: &str) -> Answer<T> {
    let text = send(Method::GET, path, None).await?;
    let read = understand(&text)?;
    storage::keep_text(path, &text);
    Ok(read)
}

fn understand<T: DeserializeOwned>(text: &str) -> Answer<T> {
    json::read(text).ok_or(Failure::Unreadable)
}

type Pending = Pin<Box<dyn Future<Output = Answer<String>>>>;

/// Asks for a path, or writes to it under a key. Boxed, so that it is compiled once.
fn send(method: Method, path: &str, write: Option<(&str, String)>) -> Pending {
    let asked = write.is_none().then(|| asked_before(path).ok().flatten());
    let asked = asked.flatten();
    let mut request = RequestBuilder::new(path).method(method);
    if let Some(token) = session::token() {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    let request = match write {
        Some((key, body)) => request
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    Box::pin(async move {
        let response = match asked {
            Some(asked) => JsFuture::from(asked).await.ok(),
            None => None,
        };
        let response: Response = match response {
            Some(response) => web_sys::Response::from(response).into(),
            None => {
                let sent = request.map_err(|_| Failure::Unreadable)?.send().await;
                sent.map_err(|_| Failure::Offline)?
            }
        };
        let text = response.text().await.map_err(|_| Failure::Offline)?;
        if response.ok() {
            Ok(text)
        } else {
            let problem = json::read(&text).ok_or(Failure::Unreadable)?;
            Err(Failure::Refused(problem))
        }
    })
}
