//! What a placement by hand comes to, before it is one: whom, into what, at which price, and what is in the way.

use afterbell_domain::desk::{DrawObstacle, Placing, RosterPupil, RosterView};
use afterbell_domain::{Label, OfferingId, ServiceMenu, WaitingState};
use afterbell_locale::format;
use afterbell_locale::text::desk::place as say;
use afterbell_locale::wording::{self, offering_name, times};
use leptos::prelude::*;

use super::Form;
use crate::LOCALE;
use crate::draw_words;

#[derive(Clone, PartialEq)]
pub(super) struct Judged {
    pub pupil: RosterPupil,
    pub offering: OfferingId,
    in_the_way: Vec<OfferingId>,
    leaves: bool,
    obstacle: Option<DrawObstacle>,
}

impl Judged {
    /// The same rules as the server's, which has the last word.
    pub fn of(
        menu: &ServiceMenu,
        roster: &RosterView,
        pupil: &RosterPupil,
        offering: OfferingId,
        leaves: bool,
    ) -> Option<Self> {
        let course = roster.of_course(menu.offering(&offering)?);
        // A place that is on offer to the child itself is free for it.
        let is_kept = |(other, waiting): &&(&RosterPupil, &afterbell_domain::Waiting)| {
            let is_offered = matches!(waiting.state, WaitingState::Offered { .. });
            is_offered && other.student != pupil.student
        };
        let kept = course.waiting.iter().filter(is_kept).count();
        let taken = u32::try_from(course.holding.len().saturating_add(kept));
        let places = u32::from(course.offering.places);
        let mut placing = Placing {
            menu,
            class: pupil.class,
            held: &pupil.offerings,
            offering: &offering,
            free: places.saturating_sub(taken.unwrap_or(u32::MAX)),
            exchanges: &[],
            now: roster.now,
        };
        let in_the_way = placing.in_the_way().into_iter();
        let in_the_way: Vec<OfferingId> = in_the_way.map(|it| it.id.clone()).collect();
        if leaves {
            placing.exchanges = &in_the_way;
        }
        let obstacle = placing.obstacle();
        Some(Self {
            pupil: pupil.clone(),
            offering,
            in_the_way,
            leaves,
            obstacle,
        })
    }

    pub fn exchanges(&self) -> Vec<OfferingId> {
        match self.leaves {
            true => self.in_the_way.clone(),
            false => Vec::new(),
        }
    }

    pub fn obstacle_words(&self, menu: &ServiceMenu) -> Option<String> {
        Some(match self.obstacle.as_ref()? {
            DrawObstacle::Unfit { reasons } => {
                let reasons = reasons.iter();
                let reasons = reasons.map(|it| wording::reason(LOCALE, menu, it));
                say::unfit(LOCALE, format::list(LOCALE, reasons))
            }
            other => draw_words::obstacle(LOCALE, other),
        })
    }

    /// 三(1)班 20240101 张三
    fn child(&self) -> String {
        let pupil = &self.pupil;
        let class = format::class(LOCALE, pupil.class);
        [
            &class,
            " ",
            pupil.school_number.as_str(),
            " ",
            pupil.name.as_str(),
        ]
        .concat()
    }

    /// “篮球”（周二 15:30–17:00，费用：240 元）
    fn course(&self, menu: &ServiceMenu) -> String {
        let id = &self.offering;
        let fee = menu.offering(id).map(|it| it.fee_fen).unwrap_or_default();
        let fee = format::money(LOCALE, fee);
        say::priced(
            LOCALE,
            offering_name(menu, id),
            fee,
            times(LOCALE, menu, id),
        )
    }

    fn left(&self, menu: &ServiceMenu) -> String {
        let left = self.in_the_way.iter();
        let left =
            left.map(|id| say::timed(LOCALE, offering_name(menu, id), times(LOCALE, menu, id)));
        format::list(LOCALE, left)
    }

    pub fn question(&self, menu: &ServiceMenu, reason: &Label) -> String {
        let mut question = say::really(LOCALE, self.child(), self.course(menu), reason);
        if self.leaves && !self.in_the_way.is_empty() {
            question += &say::really_leaves(LOCALE, self.left(menu));
        }
        question
    }
}

/// Beside the form, once a child and a course are chosen.
pub(super) fn shown(form: Form) -> impl IntoView {
    let judged = Memo::new(move |_| form.judged());
    let has_any = Memo::new(move |_| {
        judged.with(|it| it.as_ref().is_some_and(|it| !it.in_the_way.is_empty()))
    });
    let facts = move || {
        let (judged, menu) = (judged.get()?, form.page.menu.get()?);
        let why = judged.obstacle_words(&menu);
        let told = say::whom_into(LOCALE, judged.child(), judged.course(&menu));
        let why = why.map(|why| view! { <p class="why">{why}</p> });
        Some(view! { <p>{told}</p> {why} })
    };
    let leaves = move || {
        let menu = form.page.menu.get()?;
        let left = judged.with(|it| it.as_ref().map(|it| it.left(&menu)))?;
        Some(say::leaves(LOCALE, left))
    };
    view! {
        <div class="wide judged" role="group" aria-label=say::before_placing(LOCALE)>
            <div aria-live="polite">{facts}</div>
            {move || has_any.get().then(|| view! {
                <label class="check"><input type="checkbox" bind:checked=form.leaves />{leaves}</label>
            })}
        </div>
    }
}
