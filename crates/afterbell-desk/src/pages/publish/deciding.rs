//! What becomes of children whose places a change touches: whoever publishes decides for each change.

use afterbell_domain::desk::{ChangeDecision, DecidedChange, Fate, Touch, Touched};
use afterbell_domain::{Label, OfferingId};
use afterbell_locale::format;
use afterbell_locale::text::desk::deciding as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::desk;

/// What is chosen, before it is a whole decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Keep,
    Move,
    End,
}

impl Way {
    const ALL: [Self; 3] = [Self::Keep, Self::Move, Self::End];

    /// What children in a change can do: nobody stays in what is gone.
    fn is_open(self, how: Touch) -> bool {
        self != Self::Keep || !matches!(how, Touch::Dropped | Touch::Overfull { .. })
    }

    fn words(self, touched: &Touched) -> String {
        let whom = match touched.how {
            Touch::Overfull { places } => {
                say::last_come(LOCALE, touched.held.saturating_sub(places.into()))
            }
            Touch::OtherAudience => say::other_grades(LOCALE).to_owned(),
            Touch::Dropped | Touch::Altered => say::all(LOCALE, touched.held),
        };
        match self {
            Self::Keep => say::keep(LOCALE, touched.held),
            Self::Move => say::move_to(LOCALE, whom),
            Self::End => say::end(LOCALE, whom),
        }
    }
}

pub(super) fn deciding(
    decisions: RwSignal<Vec<ChangeDecision>>,
    decided: Memo<Vec<DecidedChange>>,
    closed: Memo<Vec<OfferingId>>,
    touched: &Touched,
    name: &str,
) -> impl IntoView + use<> {
    let offering = StoredValue::new(touched.offering.clone());
    let known = decisions.with_untracked(|all| {
        all.iter()
            .find(|it| it.offering == touched.offering)
            .cloned()
    });
    let way = RwSignal::new(known.as_ref().map(|it| match it.fate {
        Fate::Keep => Way::Keep,
        Fate::MoveTo(_) => Way::Move,
        Fate::End => Way::End,
    }));
    let to = RwSignal::new(match known.as_ref().map(|it| &it.fate) {
        Some(Fate::MoveTo(to)) => to.to_string(),
        _ => String::new(),
    });
    let ends_others = RwSignal::new(known.as_ref().is_some_and(|it| it.ends_others));
    let reason = known.and_then(|it| it.reason).map(|it| it.to_string());
    let reason = RwSignal::new(reason.unwrap_or_default());
    let decide = move || {
        let offering = offering.get_value();
        let fate = match way.get_untracked() {
            None => None,
            Some(Way::Keep) => Some(Fate::Keep),
            Some(Way::End) => Some(Fate::End),
            Some(Way::Move) => to.with_untracked(|to| to.parse().ok()).map(Fate::MoveTo),
        };
        let made = fate.map(|fate| ChangeDecision {
            offering: offering.clone(),
            fate,
            ends_others: ends_others.get_untracked(),
            reason: reason.with_untracked(|reason| reason.parse::<Label>().ok()),
        });
        let is_new = decisions
            .with_untracked(|all| all.iter().find(|it| it.offering == offering) != made.as_ref());
        if is_new {
            decisions.update(|all| {
                all.retain(|it| it.offering != offering);
                all.extend(made);
            });
        }
    };
    let group = format!("decide-{}", touched.offering);
    let how = touched.how;
    let ways = Way::ALL
        .into_iter()
        .filter(|way| way.is_open(how))
        .map(|one| {
            let choose = move |_| {
                way.set(Some(one));
                decide();
            };
            view! {
                <label>
                    <input
                        type="radio" name=group.clone() on:change=choose
                        prop:checked=move || way.get() == Some(one)
                    />
                    {one.words(touched)}
                </label>
            }
        });
    let ways = ways.collect_view();
    let targets = targets(&touched.offering);
    let choose_target = move |event| {
        to.set(event_target_value(&event));
        decide();
    };
    let target = move || {
        (way.get() == Some(Way::Move)).then(|| {
            // What the draw has closed has no lessons.
            let open = targets.iter();
            let open = open.filter(|(id, _)| closed.with(|closed| !closed.contains(id)));
            let options = open.map(|(id, name)| {
                let (id, name) = (id.to_string(), name.clone());
                let is_it = to.with_untracked(|to| *to == id);
                view! { <option value=id selected=is_it>{name}</option> }
            });
            view! {
                <label>
                    {say::target(LOCALE)}
                    <select on:change=choose_target>
                        <option value="">{say::choose(LOCALE)}</option>
                        {options.collect_view()}
                    </select>
                </label>
            }
        })
    };
    let write = move |event| {
        reason.set(event_target_value(&event));
        decide();
    };
    let others = move |event| {
        ends_others.set(event_target_checked(&event));
        decide();
    };
    let others_words = move || match way.get() {
        Some(Way::Move) => say::others_move(LOCALE),
        _ => say::others_keep(LOCALE),
    };
    let asks_others = move || way.get() != Some(Way::End);
    let result = move || {
        decided.with(|all| {
            let id = offering.get_value();
            let found = all.iter().find(|it| it.offering == id);
            found.map(|it| say::result(LOCALE, it.ended, it.kept, it.moved))
        })
    };
    view! {
        <fieldset class="decide">
            <legend>{say::title(LOCALE, name, touched.held)}</legend>
            <p class="choice wrap">{ways}</p>
            <Show when=move || way.get().is_some()>
                <p class="inline">
                    {target.clone()}
                    <label>
                        {say::reason(LOCALE)}
                        <input maxlength=Label::LONGEST prop:value=reason on:change=write />
                    </label>
                    <Show when=asks_others>
                        <label class="tick">
                            <input type="checkbox" prop:checked=ends_others on:change=others />
                            {others_words}
                        </label>
                    </Show>
                </p>
            </Show>
            <p class="quiet" role="status">{result}</p>
        </fieldset>
    }
}

/// Everything else of the draft, as `篮球 周二 15:30–17:00`.
fn targets(from: &OfferingId) -> Vec<(OfferingId, String)> {
    let all = desk().draft(|draft| {
        let menu = &draft.menu;
        let others = menu.offerings.iter().filter(|it| it.id != *from);
        let named = others.filter_map(|offering| {
            let course = menu.courses.iter().find(|it| it.id == offering.course)?;
            let times = offering.sessions.iter().map(|session| {
                let time = format::clock_range(LOCALE, session.time);
                format!("{} {time}", format::weekday(LOCALE, session.weekday))
            });
            let times = format::list(LOCALE, times);
            Some((offering.id.clone(), format!("{} {times}", course.name)))
        });
        named.collect()
    });
    all.unwrap_or_default()
}
