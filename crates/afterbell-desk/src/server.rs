//! The server, as the desk asks it. The cookie that signs in goes along by itself.

use afterbell_domain::wire::{Problem, ProblemCode};
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;

/// 出错: why there is no answer, or another one than hoped for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answered, or not in our words.
    Unreachable,
    SignedOut,
    Refused(Box<Problem>),
}

impl Trouble {
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            _ => None,
        }
    }
}

pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Trouble> {
    read(answer(Request::get(path)).await?).await
}

/// A write that is answered with something.
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Trouble> {
    read(write(Request::post(path), body).await?).await
}

/// A write that is answered with nothing.
pub async fn tell<B: Serialize>(path: &str, body: &B) -> Result<(), Trouble> {
    write(Request::post(path), body).await.map(drop)
}

/// As [`tell`], for what is put where it stands.
pub async fn put<B: Serialize>(path: &str, body: &B) -> Result<(), Trouble> {
    write(Request::put(path), body).await.map(drop)
}

/// A write that is answered with a page.
pub async fn post_for_text<B: Serialize>(path: &str, body: &B) -> Result<String, Trouble> {
    let response = write(Request::post(path), body).await?;
    response.text().await.map_err(|_| Trouble::Unreachable)
}

/// A file as it is; its name is told apart, since it is Chinese more often than not.
pub async fn send_file<T: DeserializeOwned>(
    path: &str,
    file: &web_sys::File,
) -> Result<T, Trouble> {
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    let request = Request::post(path)
        .header("content-type", "application/octet-stream")
        .header("x-file-name", &name)
        .body(leptos::wasm_bindgen::JsValue::from(file));
    let request = request.map_err(|_| Trouble::Unreachable)?;
    read(judged(request.send().await).await?).await
}

pub async fn delete(path: &str) -> Result<(), Trouble> {
    answer(Request::delete(path)).await.map(drop)
}

/// What is in a file, to travel with other things.
pub async fn in_base64(file: &web_sys::File) -> Result<String, Trouble> {
    let read = JsFuture::from(file.array_buffer()).await;
    let buffer = read.map_err(|_| Trouble::Unreachable)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    // What the browser takes for it: a text of letters that are bytes.
    let letters: String = bytes.into_iter().map(char::from).collect();
    web_sys::window()
        .and_then(|window| window.btoa(&letters).ok())
        .ok_or(Trouble::Unreachable)
}

/// Takes away what the body names.
pub async fn delete_that<B: Serialize>(path: &str, body: &B) -> Result<(), Trouble> {
    write(Request::delete(path), body).await.map(drop)
}

async fn write<B: Serialize>(request: RequestBuilder, body: &B) -> Result<Response, Trouble> {
    let request = request.json(body).map_err(|_| Trouble::Unreachable)?;
    judged(request.send().await).await
}

async fn answer(request: RequestBuilder) -> Result<Response, Trouble> {
    judged(request.send().await).await
}

async fn judged(answered: Result<Response, gloo_net::Error>) -> Result<Response, Trouble> {
    let response = answered.map_err(|_| Trouble::Unreachable)?;
    if response.ok() {
        return Ok(response);
    }
    let problem: Problem = response.json().await.map_err(|_| Trouble::Unreachable)?;
    Err(match problem.code {
        ProblemCode::SignInRequired => Trouble::SignedOut,
        _ => Trouble::Refused(Box::new(problem)),
    })
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Trouble> {
    response.json().await.map_err(|_| Trouble::Unreachable)
}
