//! Asking schools: a few at a time, each within a limit. What one of them last said is kept, however long
//! ago, beside why it says nothing now.

use std::sync::Arc;
use std::time::Duration;

use afterbell_domain::district::AskFailure;
use afterbell_domain::oversight::OversightReport;
use afterbell_domain::wire::{Problem, ProblemCode};
use afterbell_hosts::{Client, ExchangeFault};
use serde_json::Value;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::DistrictApp;
use crate::store::StoreError;
use crate::store::district::{Answered, OverseenSchool};

/// At a time. A district has some dozens of schools, and each answers within a moment.
const MOST_AT_ONCE: usize = 8;
/// A menu of some hundred courses is a tenth of it.
const LONGEST_REPORT: usize = 8 * 1024 * 1024;

/// Asks every school, and again after each pause, until `stopping` turns true.
pub async fn keep_asking(
    app: Arc<DistrictApp>,
    pause: Duration,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        if let Err(error) = ask_all(&app).await {
            tracing::error!(%error, "schools_not_asked");
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

async fn ask_all(app: &Arc<DistrictApp>) -> Result<(), StoreError> {
    let room = Arc::new(Semaphore::new(MOST_AT_ONCE));
    let mut asking = JoinSet::new();
    for school in app.books.schools().await? {
        let (app, room) = (Arc::clone(app), Arc::clone(&room));
        asking.spawn(async move {
            let _place = room.acquire_owned().await;
            if let Err(error) = ask(&app, &school).await {
                tracing::error!(%error, "answer_not_kept");
            }
        });
    }
    while asking.join_next().await.is_some() {}
    Ok(())
}

/// Asks one school and keeps what came of it.
pub(super) async fn ask(app: &DistrictApp, school: &OverseenSchool) -> Result<(), StoreError> {
    let answered = asked(&app.settings.client, school).await;
    let outcome = match &answered {
        Answered::Report(_) => "answered",
        Answered::Failure(failure) => failure.code(),
    };
    tracing::info!(school = %school.id, outcome, "school_asked");
    let now = app.clock.now().map_err(StoreError::failed)?;
    let id = school.id.clone();
    app.books.keep_answer(id, answered, now).await
}

async fn asked(client: &Client, school: &OverseenSchool) -> Answered {
    let address = school.address.oversight();
    let asked = client.fetch(&address, &school.key.0, LONGEST_REPORT).await;
    match asked {
        Ok((status, body)) => understood(status, &body),
        Err(ExchangeFault::Silent) => Answered::Failure(AskFailure::Silent),
        Err(ExchangeFault::Unreadable) => Answered::Failure(AskFailure::NotASchool),
        Err(_) => Answered::Failure(AskFailure::Unreachable),
    }
}

fn understood(status: u16, body: &[u8]) -> Answered {
    if status == 200 {
        return match serde_json::from_slice::<OversightReport>(body) {
            Ok(_) => match std::str::from_utf8(body) {
                Ok(report) => Answered::Report(report.to_owned()),
                Err(_) => Answered::Failure(AskFailure::Unreadable),
            },
            Err(_) => Answered::Failure(unread(body)),
        };
    }
    let problem = serde_json::from_slice::<Problem>(body).ok();
    Answered::Failure(match problem.map(|problem| problem.code) {
        Some(ProblemCode::SignInRequired) => AskFailure::KeyRefused,
        Some(
            ProblemCode::TooManyAttempts
            | ProblemCode::Overloaded
            | ProblemCode::Timeout
            | ProblemCode::Internal,
        ) => AskFailure::Failing,
        // A proxy before the school says that the school is away.
        None if matches!(status, 502..=504) => AskFailure::Failing,
        _ => AskFailure::NotASchool,
    })
}

/// A report of another version of the program, or somebody else's page.
fn unread(body: &[u8]) -> AskFailure {
    let is_report = serde_json::from_slice::<Value>(body)
        .is_ok_and(|value| value.get("published").is_some() && value.get("coverage").is_some());
    match is_report {
        true => AskFailure::Unreadable,
        false => AskFailure::NotASchool,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_what_is_none() {
        let problem = |code: &str, status: u16| {
            format!("{{\"type\":\"/api/problems/{code}\",\"status\":{status},\"code\":\"{code}\"}}")
        };
        for (status, body, expected) in [
            (200, "{}".to_owned(), AskFailure::NotASchool),
            (200, "<html>".to_owned(), AskFailure::NotASchool),
            (
                200,
                "{\"published\": {}, \"coverage\": {\"new\": 1}}".to_owned(),
                AskFailure::Unreadable,
            ),
            (
                401,
                problem("sign_in_required", 401),
                AskFailure::KeyRefused,
            ),
            (401, "<html>".to_owned(), AskFailure::NotASchool),
            (404, problem("not_found", 404), AskFailure::NotASchool),
            (429, problem("too_many_attempts", 429), AskFailure::Failing),
            (503, problem("overloaded", 503), AskFailure::Failing),
            (502, "<html>".to_owned(), AskFailure::Failing),
            (301, String::new(), AskFailure::NotASchool),
        ] {
            let found = understood(status, body.as_bytes());
            assert_eq!(found, Answered::Failure(expected), "{status} {body}");
        }
    }
}
