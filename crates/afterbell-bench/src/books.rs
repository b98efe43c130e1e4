//! A school for the bench: children that are bound and signed in, made through the store's own
//! functions and not over HTTP, so that the server meets them as it would meet real ones.

use std::path::Path;

use afterbell_api::data_dir::DataDir;
use afterbell_api::secret::{
    Fingerprint, ServerSecret, new_child_code, new_student_id, random_bytes,
};
use afterbell_api::store::sqlite::SqliteOptions;
use afterbell_api::store::{
    Binding, Books, Bound, EnrolledPupil, MenuChange, PupilChange, SchoolChange, WriteRequest,
};
use afterbell_domain::{Grade, HomeroomClass, Moment, ServiceMenu};
use anyhow::{Context as _, Result, bail};
use futures_util::stream::{StreamExt as _, TryStreamExt as _};
use serde_json::json;

/// A moment at which parents choose.
pub const OPEN: &str = "2026-09-09T10:00:00+08:00";
/// How many bindings may be under way: enough to share commits, and few enough for a pool of connections.
const TOGETHER: usize = 128;

#[derive(Debug, Clone, Copy)]
pub struct School {
    pub children: usize,
    pub courses: usize,
    pub places: u16,
}

#[derive(Debug, Clone)]
pub struct Child {
    pub student: String,
    pub guardian: String,
    pub token: String,
}

pub struct Prepared {
    pub menu: String,
    pub offerings: Vec<String>,
    pub children: Vec<Child>,
}

impl School {
    pub fn prepare(self, folder: &Path) -> Result<Prepared> {
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(self.prepare_in(folder))
    }

    async fn prepare_in(self, folder: &Path) -> Result<Prepared> {
        let store = DataDir::create(folder)?.open_books(SqliteOptions::default())?;
        self.fill(&store).await
    }

    /// Makes the school in books of whatever kind.
    pub async fn fill(self, store: &dyn Books) -> Result<Prepared> {
        let now: Moment = OPEN.parse()?;
        let menu: ServiceMenu = serde_json::from_value(self.menu())?;
        let mut pupils = Vec::with_capacity(self.children);
        for number in 0..self.children {
            pupils.push(pupil(number)?);
        }
        let places = menu.offerings.iter();
        let places = places.map(|offering| (offering.id.clone(), offering.places));
        let change = SchoolChange {
            expected_menu: None,
            term: None,
            menu: Some(MenuChange {
                hash: menu.hash()?,
                canonical_json: menu.canonical_json()?,
                places: places.collect(),
                agreement: None,
            }),
            pupils: pupils.clone(),
            left: Vec::new(),
            now,
        };
        store.apply(change).await?;
        let bound = futures_util::stream::iter(pupils).map(|pupil| bind(store, pupil, now));
        let children = bound.buffered(TOGETHER).try_collect().await?;
        let offerings = menu
            .offerings
            .iter()
            .map(|offering| offering.id.to_string());
        Ok(Prepared {
            menu: menu.hash()?.to_string(),
            offerings: offerings.collect(),
            children,
        })
    }

    fn menu(self) -> serde_json::Value {
        let offerings = (0..self.courses).map(|number| {
            json!({
                "id": format!("o{number}"), "course": format!("c{number}"),
                "places": self.places, "fee_fen": 0,
                "sessions": [{"weekday": 1 + number % 5, "time": {"start": "15:30", "end": "16:30"}}],
                "eligibility": {"grades": [3]}, "provider": {"kind": "school"}, "audition": false,
            })
        });
        let courses = (0..self.courses).map(|number| {
            json!({"id": format!("c{number}"), "name": format!("Course {number}"),
                   "category": "other", "once_per_term": true})
        });
        let days = (1..=5).map(|weekday| {
            json!({"weekday": weekday, "time": {"start": "15:30", "end": "18:30"},
                   "pick_up_times": ["16:30", "18:30"]})
        });
        json!({
            "school": {"name": "School", "receipt_prefix": "SY", "grades": [3], "zone": "+08:00"},
            "term": {"name": "Term", "first_day": "2026-09-01", "last_day": "2027-01-29"},
            "base_care": {"days": days.collect::<Vec<_>>()},
            "courses": courses.collect::<Vec<_>>(),
            "offerings": offerings.collect::<Vec<_>>(),
            "round": {"mode": "first_come", "windows": [{
                "opens_at": "2026-09-08T20:00:00+08:00", "closes_at": "2026-09-10T20:00:00+08:00"
            }]},
        })
    }
}

fn pupil(number: usize) -> Result<PupilChange> {
    let class = HomeroomClass::new(Grade::new(3)?, 1)?;
    Ok(PupilChange {
        pupil: EnrolledPupil {
            id: new_student_id()?,
            school_number: number.to_string().parse()?,
            name: format!("Pupil {number}").parse()?,
            class,
        },
        code: Some(Fingerprint::of_code(&new_child_code()?)),
    })
}

async fn bind(store: &dyn Books, pupil: PupilChange, now: Moment) -> Result<Child> {
    let code = pupil.code.context("a code")?;
    // As the server derives one.
    let secret = ServerSecret::new(random_bytes()?);
    let session = secret.session_token("bench", &new_child_code()?);
    let binding = Binding {
        host: None,
        code,
        guardian: None,
        token: session.fingerprint(),
        expires_at: now.plus_seconds(90 * 24 * 3_600),
        request: WriteRequest {
            key: pupil.pupil.id.to_string(),
            fingerprint: code,
        },
        now,
    };
    match store.bind(binding).await? {
        Bound::Bound {
            guardian, student, ..
        } => Ok(Child {
            student: student.to_string(),
            guardian: guardian.to_string(),
            token: session.as_str().to_owned(),
        }),
        other => bail!("not bound: {other:?}"),
    }
}
