//! The frame of the district's page: its door, and its sections.

use afterbell_domain::desk::Permission;
use afterbell_locale::text::desk::frame as desk_say;
use afterbell_locale::text::district::{frame as say, section as name};
use leptos::ev;
use leptos::prelude::*;

use super::{list, pack, school, staff};
use crate::LOCALE;
use crate::app::{role_name, sign_out, unreachable};
use crate::desk::{Desk, Standing};
use crate::pages;
use crate::route::Route;

/// 地址, all behind the `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Schools,
    School(String),
    Pack,
    Staff,
    Audit,
}

impl Place {
    /// Anything else leads to the schools.
    fn current() -> Self {
        let hash = window().location().hash().unwrap_or_default();
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        match path.split_once('/') {
            Some(("school", id)) => Self::School(id.to_owned()),
            _ if path == "pack" => Self::Pack,
            _ if path == "staff" => Self::Staff,
            _ if path == "audit" => Self::Audit,
            _ => Self::Schools,
        }
    }

    fn section(&self) -> Section {
        match self {
            Self::Schools | Self::School(_) => Section::Schools,
            Self::Pack => Section::Pack,
            Self::Staff => Section::Staff,
            Self::Audit => Section::Audit,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Schools,
    Pack,
    Staff,
    Audit,
}

impl Section {
    const ALL: [Self; 4] = [Self::Schools, Self::Pack, Self::Staff, Self::Audit];

    fn needed(self) -> Permission {
        match self {
            Self::Schools => Permission::ReadSchools,
            Self::Pack => Permission::KeepPack,
            Self::Staff => Permission::ReadStaff,
            Self::Audit => Permission::ReadAudit,
        }
    }

    fn href(self) -> &'static str {
        match self {
            Self::Schools => "#/schools",
            Self::Pack => "#/pack",
            Self::Staff => "#/staff",
            Self::Audit => "#/audit",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Schools => name::schools(LOCALE),
            Self::Pack => name::pack(LOCALE),
            Self::Staff => name::staff(LOCALE),
            Self::Audit => name::audit(LOCALE),
        }
    }
}

pub fn app() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    desk.start_at_district();
    let place = RwSignal::new(Place::current());
    let following = window_event_listener(ev::hashchange, move |_| {
        if desk.goes_on() {
            place.set(Place::current());
        }
    });
    on_cleanup(move || following.remove());
    // Another address of the page is no other door: the frame stays as it is.
    let invitation = Memo::new(move |_| match desk.route.get() {
        Route::Accept(invitation) => Some(invitation),
        Route::Section(_) => None,
    });
    let standing = Memo::new(move |_| desk.standing.get());
    move || match (invitation.get(), standing.get()) {
        (Some(invitation), _) => pages::accept(invitation).into_any(),
        (_, Standing::Loading) => {
            let loading = desk_say::loading(LOCALE);
            view! { <main class="door" aria-busy="true"><p>{loading}</p></main> }.into_any()
        }
        (_, Standing::Unreachable) => unreachable().into_any(),
        (_, Standing::SignedOut) => pages::sign_in(say::sign_in(LOCALE)).into_any(),
        (None, Standing::SignedIn) => frame(desk, place).into_any(),
    }
}

fn frame(desk: Desk, place: RwSignal<Place>) -> impl IntoView {
    // An address of what is not theirs leads to the schools.
    let place = Memo::new(move |_| {
        let asked = place.get();
        let is_allowed = match &asked {
            Place::School(_) => desk.may(Permission::ReadReports),
            other => desk.may(other.section().needed()),
        };
        match is_allowed {
            true => asked,
            false => Place::Schools,
        }
    });
    let section = Memo::new(move |_| place.with(Place::section));
    let district = move || {
        desk.me
            .with(|me| me.as_ref().map(|me| me.school.to_string()))
            .unwrap_or_default()
    };
    Effect::new(move |_| {
        let title = say::title(LOCALE, district(), section.get().name());
        document().set_title(&title);
    });
    let who = move || {
        desk.me.with(|me| {
            me.as_ref()
                .map(|me| desk_say::who(LOCALE, &me.name, role_name(me.role)))
        })
    };
    let links = Section::ALL
        .into_iter()
        .filter(|link| desk.may(link.needed()))
        .map(|link| {
            let current = move || (section.get() == link).then_some("page");
            view! { <a href=link.href() aria-current=current>{link.name()}</a> }
        })
        .collect_view();
    view! {
        <div class="desk">
            <nav aria-label=desk_say::sections(LOCALE)>
                <b>{district}</b>
                {links}
                <div class="who">
                    <span>{who}</span>
                    <button class="link" on:click=move |_| sign_out(desk)>
                        {desk_say::sign_out(LOCALE)}
                    </button>
                </div>
            </nav>
            {move || match place.get() {
                Place::Schools => list::schools().into_any(),
                Place::School(id) => school::school(id).into_any(),
                Place::Pack => pack::pack().into_any(),
                Place::Staff => staff::staff().into_any(),
                Place::Audit => pages::audit("/api/district/audit").into_any(),
            }}
        </div>
    }
}
