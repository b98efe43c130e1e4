//! Verifying in a worker, so that the page stays alive; what comes of it is kept for as long as the page.

use afterbell_domain::{FileHash, OfferingId, SlotWishes};
use afterbell_parent::json;
use afterbell_parent::ui::State;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use serde::{Deserialize, Serialize};
use web_sys::{MessageEvent, Worker};

use crate::server::Draw;

#[derive(Debug, Clone, PartialEq)]
pub enum Verification {
    Idle,
    Fetching {
        at: u32,
        count: u32,
    },
    Running,
    Done(Box<Verdict>),
    /// Not all files came.
    Failed,
    /// This engine cannot run the verifier.
    Stopped,
}

impl Verification {
    /// Changes when what is shown of it is another thing; while it goes on, a bar only grows.
    pub fn word(&self) -> String {
        match self {
            Self::Idle => "idle".to_owned(),
            Self::Fetching { .. } | Self::Running => "busy".to_owned(),
            Self::Done(verdict) => verdict.milliseconds.to_string(),
            Self::Failed => "failed".to_owned(),
            Self::Stopped => "stopped".to_owned(),
        }
    }
}

/// What the verifier found out.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Verdict {
    pub milliseconds: u32,
    /// The file that is not as it should be, and how.
    #[serde(default)]
    pub file: Option<String>,
    #[serde(default)]
    pub code: Option<FindingCode>,
    #[serde(default)]
    pub children: u32,
    #[serde(default)]
    pub places: u32,
    /// What the list says of the own child.
    #[serde(default)]
    pub row: Option<Row>,
    #[serde(default)]
    pub statistics: Option<Statistics>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    Missing,
    Altered,
    Replaced,
    NamesAnother,
    Unreadable,
    Unsound,
    DoesNotFollow,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Row {
    pub slots: Vec<SlotWishes>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Statistics {
    pub mechanisms: Vec<MechanismStatistics>,
    pub offerings: Vec<OfferingStatistics>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mechanism {
    Deferred,
    Immediate,
    Lottery,
    FirstCome,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct MechanismStatistics {
    pub mechanism: Mechanism,
    pub first: u32,
    pub second: u32,
    pub third: u32,
    pub later: u32,
    pub unplaced: u32,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OfferingStatistics {
    pub offering: OfferingId,
    pub places: u32,
    pub admitted: u32,
    pub wished: u32,
    #[serde(default)]
    pub last_admitted: Option<u32>,
    pub is_closed: bool,
}

/// What the worker is asked.
#[derive(Serialize)]
struct Asked {
    wasm: String,
    files: Vec<Published>,
    commitment: String,
    closing: String,
    own: String,
}

#[derive(Serialize)]
struct Published {
    name: String,
    hash: FileHash,
}

#[derive(Deserialize)]
struct Told {
    step: Step,
    #[serde(default)]
    at: u32,
    #[serde(default)]
    count: u32,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Fetching,
    Running,
    Done,
    Failed,
    Stopped,
}

fn read(message: &str) -> Verification {
    let Some(told) = json::read::<Told>(message) else {
        return Verification::Stopped;
    };
    match told.step {
        Step::Fetching => Verification::Fetching {
            at: told.at,
            count: told.count,
        },
        Step::Running => Verification::Running,
        Step::Done => json::read(message).map_or(Verification::Stopped, |verdict| {
            Verification::Done(Box::new(verdict))
        }),
        Step::Failed => Verification::Failed,
        Step::Stopped => Verification::Stopped,
    }
}

/// What a family wrote down from paper, and the name its child has in the list.
#[derive(Default)]
pub struct Beside {
    pub commitment: String,
    pub closing: String,
    pub own: String,
}

/// Begins; the state follows. A later run takes the place of an earlier one.
pub fn begin(state: State<Verification>, draw: &Draw, beside: Beside) {
    let count = u32::try_from(draw.files.len()).unwrap_or_default();
    state.set(Verification::Fetching { at: 1, count });
    let files = draw.files.iter().map(|file| Published {
        name: file.name.clone(),
        hash: file.hash.clone(),
    });
    let asked = Asked {
        wasm: later("data-later-wasm"),
        files: files.collect(),
        commitment: beside.commitment,
        closing: beside.closing,
        own: beside.own,
    };
    let Ok(worker) = Worker::new(&later("data-later-script")) else {
        return state.set(Verification::Stopped);
    };
    let ended = worker.clone();
    let hear = move |event: MessageEvent| {
        let heard = read(&event.data().as_string().unwrap_or_default());
        if !matches!(heard, Verification::Fetching { .. } | Verification::Running) {
            ended.terminate();
        }
        let _ = state.try_set(heard);
    };
    let hear = Closure::<dyn Fn(MessageEvent)>::new(hear);
    worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    let fail = move |_: web_sys::Event| {
        let _ = state.try_set(Verification::Stopped);
    };
    let fail = Closure::<dyn Fn(web_sys::Event)>::new(fail);
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    // They are heard for as long as the worker lives, which is once.
    hear.forget();
    fail.forget();
    let text = json::write(&asked).unwrap_or_default();
    let _ = worker.post_message(&text.into());
}

/// Where the page says that something is which only verifying needs.
fn later(attribute: &str) -> String {
    let named = document().query_selector("meta[name=\"verifier\"]");
    let named = named
        .ok()
        .flatten()
        .and_then(|one| one.get_attribute(attribute));
    // Seen from the page: a worker would look beside itself.
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let folder = base.split(['#', '?']).next().unwrap_or_default();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    [folder, "/", &named.unwrap_or_default()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_the_worker_is_read() {
        assert_eq!(
            read(r#"{"step":"fetching","at":3,"count":7}"#),
            Verification::Fetching { at: 3, count: 7 }
        );
        assert_eq!(read(r#"{"step":"running"}"#), Verification::Running);
        assert_eq!(read(r#"{"step":"failed"}"#), Verification::Failed);
        assert_eq!(read("nonsense"), Verification::Stopped);
    }

    #[test]
    fn verdicts_are_read_good_and_bad() {
        let good = r#"{"step":"done","milliseconds":12,"children":16,"places":19,
            "row":{"slots":[{"slot":"d2-1530","offerings":["a","b"]}]},
            "statistics":{"mechanisms":[{"mechanism":"first_come","first":1,"second":2,"third":3,"later":4,"unplaced":5}],
            "offerings":[{"offering":"a","places":2,"admitted":2,"wished":3,"last_admitted":7,"is_closed":false}]}}"#;
        let Verification::Done(verdict) = read(good) else {
            panic!("not read");
        };
        assert_eq!(
            (verdict.children, verdict.places, verdict.code),
            (16, 19, None)
        );
        let statistics = verdict.statistics.unwrap();
        assert_eq!(statistics.mechanisms[0].mechanism, Mechanism::FirstCome);
        assert_eq!(statistics.offerings[0].last_admitted, Some(7));

        let bad = r#"{"step":"done","milliseconds":3,"file":"rules.json","code":"altered","row":null,"statistics":null}"#;
        let Verification::Done(verdict) = read(bad) else {
            panic!("not read");
        };
        assert_eq!(verdict.code, Some(FindingCode::Altered));
        assert_eq!(verdict.statistics, None);
    }
}
