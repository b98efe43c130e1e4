//! The frame: signing in, or the sections and the page that was chosen.

use afterbell_domain::desk::{Permission, Role};
use afterbell_locale::text::desk::{frame as say, role, section as name, sign_in};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::LOCALE;
use crate::desk::{Desk, Standing, desk};
use crate::district;
use crate::findings::Weight;
use crate::pages;
use crate::pages::form::aim::reach;
use crate::route::{Route, Section};
use crate::server::{self, Trouble};

pub fn mount() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    match district::is_here() {
        true => leptos::mount::mount_to_body(district::app),
        false => leptos::mount::mount_to_body(app),
    }
}

fn app() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    desk.start();
    // Another page is no other door: the frame, and what is written in it, stays as it is.
    let invitation = Memo::new(move |_| match desk.route.get() {
        Route::Accept(invitation) => Some(invitation),
        Route::Section(_) => None,
    });
    let standing = Memo::new(move |_| desk.standing.get());
    move || match (invitation.get(), standing.get()) {
        (Some(invitation), _) => pages::accept(invitation).into_any(),
        (_, Standing::Loading) => {
            view! { <main class="door" aria-busy="true"><p>{say::loading(LOCALE)}</p></main> }
                .into_any()
        }
        (_, Standing::Unreachable) => unreachable().into_any(),
        (_, Standing::SignedOut) => pages::sign_in(sign_in::title(LOCALE)).into_any(),
        (None, Standing::SignedIn) => frame().into_any(),
    }
}

pub fn unreachable() -> impl IntoView {
    let desk = desk();
    let again = move |_| {
        desk.standing.set(Standing::Loading);
        spawn_local(desk.look_who_it_is());
    };
    view! {
        <main class="door">
            <h1>{say::unreachable(LOCALE)}</h1>
            <p>{say::unreachable_mend(LOCALE)}</p>
            <button class="go" on:click=again>{say::again(LOCALE)}</button>
        </main>
    }
}

/// What a part of the desk needs; all else is shown to everybody who is in.
fn needed(section: Section) -> Permission {
    match section {
        Section::Menu
        | Section::Week
        | Section::Term
        | Section::Services
        | Section::School
        | Section::Checks
        | Section::Preview => Permission::ReadDraft,
        Section::Files => Permission::Export,
        Section::Publish => Permission::Publish,
        Section::Draw => Permission::ReadDraw,
        Section::Roster => Permission::ReadRoster,
        Section::Offers => Permission::Propose,
        Section::Auditions => Permission::ChooseApplicants,
        Section::Groups => Permission::Import,
        Section::Letters => Permission::IssueCodes,
        Section::Register => Permission::ReadRegister,
        Section::Staff => Permission::ReadStaff,
        Section::Audit => Permission::ReadAudit,
    }
}

pub fn section_name(section: Section) -> &'static str {
    match section {
        Section::Menu => name::menu(LOCALE),
        Section::Week => name::week(LOCALE),
        Section::Term => name::term(LOCALE),
        Section::Services => name::services(LOCALE),
        Section::School => name::school(LOCALE),
        Section::Checks => name::checks(LOCALE),
        Section::Preview => name::preview(LOCALE),
        Section::Files => name::files(LOCALE),
        Section::Publish => name::publish(LOCALE),
        Section::Draw => name::draw(LOCALE),
        Section::Roster => name::roster(LOCALE),
        Section::Offers => name::offers(LOCALE),
        Section::Auditions => name::auditions(LOCALE),
        Section::Groups => name::groups(LOCALE),
        Section::Letters => name::letters(LOCALE),
        Section::Register => name::register(LOCALE),
        Section::Staff => name::staff(LOCALE),
        Section::Audit => name::audit(LOCALE),
    }
}

pub fn role_name(of: Role) -> &'static str {
    match of {
        Role::SchoolAdmin => role::school_admin(LOCALE),
        Role::Coordinator => role::coordinator(LOCALE),
        Role::ClassTeacher { .. } => role::class_teacher(LOCALE),
        Role::Teacher => role::teacher(LOCALE),
        Role::Auditor => role::auditor(LOCALE),
        Role::DistrictOfficer => role::district_officer(LOCALE),
        Role::Operator => role::operator(LOCALE),
    }
}

fn frame() -> impl IntoView {
    let desk = desk();
    let allowed: Vec<_> = Section::ALL
        .into_iter()
        .filter(|section| desk.may(needed(*section)))
        .collect();
    let first = allowed.first().copied();
    let chosen = Memo::new(move |_| match desk.route.get() {
        Route::Section(section) if desk.may(needed(section)) => Some(section),
        _ => first,
    });
    Effect::new(move |_| {
        let name = chosen.get().map_or("", section_name);
        let school = desk
            .me
            .with(|me| me.as_ref().map(|me| me.school.to_string()));
        document().set_title(&say::title(LOCALE, school.unwrap_or_default(), name));
    });
    Effect::new(move |_| {
        let aim = desk.aim.get();
        if let Some(aim) = aim.filter(|aim| chosen.get() == Some(aim.place.section())) {
            desk.aim.set(None);
            reach(aim);
        }
    });
    let school = move || {
        desk.me
            .with(|me| me.as_ref().map(|me| me.school.to_string()))
    };
    let who = move || {
        desk.me.with(|me| {
            me.as_ref()
                .map(|me| say::who(LOCALE, &me.name, role_name(me.role)))
        })
    };
    let links = allowed
        .into_iter()
        .map(|section| {
            let current = move || (chosen.get() == Some(section)).then_some("page");
            let badge = move || match section {
                Section::Checks => Some(desk.report.with(|report| report.blocking()))
                    .filter(|count| *count > 0)
                    .map(|count| view! { <small>{count}</small> }),
                _ => None,
            };
            view! {
                <a href=section.href() aria-current=current>{section_name(section)}{badge}</a>
            }
        })
        .collect_view();
    view! {
        <div class="desk">
            <nav aria-label=say::sections(LOCALE)>
                <b>{school}</b>
                {links}
                <div class="who">
                    <span>{who}</span>
                    <button class="link" on:click=move |_| sign_out(desk)>{say::sign_out(LOCALE)}</button>
                </div>
            </nav>
            {move || chosen.get().map(pages::section)}
        </div>
    }
}

pub fn sign_out(desk: Desk) {
    spawn_local(async move {
        let unsent = |desk: Desk| say::sign_out_unsent(LOCALE, desk.unsent_untracked());
        let is_kept = desk.keep_everything().await;
        if !is_kept || desk.unsent_untracked() > 0 {
            let gives_up = window().confirm_with_message(&unsent(desk));
            if !gives_up.unwrap_or(false) {
                return;
            }
        }
        if !desk.may_leave() {
            return;
        }
        // Whoever sits here next must not find this one's page, nor a session that still holds.
        match server::delete("/api/desk/session").await {
            Ok(_) | Err(Trouble::SignedOut) => {
                desk.forget_sheet();
                let _ = window().location().reload();
                desk.signed_out();
            }
            Err(_) => {
                let _ = window().alert_with_message(say::not_signed_out(LOCALE));
            }
        }
    });
}

/// How many things of each weight, in words: `2 处必须改正，1 处待确认`.
pub fn tally(desk: Desk) -> String {
    if desk.is_pack_unreadable() {
        return say::not_judged(LOCALE).to_owned();
    }
    let unread = desk.look(|sheet| sheet.all_unread().len()).unwrap_or(0);
    desk.report.with(|report| {
        let wrong = report.count(Weight::Fault) + report.count(Weight::Error) + unread;
        let open = report.count(Weight::Warning);
        let clashes = report.count(Weight::Clash);
        match (wrong, open) {
            (0, 0) if clashes > 0 => say::clashes(LOCALE, clashes),
            (0, 0) => say::nothing_wrong(LOCALE).to_owned(),
            (wrong, 0) => say::wrong(LOCALE, wrong),
            (0, open) => say::open(LOCALE, open),
            (wrong, open) => say::tally(LOCALE, open, wrong),
        }
    })
}
