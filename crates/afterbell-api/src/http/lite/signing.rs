//! The agreement within a form: read and signed by the guardian, before what the form is about.

use std::sync::Arc;

use afterbell_domain::wire::{Child, Problem, ProblemCode};
use afterbell_domain::{AgreementHash, GuardianId, SafetyAgreement, SignerName, Verdict};
use afterbell_locale::Locale;
use afterbell_locale::text::parent;
use serde::Deserialize;

use super::fields::Fields;
use super::page::{element, hidden, paragraph};
use crate::answer::Answer;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::decided::{decided, in_flight_name};
use crate::http::idempotency::IdempotencyKey;
use crate::http::refusal::Refusal;
use crate::secret::Fingerprint;
use crate::store::{Signing, StoreError};

/// Its text and a line for the name; nothing where nothing has to be signed.
pub(super) async fn agreement(
    app: &App,
    locale: Locale,
    to_sign: Option<&AgreementHash>,
) -> Result<String, Refusal> {
    let Some(hash) = to_sign else {
        return Ok(String::new());
    };
    let content = app.store.agreement(hash).await?.unwrap_or_default();
    let agreement: SafetyAgreement = serde_json::from_slice(&content)?;
    let clauses = agreement.clauses().iter();
    let clauses: String = clauses
        .map(|clause| element("li", clause.as_str()))
        .collect();
    let input = format!(
        "<label for=\"name\">{}</label>\n<input id=\"name\" class=\"name\" name=\"signed_name\" required \
         maxlength=\"40\" autocomplete=\"name\" aria-describedby=\"name-hint\">\n\
         <p class=\"hint\" id=\"name-hint\">{}</p>\n",
        escaped(parent::agreement::name(locale)),
        escaped(parent::agreement::name_hint(locale)),
    );
    Ok([
        element("h2", agreement.title().as_str()),
        paragraph("quiet", parent::agreement::explain(locale)),
        format!("<ol class=\"clauses\">{clauses}</ol>\n"),
        hidden("agreement", hash.as_str()),
        input,
    ]
    .concat())
}

/// Signs, where a name was written: once under the key of the form. What stands against it, if anything does.
pub(super) async fn sign(
    app: &App,
    guardian: &GuardianId,
    child: &Child,
    fields: &Fields,
) -> Result<Option<Answer>, Refusal> {
    let signed_name = fields.first("signed_name").filter(|name| !name.is_empty());
    let Some(name) = signed_name else {
        return Ok(None);
    };
    let key = fields.key()?;
    let signed_name: SignerName = name
        .parse()
        .map_err(|_| Refusal::new(ProblemCode::AgreementNotSigned))?;
    let agreement = fields.first("agreement").and_then(|hash| hash.parse().ok());
    let agreement = agreement.ok_or_else(|| Refusal::malformed("agreement"))?;
    let student = child.student.id.clone();
    let signing = Signing {
        request: signing_key(&key, name)?.request("agreement", &(&agreement, &signed_name))?,
        guardian: guardian.clone(),
        student: student.clone(),
        agreement,
        signed_name,
        now: app.clock.now()?,
    };
    let (name, store) = (
        in_flight_name(guardian, &student, &key),
        Arc::clone(&app.store),
    );
    let signed = decided(app, name, async move { store.sign(signing).await }).await?;
    Ok(signed.is_problem().then_some(signed))
}

/// The form has one key for two writes, and each of them keeps its own answer: another name is another signing.
fn signing_key(key: &IdempotencyKey, name: &str) -> Result<IdempotencyKey, Refusal> {
    let name = Fingerprint::of(name.as_bytes()).in_hex();
    let name = name.get(..16).unwrap_or_default();
    let signing = IdempotencyKey::read(&format!("{}.{name}", key.as_str()));
    signing.ok_or_else(|| Refusal::malformed("key"))
}

/// What stands against a form, read out of the answer to it.
pub(super) struct Denial {
    pub problem: Problem,
    /// The reasons of that moment, where rules have spoken.
    pub verdict: Option<Verdict>,
}

impl Denial {
    pub(super) fn read(answer: &Answer) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Denied {
            #[serde(default)]
            verdict: Option<Verdict>,
        }
        let problem: Problem = serde_json::from_str(&answer.body)?;
        let denied: Denied = serde_json::from_str(&answer.body).map_err(StoreError::from)?;
        Ok(Self {
            problem,
            verdict: denied.verdict,
        })
    }
}
