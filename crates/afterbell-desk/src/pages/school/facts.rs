//! Which facts there are, in groups, with the words of their fields.

use afterbell_domain::SelectionMode;
use afterbell_domain::desk::Fact;
use afterbell_domain::policy::{
    DocumentKind, FeePeriod, Field as Place, FlowStep, LedgerPeriod, PriorityGroup, Refund,
};
use afterbell_locale::text::desk::{school as say, term};
use afterbell_policy::wording;

use super::fact::{Field, Kind, Shown};
use crate::LOCALE;
use crate::findings::Place as OnPage;

pub(super) fn groups() -> Vec<(&'static str, Vec<Shown>)> {
    vec![
        (say::itself(LOCALE), itself()),
        (say::profile(LOCALE), profile()),
        (say::times(LOCALE), times()),
        (say::families(LOCALE), families()),
        (say::money(LOCALE), money()),
        (say::documents(LOCALE), documents()),
    ]
}

/// It stands with the agreement.
pub(super) fn copies() -> Shown {
    field(Fact::AgreementCopies, Place::AgreementCopies, Kind::Text)
}

/// A fact of one field, called by it.
fn one(fact: Fact, place: Option<Place>, kind: Kind, label: &'static str) -> Shown {
    Shown {
        fact,
        title: None,
        example: "",
        place: place.map(OnPage::Fact),
        fields: vec![Field { label, kind }],
    }
}

/// A fact that a district's findings know by this name.
fn field(fact: Fact, place: Place, kind: Kind) -> Shown {
    one(fact, Some(place), kind, wording::field(LOCALE, place))
}

fn several(fact: Fact, place: Place, fields: Vec<Field>) -> Shown {
    Shown {
        fact,
        title: Some(wording::field(LOCALE, place)),
        example: "",
        place: Some(OnPage::Fact(place)),
        fields,
    }
}

impl Shown {
    fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

fn text(label: &'static str, kind: Kind) -> Field {
    Field { label, kind }
}

fn choice<T: Copy>(label: &'static str, all: &[T], word: impl Fn(T) -> &'static str) -> Field {
    let words = all.iter().map(|it| word(*it));
    text(label, Kind::Choice(words.collect()))
}

fn yes_or_no(label: &'static str) -> Field {
    text(label, Kind::Choice(vec![say::yes(LOCALE), say::no(LOCALE)]))
}

fn itself() -> Vec<Shown> {
    vec![
        one(Fact::Name, None, Kind::Wide, say::name(LOCALE)),
        one(Fact::Grades, None, Kind::Text, say::grades(LOCALE))
            .example(say::grades_example(LOCALE)),
        one(Fact::ReceiptPrefix, None, Kind::Text, say::prefix(LOCALE)),
    ]
}

fn profile() -> Vec<Shown> {
    let choose = |words: Vec<&'static str>| Kind::Choice(words);
    let ownership = vec![say::public(LOCALE), say::private(LOCALE)];
    let area = vec![say::urban(LOCALE), say::rural(LOCALE)];
    let boarding = vec![say::yes(LOCALE), say::no(LOCALE)];
    let specialty = vec![
        say::sport(LOCALE),
        say::arts(LOCALE),
        say::sport_and_arts(LOCALE),
    ];
    vec![
        field(Fact::Ownership, Place::Ownership, choose(ownership)),
        field(Fact::Area, Place::Area, choose(area)),
        field(Fact::Boarding, Place::Boarding, choose(boarding)),
        one(
            Fact::Specialty,
            None,
            choose(specialty),
            say::specialty(LOCALE),
        ),
        field(Fact::WorkEnds, Place::WorkEnds, Kind::Text).example(say::clock_example(LOCALE)),
    ]
}

fn times() -> Vec<Shown> {
    let ends = vec![
        text(say::winter(LOCALE), Kind::Text),
        text(say::otherwise(LOCALE), Kind::Text),
    ];
    vec![
        several(Fact::SeasonalEnd, Place::SeasonalEnd, ends).example(say::clock_example(LOCALE)),
        field(Fact::FourthPeriod, Place::FourthPeriod, Kind::Text)
            .example(say::period_example(LOCALE)),
        one(
            Fact::PeLessons,
            Some(Place::PeLessons),
            Kind::Lines,
            say::pe_lessons(LOCALE),
        )
        .example(say::pe_example(LOCALE)),
        one(
            Fact::Groups,
            Some(Place::Groups),
            Kind::Lines,
            say::groups(LOCALE),
        )
        .example(say::groups_example(LOCALE)),
    ]
}

fn families() -> Vec<Shown> {
    let guarantees = [say::first(LOCALE), say::place(LOCALE)];
    let priority = PriorityGroup::ALL.iter();
    let priority =
        priority.map(|group| choice(wording::priority(LOCALE, *group), &guarantees, |it| it));
    let steps = FlowStep::ALL.iter();
    let steps = steps.map(|step| text(wording::step(LOCALE, *step), Kind::Tick));
    let selection = vec![
        choice(say::mode(LOCALE), &SelectionMode::ALL, |mode| {
            wording::mode(LOCALE, mode)
        }),
        text(say::explanation(LOCALE), Kind::Wide),
    ];
    let mid_term = vec![yes_or_no(say::join(LOCALE)), yes_or_no(say::leave(LOCALE))];
    vec![
        field(Fact::FamiliesAskedOn, Place::FamiliesAskedOn, Kind::Date),
        several(Fact::Flow, Place::Flow, steps.collect()),
        several(Fact::Selection, Place::Selection, selection),
        several(Fact::Priority, Place::Priority, priority.collect()),
        several(Fact::MidTerm, Place::MidTerm, mid_term),
        field(
            Fact::WrittenHomeworkGrades,
            Place::WrittenHomeworkGrades,
            Kind::Text,
        )
        .example(say::homework_example(LOCALE)),
    ]
}

fn money() -> Vec<Shown> {
    let standard = vec![
        text(say::document(LOCALE), Kind::Wide),
        text(say::published_on(LOCALE), Kind::Date),
        text(say::service_fee(LOCALE), Kind::Text),
        text(say::course_fee(LOCALE), Kind::Text),
    ];
    let fees = vec![
        choice(say::period(LOCALE), FeePeriod::ALL, |it| {
            wording::fee_period(LOCALE, it)
        }),
        text(term::first_day(LOCALE), Kind::Date),
        text(term::last_day(LOCALE), Kind::Date),
        choice(say::refund(LOCALE), Refund::ALL, |it| {
            wording::refund(LOCALE, it)
        }),
    ];
    vec![
        several(Fact::FeeStandard, Place::FeeStandard, standard).example(say::fee_example(LOCALE)),
        several(Fact::Fees, Place::Fees, fees),
    ]
}

fn documents() -> Vec<Shown> {
    let titles = DocumentKind::ALL.iter();
    let titles = titles.map(|kind| text(wording::document_kind(LOCALE, *kind), Kind::Text));
    let ledger = vec![
        choice(say::period(LOCALE), LedgerPeriod::ALL, |it| {
            wording::ledger_period(LOCALE, it)
        }),
        text(say::office(LOCALE), Kind::Text),
    ];
    vec![
        several(Fact::Documents, Place::Documents, titles.collect()),
        several(Fact::Ledger, Place::Ledger, ledger),
    ]
}
