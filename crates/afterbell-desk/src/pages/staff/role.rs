//! 岗位: chosen for whoever is invited, or for somebody who is here.

use afterbell_domain::desk::{Role, Workplace};
use afterbell_domain::{Grade, HomeroomClass, reading};
use afterbell_locale::text::desk::staff as say;
use afterbell_locale::{format, text};
use leptos::prelude::*;

use crate::LOCALE;
use crate::app::role_name;
use crate::pages::form::field;

const CODES: [&str; 7] = [
    "school_admin",
    "coordinator",
    "class_teacher",
    "teacher",
    "auditor",
    "district_officer",
    "operator",
];

/// What stands in the fields, and what they are called.
#[derive(Clone, Copy)]
pub struct RoleField {
    workplace: Workplace,
    code: RwSignal<String>,
    class: RwSignal<String>,
    ids: [&'static str; 2],
}

impl RoleField {
    pub fn new(workplace: Workplace, ids: [&'static str; 2]) -> Self {
        let first = match workplace {
            Workplace::School => "coordinator",
            Workplace::District => "district_officer",
        };
        Self {
            workplace,
            code: RwSignal::new(first.to_owned()),
            class: RwSignal::new(String::new()),
            ids,
        }
    }

    pub fn show(self, role: Role) {
        let class = role.class().map(|class| format::class(LOCALE, class));
        self.code.set(role.code().to_owned());
        self.class.set(class.unwrap_or_default());
    }

    /// `None` where a class teacher's class cannot be read.
    pub fn chosen(self) -> Option<Role> {
        let class = reading::homeroom_class(&self.class.get_untracked(), None).ok();
        role_of(&self.code.get_untracked(), class)
    }

    pub fn view(self) -> impl IntoView {
        let [id, class_id] = self.ids;
        let any = Grade::new(1).ok();
        let any = any.and_then(|grade| HomeroomClass::new(grade, 1).ok());
        let options = CODES.into_iter().filter_map(|code| {
            let role = role_of(code, any).filter(|role| self.workplace.has(*role))?;
            Some(view! { <option value=code>{role_name(role)}</option> })
        });
        let is_class_teacher = move || self.code.get() == "class_teacher";
        view! {
            <p class="field">
                <label for=id>{say::role(LOCALE)}</label>
                <select id=id bind:value=self.code>{options.collect_view()}</select>
            </p>
            {move || is_class_teacher().then(|| {
                field(text::import::column::class(LOCALE), class_id, "text", "off", self.class)
            })}
        }
    }

    /// What its name has to be like, where that matters.
    pub fn hint(self) -> impl IntoView {
        let is_teacher = move || self.code.get() == "teacher";
        view! { <p class="quiet" hidden=move || !is_teacher()>{say::teacher_hint(LOCALE)}</p> }
    }
}

fn role_of(code: &str, class: Option<HomeroomClass>) -> Option<Role> {
    Some(match code {
        "school_admin" => Role::SchoolAdmin,
        "coordinator" => Role::Coordinator,
        "class_teacher" => Role::ClassTeacher { class: class? },
        "teacher" => Role::Teacher,
        "auditor" => Role::Auditor,
        "district_officer" => Role::DistrictOfficer,
        "operator" => Role::Operator,
        _ => return None,
    })
}
