//! 操作记录: who did what, the newest first.

mod edits;
mod packs;
mod subject;
mod values;

use afterbell_domain::desk::{AuditAction, AuditEntry, AuditPage};
use afterbell_locale::format;
use afterbell_locale::text::desk::audit as say;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::alert;
use crate::desk::{Desk, desk};
use crate::server;
use crate::{LOCALE, wording};
use subject::Names;

/// The log that is told at this address.
pub fn audit(log: &'static str) -> impl IntoView {
    let entries: RwSignal<Vec<AuditEntry>> = RwSignal::new(Vec::new());
    let before = RwSignal::new(None::<u32>);
    let trouble = RwSignal::new(String::new());
    let fetch = move |from: Option<u32>| {
        let path = match from {
            Some(number) => format!("{log}?limit=50&before={number}"),
            None => format!("{log}?limit=50"),
        };
        spawn_local(async move {
            match server::get::<AuditPage>(&path).await {
                Ok(page) => {
                    trouble.set(String::new());
                    entries.update(|known| known.extend(page.entries));
                    before.set(page.before);
                }
                Err(problem) => trouble.set(wording::trouble(LOCALE, &problem)),
            }
        });
    };
    fetch(None);
    let desk = desk();
    let names = Names::new(desk);
    names.fetch();
    let shown = move |entry: &AuditEntry| shown(desk, names, entry);
    let rows = move || entries.get().iter().map(shown).collect_view();
    let more = move || {
        let from = before.get()?;
        Some(view! { <button on:click=move |_| fetch(Some(from))>{say::older(LOCALE)}</button> })
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            {alert(trouble)}
            {again(trouble, move || entries.with(Vec::is_empty), move || fetch(None))}
            <table class="rows">
                <thead>
                    <tr>
                        <th class="figure">{say::number(LOCALE)}</th>
                        <th>{say::at(LOCALE)}</th>
                        <th>{say::by(LOCALE)}</th>
                        <th>{say::action(LOCALE)}</th>
                        <th>{say::subject(LOCALE)}</th>
                        <th>{say::values(LOCALE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        </main>
    }
}

fn shown(desk: Desk, names: Names, entry: &AuditEntry) -> impl IntoView + use<> {
    let by = match (&entry.by, entry.action) {
        (Some(by), _) => by.to_string(),
        (None, AuditAction::PackTaken) => say::by_itself(LOCALE).to_owned(),
        (None, _) => say::command_line(LOCALE).to_owned(),
    };
    let values = [
        (&entry.before, say::before(LOCALE)),
        (&entry.after, say::after(LOCALE)),
    ]
    .into_iter()
    .filter_map(|(value, word)| Some(values::told(word, value.as_ref()?)))
    .collect_view();
    let has_values = entry.before.is_some() || entry.after.is_some();
    let is_open = RwSignal::new(false);
    let id = format!("values-of-{}", entry.number);
    let show = has_values.then(|| {
        view! {
            <button
                class="link" aria-controls=id.clone() aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|it| *it = !*it)
            >{say::show(LOCALE)}</button>
        }
    });
    // In a row of its own, as wide as the table: beside the others it takes their room.
    let values = has_values.then(|| {
        view! {
            <tr id=id hidden=move || !is_open.get()>
                <td></td>
                <td colspan="5">{values}</td>
            </tr>
        }
    });
    let subject = entry.subject.clone();
    view! {
        <tr>
            <td class="figure">{entry.number}</td>
            <td>{format::moment(LOCALE, entry.at)}</td>
            <td>{by}</td>
            <td>{action(entry.action)}</td>
            <td>{move || names.of(&subject)}</td>
            <td>{untrack(|| edits::told(desk, entry))}{packs::told(entry)}{show}</td>
        </tr>
        {values}
    }
}

fn action(action: AuditAction) -> &'static str {
    match action {
        AuditAction::StaffInvited => say::staff_invited(LOCALE),
        AuditAction::StaffConfirmed => say::staff_confirmed(LOCALE),
        AuditAction::StaffRevoked => say::staff_revoked(LOCALE),
        AuditAction::RoleChanged => say::role_changed(LOCALE),
        AuditAction::SignedIn => say::signed_in(LOCALE),
        AuditAction::SignedOut => say::signed_out(LOCALE),
        AuditAction::DraftEdited => say::draft_edited(LOCALE),
        AuditAction::NoticePosted => say::notice_posted(LOCALE),
        AuditAction::MenuPublished => say::menu_published(LOCALE),
        AuditAction::Imported => say::imported(LOCALE),
        AuditAction::CodesIssued => say::codes_issued(LOCALE),
        AuditAction::CodesRevoked => say::codes_revoked(LOCALE),
        AuditAction::RegisterKept => say::register_kept(LOCALE),
        AuditAction::GroupRecorded => say::group_recorded(LOCALE),
        AuditAction::CompletionRecorded => say::completion_recorded(LOCALE),
        AuditAction::DistrictKeyIssued => say::district_key_issued(LOCALE),
        AuditAction::DistrictKeyRevoked => say::district_key_revoked(LOCALE),
        AuditAction::DrawCommitted => say::draw_committed(LOCALE),
        AuditAction::DrawClosed => say::draw_closed(LOCALE),
        AuditAction::DrawRevealed => say::draw_revealed(LOCALE),
        AuditAction::DrawRun => say::draw_run(LOCALE),
        AuditAction::PlacedByHand => say::placed_by_hand(LOCALE),
        AuditAction::PlaceTakenBack => say::place_taken_back(LOCALE),
        AuditAction::SchoolAdded => say::school_added(LOCALE),
        AuditAction::SchoolMoved => say::school_moved(LOCALE),
        AuditAction::SchoolRemoved => say::school_removed(LOCALE),
        AuditAction::PackSaved => say::pack_saved(LOCALE),
        AuditAction::PackTaken => say::pack_taken(LOCALE),
        AuditAction::AuditionKept => say::audition_kept(LOCALE),
        AuditAction::AuditionPublished => say::audition_published(LOCALE),
        AuditAction::FreeTimesKept => say::free_times_kept(LOCALE),
        AuditAction::Proposed => say::proposed(LOCALE),
        AuditAction::ProposalChanged => say::proposal_changed(LOCALE),
        AuditAction::ProposalTakenBack => say::proposal_taken_back(LOCALE),
        AuditAction::ProposalTakenOver => say::proposal_taken_over(LOCALE),
        AuditAction::ProposalDeclined => say::proposal_declined(LOCALE),
    }
}
