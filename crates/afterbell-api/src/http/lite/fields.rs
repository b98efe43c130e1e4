//! What a form says, read into the types that everything else is judged by.

use std::sync::Arc;

use afterbell_domain::{CareChoice, MenuHash, SelectionDraft, Weekday};
use axum::extract::{Form, FromRequest, Request};

use crate::http::app::App;
use crate::http::idempotency::IdempotencyKey;
use crate::http::refusal::Refusal;

/// In the order of the form; a name may come more than once.
pub(super) struct Fields(Vec<(String, String)>);

impl FromRequest<Arc<App>> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let form = Form::from_request(request, app).await;
        let Form(fields) = form.map_err(|_| Refusal::malformed("form"))?;
        Ok(Self(fields))
    }
}

impl Fields {
    pub(super) fn first(&self, wanted: &str) -> Option<&str> {
        self.all(wanted).next()
    }

    fn all(&self, wanted: &str) -> impl Iterator<Item = &str> {
        let fields = self.0.iter().filter(move |(name, _)| name == wanted);
        fields.map(|(_, value)| value.trim())
    }

    /// Fields whose names begin so, with what comes after it.
    pub(super) fn beginning<'a>(
        &'a self,
        start: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.trim())))
    }

    pub(super) fn menu(&self) -> Option<MenuHash> {
        self.first("menu")?.parse().ok()
    }

    pub(super) fn key(&self) -> Result<IdempotencyKey, Refusal> {
        let key = self.first("key").and_then(IdempotencyKey::read);
        key.ok_or_else(|| Refusal::malformed("key"))
    }

    /// The ticked courses and the days of care, against this menu.
    pub(super) fn draft(&self, menu: MenuHash) -> Result<SelectionDraft, Refusal> {
        let malformed = || Refusal::malformed("choice");
        let offerings = self.all("o").map(str::parse);
        let offerings = offerings
            .collect::<Result<_, _>>()
            .map_err(|_| malformed())?;
        let mut care = Vec::new();
        for number in 1..=7 {
            let weekday = Weekday::new(number).map_err(|_| malformed())?;
            let pick_up = self.first(&care_name(weekday));
            if let Some(pick_up) = pick_up.filter(|time| !time.is_empty()) {
                let pick_up = pick_up.parse().map_err(|_| malformed())?;
                care.push(CareChoice { weekday, pick_up });
            }
        }
        SelectionDraft::new(menu, offerings, care).map_err(|_| malformed())
    }
}

pub(super) fn care_name(weekday: Weekday) -> String {
    format!("c{}", weekday.number())
}
