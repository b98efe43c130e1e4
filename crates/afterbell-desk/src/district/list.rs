//! 各校情况: every school in a line, with how old what it says is, and whether it answers.

use std::cmp::Reverse;
use std::time::Duration;

use afterbell_domain::Moment;
use afterbell_domain::desk::Permission;
use afterbell_domain::district::{AddSchool, FindingCounts, SchoolList, SchoolRow};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::format;
use afterbell_locale::text::district::{add as ask, school, schools as say};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::told;
use crate::desk::{Desk, desk};
use crate::pages::form::again::again;
use crate::pages::form::{alert, field};
use crate::server::{self, Trouble};
use crate::{LOCALE, wording};

/// How often the page looks what has become of its schools.
const LOOKING: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Menu,
    Own,
    District,
    Share,
    Courses,
    Hours,
    Age,
}

impl Column {
    const ALL: [Self; 8] = [
        Self::Name,
        Self::Menu,
        Self::Own,
        Self::District,
        Self::Share,
        Self::Courses,
        Self::Hours,
        Self::Age,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Name => say::name(LOCALE),
            Self::Menu => say::menu(LOCALE),
            Self::Own => say::own(LOCALE),
            Self::District => say::district(LOCALE),
            Self::Share => say::share(LOCALE),
            Self::Courses => say::courses(LOCALE),
            Self::Hours => say::hours(LOCALE),
            Self::Age => say::age(LOCALE),
        }
    }

    /// What rows are ordered by. Where nothing is known it comes last, either way.
    fn key(self, row: &SchoolRow) -> Option<i64> {
        let summary = row.summary.as_ref()?;
        let weight = |found: Option<FindingCounts>| {
            let found = found?;
            Some(i64::from(found.errors) * 100_000 + i64::from(found.warnings))
        };
        match self {
            Self::Name => None,
            Self::Menu => Some(summary.published_at.unix_seconds()),
            Self::Own => weight(summary.own),
            Self::District => weight(summary.district),
            Self::Share => told::percent(summary).map(i64::from),
            Self::Courses => Some(i64::from(summary.courses)),
            Self::Hours => Some(i64::from(summary.care_minutes)),
            Self::Age => Some(summary.answered_at.unix_seconds()),
        }
    }
}

fn ordered(mut rows: Vec<SchoolRow>, (column, is_descending): (Column, bool)) -> Vec<SchoolRow> {
    match (column, is_descending) {
        (Column::Name, false) => {}
        (Column::Name, true) => rows.reverse(),
        (_, false) => rows.sort_by_key(|row| {
            let key = column.key(row);
            (key.is_none(), key)
        }),
        (_, true) => rows.sort_by_key(|row| {
            let key = column.key(row);
            (key.is_none(), Reverse(key))
        }),
    }
    rows
}

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    list: RwSignal<Option<SchoolList>>,
    order: RwSignal<(Column, bool)>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    fn fetch(self) {
        spawn_local(async move {
            match server::get("/api/district/schools").await {
                Ok(list) => {
                    // The page may have been left meanwhile.
                    self.list.try_set(Some(list));
                    self.trouble.try_set(String::new());
                }
                Err(Trouble::SignedOut) => self.desk.signed_out(),
                Err(problem) => {
                    self.trouble.try_set(wording::trouble(LOCALE, &problem));
                }
            }
        });
    }
}

impl Page {
    fn ask(self, id: &str) {
        let path = ["/api/district/schools/", id, "/ask"].concat();
        self.told.set(String::new());
        spawn_local(async move {
            match server::post::<_, SchoolRow>(&path, &serde_json::json!({})).await {
                Ok(row) => {
                    self.told.try_set(match row.failure {
                        None => school::asked(LOCALE).to_owned(),
                        Some(found) => say::no_answer(LOCALE, told::why(found)),
                    });
                    self.fetch();
                }
                Err(Trouble::SignedOut) => self.desk.signed_out(),
                Err(problem) => {
                    self.trouble.try_set(wording::trouble(LOCALE, &problem));
                }
            }
        });
    }
}

pub fn schools() -> impl IntoView {
    let page = Page {
        desk: desk(),
        list: RwSignal::new(None),
        order: RwSignal::new((Column::Name, false)),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    page.fetch();
    if let Ok(looking) = set_interval_with_handle(move || page.fetch(), LOOKING) {
        on_cleanup(move || looking.clear());
    }
    let about = move || {
        page.list.with(|list| {
            let list = list.as_ref()?;
            Some(match &list.pack {
                Some(pack) => say::by_pack(LOCALE, &pack.name, pack.version),
                None => say::no_pack(LOCALE).to_owned(),
            })
        })
    };
    let silent = move || {
        page.list.with(|list| {
            let schools = list.as_ref().map(|list| list.schools.iter());
            let silent = schools.into_iter().flatten();
            let count = silent.filter(|row| row.failure.is_some()).count();
            (count > 0).then(|| say::silent(LOCALE, count))
        })
    };
    let is_empty = move || {
        let list = page.list.get();
        list.is_some_and(|list| list.schools.is_empty())
    };
    let has_some = move || {
        let list = page.list.get();
        list.is_some_and(|list| !list.schools.is_empty())
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{about}</p>
            {alert(page.trouble)}
            {again(page.trouble, move || page.list.with(Option::is_none), move || page.fetch())}
            <p role="status">{move || page.told.get()}</p>
            {move || silent().map(|silent| view! { <p class="notice">{silent}</p> })}
            {move || is_empty().then(|| view! { <p class="quiet">{say::empty(LOCALE)}</p> })}
            {move || has_some().then(|| table(page))}
            {page.desk.may(Permission::KeepSchools).then(|| add(page))}
        </main>
    }
}

fn table(page: Page) -> impl IntoView {
    let heads = Column::ALL.into_iter().map(|column| {
        let sort = move |_| {
            page.order.update(|(by, is_descending)| {
                *is_descending = *by == column && !*is_descending;
                *by = column;
            });
        };
        let direction = move || match page.order.get() {
            (by, _) if by != column => "none",
            (_, false) => "ascending",
            (_, true) => "descending",
        };
        let arrow = move || match direction() {
            "ascending" => "↑",
            "descending" => "↓",
            _ => "",
        };
        view! {
            <th scope="col" aria-sort=direction>
                <button class="link" on:click=sort title=say::sort(LOCALE, column.name())>
                    {column.name()}" "<span aria-hidden="true">{arrow}</span>
                </button>
            </th>
        }
    });
    let rows = move || {
        let list = page.list.get()?;
        let now = list.now;
        let rows = ordered(list.schools, page.order.get()).into_iter();
        Some(rows.map(|row| line(page, &row, now)).collect_view())
    };
    view! {
        <table class="rows schools">
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn line(page: Page, row: &SchoolRow, now: Moment) -> impl IntoView + use<> {
    let name = named(page, row);
    let failure = row.failure.map(|found| {
        view! { <p class="why">{say::no_answer(LOCALE, told::why(found))}</p> }
    });
    let age = told::age(row, now);
    let class = |found: Option<FindingCounts>| match found {
        Some(found) if found.errors > 0 => "finding error",
        Some(found) if found.warnings > 0 => "finding warning",
        _ => "",
    };
    let flagged = |found: Option<FindingCounts>| {
        let is_open = found.is_some_and(|found| found.errors + found.warnings > 0);
        let flag = is_open.then(|| view! { <i class="flag"></i> });
        view! { <span class="weight">{flag}{told::counts(found)}</span> }
    };
    let cells = row.summary.as_ref().map(|summary| {
        let published = format::moment(LOCALE, summary.published_at);
        let published = say::published(LOCALE, published, &summary.term);
        let judged_by = told::judged_by(summary);
        view! {
            <td>{published}</td>
            <td class=class(summary.own)>
                {flagged(summary.own)}
                {judged_by.map(|it| view! { <small class="quiet">{it}</small> })}
            </td>
            <td class=class(summary.district)>{flagged(summary.district)}</td>
            <td>{told::share(summary)}</td>
            <td>{say::offered(LOCALE, summary.categories, summary.courses)}</td>
            <td>
                <span class="line">{say::care_hours(LOCALE, told::hours(summary.care_minutes))}</span>
                <span class="line">{say::course_hours(LOCALE, told::hours(summary.course_minutes))}</span>
            </td>
        }
        .into_any()
    });
    let cells = cells.unwrap_or_else(|| view! { <td colspan="6"></td> }.into_any());
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
            <td>{age}{failure}</td>
        </tr>
    }
}

/// The way to all that is known of it; whoever may not read that can still ask it here.
fn named(page: Page, row: &SchoolRow) -> impl IntoView + use<> {
    let (id, name) = (row.id.to_string(), row.name.to_string());
    if page.desk.may(Permission::ReadReports) {
        let href = ["#/school/", &id].concat();
        return view! { <a href=href>{name}</a> }.into_any();
    }
    let ask = move |_| page.ask(&id);
    view! {
        {name}
        <br />
        <button class="link" on:click=ask>{school::ask(LOCALE)}</button>
    }
    .into_any()
}

fn add(page: Page) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let (name, address, key) = (empty(), empty(), empty());
    let (trouble, busy) = (empty(), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        trouble.set(String::new());
        page.told.set(String::new());
        let Ok(said) = name.get_untracked().parse() else {
            return trouble.set(ask::no_name(LOCALE).to_owned());
        };
        let Ok(at) = address.get_untracked().parse() else {
            return trouble.set(ask::no_address(LOCALE).to_owned());
        };
        let request = AddSchool {
            name: said,
            address: at,
            key: key.get_untracked().trim().to_owned(),
        };
        if !request.is_key_whole() {
            return trouble.set(ask::no_key(LOCALE).to_owned());
        }
        busy.set(true);
        spawn_local(async move {
            match server::post::<_, SchoolRow>("/api/district/schools", &request).await {
                Ok(row) => {
                    page.told.set(match row.failure {
                        None => ask::added(LOCALE, &row.name),
                        Some(found) => ask::added_silent(LOCALE, &row.name, told::why(found)),
                    });
                    for field in [name, address, key] {
                        field.set(String::new());
                    }
                    page.fetch();
                }
                Err(Trouble::SignedOut) => page.desk.signed_out(),
                Err(problem) => trouble.set(match problem.code() {
                    Some(ProblemCode::NameTaken) => ask::taken(LOCALE, &request.name),
                    _ => wording::trouble(LOCALE, &problem),
                }),
            }
            busy.set(false);
        });
    };
    view! {
        <h2>{ask::title(LOCALE)}</h2>
        <form class="add-school" on:submit=submit aria-busy=move || busy.get().to_string()>
            {field(ask::name(LOCALE), "school-name", "text", "off", name)}
            <div>
                {field(ask::address(LOCALE), "school-address", "url", "off", address)}
                <p class="hint">{ask::address_hint(LOCALE)}</p>
            </div>
            <div>
                {field(ask::key(LOCALE), "school-key", "password", "off", key)}
                <p class="hint">{ask::key_hint(LOCALE)}</p>
            </div>
            {alert(trouble)}
            <button class="go" type="submit">{ask::go(LOCALE)}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(name: &str, courses: Option<u32>) -> SchoolRow {
        let summary = courses.map(|courses| {
            json!({
                "answered_at": "2026-09-09T10:00:00+08:00", "term": "第一学期",
                "published_at": "2026-09-01T10:00:00+08:00", "children": 100, "served": 99,
                "categories": 1, "courses": courses, "care_minutes": 450, "course_minutes": 60,
            })
        });
        let row = json!({
            "id": "a", "name": name, "address": "https://a.school", "summary": summary,
            "added_at": "2026-09-01T10:00:00+08:00",
        });
        serde_json::from_value(row).expect("a row")
    }

    #[test]
    fn what_is_not_known_comes_last_either_way() {
        let rows = || vec![row("一", Some(9)), row("二", None), row("三", Some(4))];
        let names = |order| {
            let rows = ordered(rows(), order);
            rows.iter()
                .map(|row| row.name.to_string())
                .collect::<String>()
        };
        assert_eq!(names((Column::Courses, false)), "三一二");
        assert_eq!(names((Column::Courses, true)), "一三二");
        assert_eq!(names((Column::Name, true)), "三二一");
    }

    #[test]
    fn hours_and_shares_are_not_rounded_up() {
        assert_eq!(told::hours(450), "7.5");
        assert_eq!(told::hours(119), "1.9");
        let summary = row("一", Some(1)).summary.expect("a summary");
        assert_eq!(told::percent(&summary), Some(99));
    }
}
