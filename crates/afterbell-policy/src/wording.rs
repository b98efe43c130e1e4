//! Findings in words, from `locales/`, for a clerk.

mod menu_fault;
mod pack_problem;
mod place;
mod violation;
mod vocabulary;

use afterbell_domain::policy::{
    Breach, Finding, Judgement, MenuDraft, Pack, PlanFault, Severity, Violation,
};
use afterbell_locale::Locale;
use afterbell_locale::text::policy::{judgement as text, plan_fault};

pub use menu_fault::menu_fault;
pub use pack_problem::{no_such_pack, pack_problem, pack_problems};
pub use violation::violation;
pub use vocabulary::{
    activity, activity_level, channel, content, course_form, document as document_kind, fee_period,
    field, ledger_period, mode, priority, refund, service_kind, step,
};

/// A judgement's findings, line by line: each check once, with its clause, everything it found
/// and how to mend it.
pub fn findings(
    locale: Locale,
    draft: &MenuDraft,
    pack: &Pack,
    judgement: &Judgement,
) -> Vec<String> {
    let mut lines = Vec::new();
    for of_check in judgement
        .findings
        .chunk_by(|one, other| one.breach.check == other.breach.check)
    {
        let Some(first) = of_check.first() else {
            continue;
        };
        lines.push(heading(locale, pack, first));
        let breaches: Vec<&Breach> = of_check.iter().map(|finding| &finding.breach).collect();
        for (what, places) in place::merged(locale, draft, &breaches) {
            lines.push(match places.is_empty() {
                true => text::line_whole(locale, what),
                false => text::line(locale, places, what),
            });
        }
        for decision in of_check
            .iter()
            .filter_map(|finding| finding.acknowledged.as_ref())
        {
            let (who, date) = (&decision.decided_by, decision.decided_on);
            lines.push(text::acknowledged(locale, date, &decision.reason, who));
        }
        if of_check.iter().any(Finding::blocks) {
            lines.push(text::mend(locale, mend(locale, of_check)));
        }
    }
    lines
}

/// How to mend what one check has found: what is not stated is written down first, before anything is judged.
pub fn mend(locale: Locale, of_check: &[Finding]) -> String {
    let is_stated = |it: &&Finding| !matches!(it.breach.violation, Violation::NotStated {});
    let mut open = of_check.iter().filter(|finding| finding.blocks());
    match (open.clone().find(is_stated), open.next()) {
        (Some(finding), _) => finding.mend.clone(),
        (None, Some(finding)) => text::state(locale, &finding.mend),
        (None, None) => String::new(),
    }
}

/// What findings of one check say, without the check: each violation once, with all its places.
pub fn told(locale: Locale, draft: &MenuDraft, of_check: &[Finding]) -> Vec<String> {
    let breaches: Vec<&Breach> = of_check.iter().map(|finding| &finding.breach).collect();
    told_of(locale, draft, &breaches)
}

/// The same of breaches that came from elsewhere.
pub fn told_of(locale: Locale, draft: &MenuDraft, of_check: &[&Breach]) -> Vec<String> {
    let merged = place::merged(locale, draft, of_check).into_iter();
    merged
        .map(|(what, places)| match places.is_empty() {
            true => what,
            false => text::beside(locale, places, what),
        })
        .collect()
}

/// The document and section that a finding comes from.
pub fn clause(locale: Locale, pack: &Pack, finding: &Finding) -> String {
    text::clause(locale, document(pack, finding), &finding.clause.section)
}

fn document<'a>(pack: &'a Pack, finding: &'a Finding) -> &'a str {
    let document = pack.documents.get(&finding.clause.document);
    document.map_or(finding.clause.document.as_str(), |it| it.title.as_str())
}

fn heading(locale: Locale, pack: &Pack, finding: &Finding) -> String {
    let (document, section) = (document(pack, finding), &finding.clause.section);
    let check = &finding.breach.check;
    match finding.severity {
        Severity::Error => text::error(locale, check, document, section),
        Severity::Warning => text::warning(locale, check, document, section),
    }
}

/// Whether the menu can be published, in one sentence. What is counted are checks.
pub fn conclusion(locale: Locale, judgement: &Judgement) -> String {
    let count = |severity: Severity| {
        let findings = judgement.findings.iter();
        let mut checks: Vec<_> = findings
            .filter(|it| it.severity == severity && it.blocks())
            .map(|it| &it.breach.check)
            .collect();
        checks.dedup();
        checks.len()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let pack = &judgement.pack;
    if judgement.is_blocked() {
        text::blocked(locale, errors + judgement.faults.len(), pack, warnings)
    } else if judgement.findings.is_empty() {
        text::passed(locale, pack)
    } else {
        text::accepted(locale, pack, judgement.findings.len())
    }
}

/// What in a plan contradicts the menu or itself.
pub fn plan_fault(locale: Locale, fault: &PlanFault) -> String {
    match fault {
        PlanFault::UnknownServiceInPlan { service } => plan_fault::unknown_service(locale, service),
        PlanFault::UnknownCourseInPlan { course } => plan_fault::unknown_course(locale, course),
        PlanFault::HolidayCareEndsBeforeItBegins { season } => {
            plan_fault::holiday_care(locale, vocabulary::season(locale, *season))
        }
        PlanFault::NoticeEndsBeforeItBegins => plan_fault::notice(locale).to_owned(),
        PlanFault::PaymentEndsBeforeItBegins => plan_fault::payment(locale).to_owned(),
    }
}
