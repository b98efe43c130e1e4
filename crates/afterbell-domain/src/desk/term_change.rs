use serde::{Deserialize, Serialize};

use crate::{Date, Label, Term};

/// 换学期、改校历: what a menu does to the term that holds, and what ends with it. Nothing of the kind is done unless
/// it was asked for by name: a wrong year in a sheet would do it, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermChange {
    pub step: TermStep,
    /// As it is published.
    pub from: TermDays,
    pub to: TermDays,
    /// Children who hold something, their places in courses and their days of care a week: all of it ends with
    /// another term.
    pub children: u32,
    pub places: u32,
    pub care_days: u32,
    /// Lessons of the term that would end are still to come.
    pub cuts_short: bool,
    /// A draw was committed to and not run, and no other term begins before its results. One that nobody ran while
    /// its term lasted keeps nothing back.
    pub waits_for_draw: bool,
}

/// What is held and under way in the term that holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldInTerm {
    pub children: u32,
    pub places: u32,
    pub care_days: u32,
    pub draw_under_way: bool,
}

/// 学期起止, as it is called
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermDays {
    pub name: Label,
    pub first_day: Date,
    pub last_day: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TermStep {
    /// 换学期: another term begins, and what is held of the one before ends.
    Begins,
    /// 校历更正: the same term, whose first or last day moves further than a correction would.
    Moves,
}

impl TermStep {
    /// 4 周: a term's end moves with a heat wave or a flu; by more than this a month or a year is wrong.
    pub const MOST_DAYS: i64 = 28;

    /// What has to be asked for, if anything; whether it is the same term is known to whoever keeps terms.
    pub fn between(from: &Term, to: &Term, is_same: bool) -> Option<Self> {
        let moved = |from: Date, to: Date| from.days_until(to).abs() > Self::MOST_DAYS;
        if !is_same {
            return Some(Self::Begins);
        }
        let moves = moved(from.first_day, to.first_day) || moved(from.last_day, to.last_day);
        moves.then_some(Self::Moves)
    }
}

impl TermChange {
    pub fn of(step: TermStep, from: &Term, to: &Term, held: HeldInTerm, today: Date) -> Self {
        let cuts_short = step == TermStep::Begins && today <= from.last_day;
        Self {
            step,
            from: from.into(),
            to: to.into(),
            children: held.children,
            places: held.places,
            care_days: held.care_days,
            cuts_short,
            waits_for_draw: cuts_short && held.draw_under_way,
        }
    }
}

impl From<&Term> for TermDays {
    fn from(term: &Term) -> Self {
        Self {
            name: term.name.clone(),
            first_day: term.first_day,
            last_day: term.last_day,
        }
    }
}
