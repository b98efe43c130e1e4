//! Facts of which a school has as many as it has classes or groups: one a line.

use super::inputs::FactTrouble;
use crate::policy::{PeTimetable, TemporaryGroup};
use crate::reading::{
    ReadingError, homeroom_class, line, places, print_homeroom_class, print_weekdays, teachers,
    weekdays,
};
use crate::{Label, WeekdaySet};

/// `三(1)班 周一、三`
pub(super) fn print_pe_lessons(lesson: &PeTimetable) -> String {
    let class = print_homeroom_class(lesson.class);
    let days = WeekdaySet::of(lesson.weekdays.iter().copied());
    days.map_or_else(
        |_| class.clone(),
        |days| format!("{class} {}", print_weekdays(days)),
    )
}

pub(super) fn pe_lessons(line: &str) -> Result<PeTimetable, FactTrouble> {
    let (class, days) = line::headed(line);
    let class = homeroom_class(class, None).map_err(FactTrouble::Reading)?;
    // A class may have none; then it is said without days.
    let weekdays = match days.is_empty() || line::says_none(days) {
        true => Vec::new(),
        false => weekdays(days)
            .map_err(FactTrouble::Reading)?
            .iter()
            .collect(),
    };
    Ok(PeTimetable { class, weekdays })
}

/// `低年级一组，42，张老师，王老师、李老师`; without what nobody has said.
pub(super) fn print_group(group: &TemporaryGroup) -> String {
    let teacher = group.group_teacher.as_ref().map(Label::to_string);
    let tutors: Vec<_> = group.tutors.iter().map(Label::as_str).collect();
    let said = [
        group.name.to_string(),
        group.size.to_string(),
        teacher.unwrap_or_default(),
        line::print_names(&tutors),
    ];
    line::print_parts(&said)
}

pub(super) fn group(line: &str) -> Result<TemporaryGroup, FactTrouble> {
    let mut parts = line::parts(line);
    let mut next = || parts.next().unwrap_or_default();
    let (name, size, teacher, tutors) = (next(), next(), next(), next());
    if name.is_empty() || size.is_empty() || parts.next().is_some() {
        return Err(FactTrouble::NotAGroup);
    }
    let label = |text: &str| text.parse().map_err(|_| FactTrouble::NotALabel);
    let group_teacher = match teacher {
        "" => None,
        teacher => Some(label(teacher)?),
    };
    let tutors = teachers(tutors).names;
    let size = places(size).map_err(|error| match error {
        // What is asked for is a number, not places that cannot be without end.
        ReadingError::Unlimited { .. } => FactTrouble::NotAGroup,
        error => FactTrouble::Reading(error),
    })?;
    Ok(TemporaryGroup {
        name: label(name)?,
        size,
        group_teacher,
        tutors: tutors
            .iter()
            .map(|name| label(name))
            .collect::<Result<_, _>>()?,
    })
}
