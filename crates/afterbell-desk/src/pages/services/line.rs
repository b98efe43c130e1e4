//! 一项服务: a line of the list, read as an office writes it.

use afterbell_domain::desk::{DraftEdit, change_service, charge_service, remove_service};
use afterbell_domain::policy::{MenuDraft, ServiceDetail};
use afterbell_domain::reading;
use afterbell_domain::{BaseService, Label, ServiceDates};
use afterbell_import::Column;
use afterbell_locale::text::desk::{cell, services as say, term};
use afterbell_locale::text::import::accepted;
use leptos::prelude::*;

use super::described::described;
use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::{Part, Place, ServicePart};
use crate::line_keys::Keyed;
use crate::menu_words::times;
use crate::pages::form::aim::{mark, mark_of};
use crate::pages::form::date::date_field;
use crate::pages::form::draft::{act_on, found, is_being_typed, line_field, unread};

/// One service of the draft.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub desk: Desk,
    /// Where it stands now; nowhere once somebody has removed it.
    pub at: Memo<Option<usize>>,
    /// Of which service a field was being written into.
    begun: StoredValue<Option<Label>>,
    pub service: Memo<Option<BaseService>>,
    /// What the plan says of it, if anything.
    pub detail: Memo<Option<ServiceDetail>>,
}

impl Line {
    fn text(self, of: impl Fn(&BaseService) -> String) -> String {
        let text = self.service.with(|service| service.as_ref().map(of));
        text.unwrap_or_default()
    }

    fn label(self, of: impl Fn(&BaseService) -> Option<&Label>) -> String {
        self.text(|service| of(service).map_or_else(String::new, Label::to_string))
    }

    /// What follows for the draft from something that was done to this service, wherever it stands by now. What was
    /// written into another one, whose place this has taken, is not its own.
    pub fn act(self, edits: impl FnOnce(&MenuDraft, usize, &BaseService) -> Vec<DraftEdit>) {
        let (at, service) = (self.at.get_untracked(), self.service.get_untracked());
        let (Some(at), Some(service)) = (at, service) else {
            return self.desk.told.set(say::gone(LOCALE).to_owned());
        };
        let begun = self.begun.get_value();
        if begun.is_some_and(|name| name != service.name) {
            return self.desk.told.set(say::gone(LOCALE).to_owned());
        }
        act_on(self.desk, |draft| edits(draft, at, &service));
    }

    fn change(self, change: impl FnOnce(&mut BaseService)) {
        self.act(|draft, at, service| {
            let mut service = service.clone();
            change(&mut service);
            change_service(draft, at, vec![service])
        });
    }

    fn dates(self) -> Option<ServiceDates> {
        self.service.with(|it| it.as_ref()?.dates)
    }
}

pub(super) fn line(desk: Desk, lines: Memo<Vec<Keyed<BaseService>>>, key: u32) -> impl IntoView {
    let at = Memo::new(move |_| lines.with(|all| all.iter().position(|it| it.key == key)));
    let service = Memo::new(move |_| {
        let mine = |all: &Vec<Keyed<BaseService>>| {
            let mine = all.iter().find(|it| it.key == key);
            mine.map(|it| it.line.clone())
        };
        lines.with(mine)
    });
    let detail = Memo::new(move |_| {
        let name = service.with(|service| Some(service.as_ref()?.name.clone()))?;
        desk.draft(|draft| draft.plan.services.get(&name).cloned())
            .flatten()
    });
    let line = Line {
        desk,
        at,
        begun: StoredValue::new(None),
        service,
        detail,
    };
    let name = move || line.text(|it| it.name.to_string());
    let has_dates = Memo::new(move |_| line.dates().is_some());
    view! {
        <li
            class="service"
            on:input=move |_| {
                if line.begun.with_value(Option::is_none) {
                    line.begun.set_value(line.service.get_untracked().map(|it| it.name));
                }
            }
            data-place=move || at.get().map(|at| mark(Place::Service(at)))
            on:change=move |event| {
                if !is_being_typed(&event) {
                    line.begun.set_value(None);
                }
            }
            on:focusout=move |_| line.begun.set_value(None)
        ><div class="fields" role="group" aria-label=name>
            <div class="inline">
                {line_field(term::name(LOCALE), "", name, move |text| rename(line, text))}
                {part(line, ServicePart::Grades, line_field(
                    say::grades(LOCALE), "", move || line.text(|it| reading::print_grades(it.grades)), move |text| grades(line, text),
                ))}
                {part(line, ServicePart::Times, line_field(
                    say::times(LOCALE), "wide", move || line.text(times), move |text| take_times(line, text),
                ))}
                {move || has_dates.get().then(|| dates(line))}
                {line_field(say::place(LOCALE), "", move || line.label(|it| it.place.as_ref()), move |text| {
                    optional(text).map(|place| line.change(|it| it.place = place))
                })}
            </div>
            <div class="inline">
                {line_field(say::content(LOCALE), "wide", move || line.label(|it| it.content.as_ref()), move |text| {
                    optional(text).map(|content| line.change(|it| it.content = content))
                })}
                {part(line, ServicePart::Fee, line_field(
                    say::fee(LOCALE), "", move || fee(line), move |text| charge(line, text),
                ))}
                {line_field(say::fee_note(LOCALE), "", move || line.label(|it| it.fee_note.as_ref()), move |text| {
                    optional(text).map(|note| line.change(|it| it.fee_note = note))
                })}
                {line_field(say::signing_up(LOCALE), "wide", move || line.label(|it| it.signing_up.as_ref()), move |text| {
                    optional(text).map(|how| line.change(|it| it.signing_up = how))
                })}
            </div>
            <div class="inline">
                {described(line)}
                <button aria-label=move || say::remove_of(LOCALE, name()) on:click=move |_| {
                    line.act(|draft, at, _| remove_service(draft, at));
                    desk.told.set(say::removed(LOCALE).to_owned());
                }>{term::remove(LOCALE)}</button>
            </div>
            {found(desk, move || at.get().map(Place::Service))}
        </div></li>
    }
}

/// A field with what is found in it below it.
pub(super) fn part(line: Line, part: ServicePart, field: impl IntoView) -> impl IntoView {
    let place = move || line.at.get().map(|at| Place::ServicePart(at, part));
    let class = match part {
        ServicePart::Times | ServicePart::BookedElsewhere => "part wide",
        _ => "part",
    };
    view! {
        <div class=class data-place=move || place().map(mark)>
            {field}
            {found(line.desk, place)}
        </div>
    }
}

fn dates(line: Line) -> impl IntoView {
    let day = move |of: fn(ServiceDates) -> afterbell_domain::Date| move || line.dates().map(of);
    view! {
        {date_field(term::first_day(LOCALE), day(|it| it.first_day), move |day| line.change(|it| {
            if let Some(dates) = &mut it.dates {
                dates.first_day = day;
            }
        }))}
        <div data-place=move || line.at.get().map(|at| mark_of(Place::Service(at), Part::LastDay))>
            {date_field(term::last_day(LOCALE), day(|it| it.last_day), move |day| line.change(|it| {
                if let Some(dates) = &mut it.dates {
                    dates.last_day = day;
                }
            }))}
        </div>
    }
}

fn rename(line: Line, text: &str) -> Result<(), String> {
    let name = text.trim().parse::<Label>();
    let name = name.map_err(|_| say::no_name(LOCALE).to_owned())?;
    line.change(|service| service.name = name);
    Ok(())
}

fn grades(line: Line, text: &str) -> Result<(), String> {
    let school = line.desk.draft(|draft| draft.menu.school.grades);
    let grades = reading::grades(text, school)
        .map_err(|error| unread(Column::Grades, accepted::grades(LOCALE), &error))?;
    line.change(|service| service.grades = grades);
    Ok(())
}

/// At several times it becomes a line for each.
fn take_times(line: Line, text: &str) -> Result<(), String> {
    let times = reading::weekly_times(text)
        .map_err(|error| unread(Column::Time, accepted::time(LOCALE), &error))?;
    line.act(|draft, at, service| change_service(draft, at, service.at_times(&times)));
    Ok(())
}

/// Empty as long as nobody has said what kind of service it is, and so what it costs.
fn fee(line: Line) -> String {
    let fee = line.detail.with(|it| it.as_ref().map(|it| it.fee_fen));
    fee.map_or_else(String::new, reading::print_fee)
}

fn charge(line: Line, text: &str) -> Result<(), String> {
    let fee =
        reading::fee(text).map_err(|error| unread(Column::Fee, accepted::fee(LOCALE), &error))?;
    line.act(|draft, at, _| charge_service(draft, at, fee));
    Ok(())
}

pub(super) fn optional(text: &str) -> Result<Option<Label>, String> {
    match text.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| cell::not_a_label(LOCALE).to_owned()),
    }
}
