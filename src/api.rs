//! The server, as typed questions and answers.

use afterbell_domain::wire::{
    BindRequest, BindResponse, Child, DraftKept, DraftUpdate, FileKind, FileRequest, FileTicket,
    Me, Problem, SchoolView, SignRequest,
};
use afterbell_domain::{
    AgreementHash, AgreementSignature, ChildCode, MenuHash, Places, Receipt, SafetyAgreement,
    SelectionDraft, ServiceMenu, StudentId,
};
use gloo_net::Error;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use leptos::prelude::window;
use leptos::wasm_bindgen::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;
use web_sys::js_sys::Promise;

use crate::background::{dice, spawn};
use crate::{json, language, session, storage};

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

// Answers come to a closure and not to an `await`: each place that awaits is compiled as a
// machine of its own, which costs the phone more than all that is done with the answer.

pub fn school(then: impl FnOnce(Answer<SchoolView>) + 'static) {
    get(SCHOOL.to_owned(), then);
}

pub fn menu(hash: &MenuHash, then: impl FnOnce(Answer<ServiceMenu>) + 'static) {
    get(menu_path(hash), then);
}

pub fn places(then: impl FnOnce(Answer<Places>) + 'static) {
    get(PLACES.to_owned(), then);
}

pub fn me(then: impl FnOnce(Answer<Me>) + 'static) {
    get(ME.to_owned(), then);
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

pub fn bind(code: ChildCode, key: &str, then: impl FnOnce(Answer<BindResponse>) + 'static) {
    let body = json_of(&BindRequest { code });
    write(Method::POST, "/api/children", key, body, then);
}

/// Submits a draft for a child; without one, gives everything back.
pub fn choose(
    child: &StudentId,
    draft: Option<&SelectionDraft>,
    key: &str,
    then: impl FnOnce(Answer<Receipt>) + 'static,
) {
    let (what, body) = match draft {
        Some(draft) => ("/selections", json_of(draft)),
        None => ("/withdrawals", "{}".to_owned()),
    };
    write(Method::POST, &path_of(child, what), key, body, then);
}

/// The text of a safety agreement.
pub fn agreement(hash: &AgreementHash, then: impl FnOnce(Answer<SafetyAgreement>) + 'static) {
    get(["/api/agreements/", hash.as_str()].concat(), then);
}

pub fn sign(
    child: &StudentId,
    request: &SignRequest,
    then: impl FnOnce(Answer<AgreementSignature>) + 'static,
) {
    let path = path_of(child, "/agreement");
    write(Method::POST, &path, &new_key(), json_of(request), then);
}

/// Keeps a draft on the server too, for this guardian's other phones.
pub fn keep_draft(
    child: &StudentId,
    update: &DraftUpdate,
    then: impl FnOnce(Answer<DraftKept>) + 'static,
) {
    let path = path_of(child, "/draft");
    write(Method::PUT, &path, &new_key(), json_of(update), then);
}

/// Says that what the school has changed was read.
pub fn read_news(child: &Child) {
    let body = ["{\"number\":", &child.news_number.to_string(), "}"].concat();
    let path = path_of(&child.student.id, "/news");
    let write = Some((new_key(), body));
    send(Method::PUT, &path, write, Box::new(|_| forget_account()));
}

/// Where a file can be opened by whatever program the phone opens it with.
pub fn file(child: &StudentId, kind: FileKind, then: impl FnOnce(Answer<FileTicket>) + 'static) {
    let (path, body) = (path_of(child, "/files"), json_of(&FileRequest { kind }));
    write(Method::POST, &path, &new_key(), body, then);
}

/// Ends the session. It ends on this phone whether or not the server hears of it.
pub fn sign_out(then: impl FnOnce() + 'static) {
    let write = Some((new_key(), String::new()));
    send(Method::DELETE, "/api/session", write, Box::new(|_| then()));
}

/// Ends what chat apps open of this account, on other phones at once.
pub fn end_host_sign_in(then: impl FnOnce(Answer<String>) + 'static) {
    let write = Some((new_key(), String::new()));
    send(Method::DELETE, "/api/session/host", write, Box::new(then));
}

pub fn path_of(child: &StudentId, what: &str) -> String {
    ["/api/students/", child.as_str(), what].concat()
}

pub fn json_of(body: &impl Serialize) -> String {
    json::write(body).unwrap_or_default()
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

    /// Older engines have none, and wait as long as the network does.
    #[wasm_bindgen(catch, js_namespace = AbortSignal, js_name = timeout)]
    fn time_limit(milliseconds: u32) -> Result<AbortSignal, JsValue>;
}

/// A network that neither answers nor fails is none. A write that was given up may have arrived:
/// it is sent again under its key.
const LONGEST_WAIT_MILLISECONDS: u32 = 30_000;

pub fn get<T: DeserializeOwned>(path: String, then: impl FnOnce(Answer<T>) + 'static) {
    let place = path.clone();
    let take = move |answer: Answer<String>| {
        then(answer.and_then(|text| {
            let read = understand(&text)?;
            storage::keep_text(&place, &text);
            Ok(read)
        }));
    };
    send(Method::GET, &path, None, Box::new(take));
}

pub fn put<T: DeserializeOwned>(
    path: &str,
    key: &str,
    body: String,
    then: impl FnOnce(Answer<T>) + 'static,
) {
    write(Method::PUT, path, key, body, then);
}

pub fn post<T: DeserializeOwned>(
    path: &str,
    key: &str,
    body: String,
    then: impl FnOnce(Answer<T>) + 'static,
) {
    write(Method::POST, path, key, body, then);
}

pub fn delete<T: DeserializeOwned>(path: &str, key: &str, then: impl FnOnce(Answer<T>) + 'static) {
    write(Method::DELETE, path, key, String::new(), then);
}

fn write<T: DeserializeOwned>(
    method: Method,
    path: &str,
    key: &str,
    body: String,
    then: impl FnOnce(Answer<T>) + 'static,
) {
    let take = move |answer: Answer<String>| then(answer.and_then(|text| understand(&text)));
    let write = Some((key.to_owned(), body));
    send(method, path, write, Box::new(take));
}

fn understand<T: DeserializeOwned>(text: &str) -> Answer<T> {
    json::read(text).ok_or(Failure::Unreadable)
}

/// Asks for a path, or writes to it under a key.
fn send(
    method: Method,
    path: &str,
    write: Option<(String, String)>,
    then: Box<dyn FnOnce(Answer<String>)>,
) {
    let token = session::token();
    let asked = write.is_none().then(|| asked_before(path).ok().flatten());
    let asked = asked.flatten();
    let mut request = RequestBuilder::new(path).method(method);
    // Calendars and signed copies are written in it.
    request = request.header("Accept-Language", &language::spoken());
    request = request.abort_signal(time_limit(LONGEST_WAIT_MILLISECONDS).ok().as_ref());
    if let Some(token) = &token {
        request = request.header("Authorization", &["Bearer ", token].concat());
    }
    let request = match write {
        Some((key, body)) => request
            .header("Idempotency-Key", &key)
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    spawn(async move {
        let answer = answer(asked, request).await;
        // What an earlier session asked for is no longer anybody's answer.
        let is_ours = session::token() == token;
        then(if is_ours {
            answer
        } else {
            Err(Failure::Unreadable)
        });
    });
}

async fn answer(asked: Option<Promise>, request: Result<Request, Error>) -> Answer<String> {
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
}
