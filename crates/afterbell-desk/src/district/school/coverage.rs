use afterbell_domain::oversight::{Coverage, Served};
use afterbell_locale::format;
use afterbell_locale::text::district::{school as say, schools as listed};
use leptos::prelude::*;

use super::told;
use crate::LOCALE;

/// Children by grade, and what they are offered.
pub fn table(coverage: &Coverage) -> impl IntoView + use<> {
    let grades = coverage.grades.iter().map(|row| {
        let name = format::grade(LOCALE, row.grade).to_owned();
        line(name, row.children, row.served)
    });
    let grades = grades.collect_view();
    let whole = say::whole(LOCALE).to_owned();
    let whole = line(whole, coverage.children, coverage.served);
    let is_hidden =
        coverage.served.is_none() || coverage.grades.iter().any(|it| it.served.is_none());
    let hidden = (is_hidden && coverage.children > 0)
        .then(|| view! { <p class="quiet">{say::hidden_why(LOCALE)}</p> });
    let categories = coverage.categories.iter().map(|it| {
        let category = format::category(LOCALE, it.category);
        view! { <li>{say::categories(LOCALE, category, it.courses, it.places)}</li> }
    });
    let categories = categories.collect_view();
    let services = coverage.services.iter().map(|name| name.as_str());
    let services = format::list(LOCALE, services);
    let services =
        (!services.is_empty()).then(|| view! { <li>{say::services(LOCALE, services)}</li> });
    view! {
        <h2>{say::coverage(LOCALE)}</h2>
        <table class="rows counts">
            <thead>
                <tr>
                    <th scope="col">{say::grade(LOCALE)}</th>
                    <th scope="col" class="figure">{say::children(LOCALE)}</th>
                    <th scope="col" class="figure">{say::in_courses(LOCALE)}</th>
                    <th scope="col" class="figure">{say::care_only(LOCALE)}</th>
                    <th scope="col" class="figure">{say::neither(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{grades}{whole}</tbody>
        </table>
        {hidden}
        <ul class="changes">
            {categories}
            <li>{listed::care_hours(LOCALE, told::hours(coverage.care_minutes))}</li>
            <li>{listed::course_hours(LOCALE, told::hours(coverage.course_minutes))}</li>
            {services}
        </ul>
    }
}

fn line(name: String, children: u32, served: Option<Served>) -> impl IntoView {
    let cells = match served {
        Some(served) => {
            let neither = children.saturating_sub(served.all());
            view! {
                <td class="figure">{served.in_courses}</td>
                <td class="figure">{served.in_care_only}</td>
                <td class="figure">{neither}</td>
            }
            .into_any()
        }
        None => {
            view! { <td colspan="3" class="figure quiet">{say::hidden(LOCALE)}</td> }.into_any()
        }
    };
    view! { <tr><th scope="row">{name}</th><td class="figure">{children}</td>{cells}</tr> }
}
