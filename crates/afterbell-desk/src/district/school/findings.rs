use afterbell_domain::oversight::OverseenFinding;
use afterbell_domain::policy::{Breach, MenuDraft, Severity};
use afterbell_locale::format;
use afterbell_locale::text::desk::weight as word;
use afterbell_locale::text::district::school as say;
use afterbell_policy::wording;
use leptos::prelude::*;

use crate::LOCALE;

/// What each check has found: what must be mended first, then what is to be decided about, then what was.
pub fn list(draft: &MenuDraft, found: &[OverseenFinding]) -> impl IntoView + use<> {
    if found.is_empty() {
        return view! { <p class="quiet">{say::no_findings(LOCALE)}</p> }.into_any();
    }
    let mut groups: Vec<(u8, Vec<&OverseenFinding>)> = Vec::new();
    for finding in found {
        let weight = weight(finding);
        let known = groups.iter_mut().find(|(of, group)| {
            let is_same = |one: &&OverseenFinding| one.breach.check == finding.breach.check;
            *of == weight && group.first().is_some_and(is_same)
        });
        match known {
            Some((_, group)) => group.push(finding),
            None => groups.push((weight, vec![finding])),
        }
    }
    groups.sort_by_key(|(weight, _)| *weight);
    let groups = groups.iter().filter_map(|(weight, group)| {
        let first = group.first()?;
        Some(shown(draft, *weight, first, group))
    });
    view! { <ul class="findings">{groups.collect_view()}</ul> }.into_any()
}

fn weight(finding: &OverseenFinding) -> u8 {
    match (finding.blocks(), finding.severity) {
        (true, Severity::Error) => 0,
        (true, Severity::Warning) => 1,
        (false, _) => 2,
    }
}

fn shown(
    draft: &MenuDraft,
    weight: u8,
    first: &OverseenFinding,
    group: &[&OverseenFinding],
) -> impl IntoView + use<> {
    let (class, word) = match weight {
        0 => ("finding error", word::error(LOCALE)),
        1 => ("finding warning", word::warning(LOCALE)),
        _ => ("finding accepted", word::accepted(LOCALE)),
    };
    let breaches: Vec<&Breach> = group.iter().map(|finding| &finding.breach).collect();
    let said = wording::told_of(LOCALE, draft, &breaches);
    let said = said.into_iter().map(|said| view! { <b>{said}</b> });
    let decided = group.iter().filter_map(|finding| {
        let (reason, on) = (finding.reason.as_ref()?, finding.decided_on?);
        Some(say::decided(LOCALE, format::date(LOCALE, on), reason))
    });
    let mut decided: Vec<_> = decided.collect();
    decided.dedup();
    let decided = decided
        .into_iter()
        .map(|it| view! { <p class="mend">{it}</p> });
    let mend = (weight < 2).then(|| view! { <p class="mend">{first.mend.clone()}</p> });
    view! {
        <li class=class>
            <span class="weight"><i class="flag"></i>{word}</span>
            {said.collect_view()}
            {mend}
            {decided.collect_view()}
            <cite>{say::clause(LOCALE, &first.document, &first.section)}</cite>
        </li>
    }
}
