//! Which grades the school has, for cells that say 全年级.

use afterbell_domain::reading::grades;
use afterbell_domain::{Grade, GradeSet, Stage};

use crate::heading::{Column, Kind};
use crate::notice::{Notice, Noticed};
use crate::title::grades_of_school;
use crate::understand::Page;
use crate::understood::Understood;

/// By the school's name, else by the stages of the children on the roster, else by the
/// stages that the course list writes out. A school nothing is known of is taken for a
/// primary school, where most after-school services are, and that is noticed.
pub(crate) fn find(pages: &[Page], understood: &mut Understood) -> GradeSet {
    if let Some(known) = understood.school.as_deref().and_then(grades_of_school) {
        return known;
    }
    let on_roster = understood.pupils.iter().map(|pupil| pupil.class.grade());
    if let Some(stages) = stages_of(on_roster) {
        return stages;
    }
    if let Some(stages) = stages_of(written_out(pages)) {
        return stages;
    }
    if let Some(page) = first_with_courses(pages) {
        understood.notices.push(Notice {
            file: page.file.clone(),
            sheet: page.sheet.name.clone(),
            what: Noticed::SchoolStageAssumed,
        });
    }
    Stage::Primary.grades()
}

fn stages_of(grades: impl Iterator<Item = Grade>) -> Option<GradeSet> {
    let mut all: Vec<Grade> = Vec::new();
    for grade in grades {
        if !all.contains(&grade) {
            all.extend(grade.stage().grades().iter());
        }
    }
    GradeSet::of(all).ok()
}

fn written_out(pages: &[Page]) -> impl Iterator<Item = Grade> {
    let tables = pages
        .iter()
        .flat_map(|page| page.tables.iter().map(move |table| (page, table)));
    tables
        .filter(|(_, table)| table.kind == Kind::Courses)
        .flat_map(|(page, table)| {
            let rows = table.rows(&page.sheet).iter();
            rows.map(move |row| table.text(&page.sheet, row, Column::Grades))
        })
        .filter_map(|text| grades(&text, None).ok())
        .flat_map(GradeSet::iter)
}

fn first_with_courses(pages: &[Page]) -> Option<&Page> {
    pages
        .iter()
        .find(|page| page.tables.iter().any(|table| table.kind == Kind::Courses))
}
