//! Files that are taken in.

use afterbell_domain::desk::{
    CourseCell, DraftEdit, ImportedCourse, ImportedService, MenuSettings, OfferingCell,
    describe_course, import_services,
};

use super::Sheet;

/// 导入结果: what became of the rows of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Base services that are another line than before, or a new one.
    pub services: usize,
    /// Cells of the menu: the term, the round, the limits, the days of care.
    pub settings: usize,
}

impl Sheet {
    /// Takes in what a file says, as one step: courses and services that are known are changed, others added,
    /// none is removed; settings are as the file says.
    pub fn take_in(
        &mut self,
        rows: &[ImportedCourse],
        services: &[ImportedService],
        settings: Option<&MenuSettings>,
    ) -> Taken {
        self.commit();
        let mut taken = Taken::default();
        let mut step = self.new_step();
        for row in rows {
            let menu = &self.draft.menu;
            let is_known = menu.offerings.iter().any(|it| it.id == row.offering.id);
            let mut edits = Vec::new();
            match menu.courses.iter().find(|it| it.id == row.course.id) {
                Some(known) => {
                    let cells = CourseCell::all(known).into_iter();
                    let cells = cells.zip(CourseCell::all(&row.course));
                    let changed =
                        cells.filter(|(before, after)| before != after && is_in_files(after));
                    edits.extend(changed.map(|(before, after)| DraftEdit::Course {
                        id: known.id.clone(),
                        before,
                        after,
                    }));
                }
                None => edits.push(DraftEdit::AddCourse {
                    course: Box::new(row.course.clone()),
                    below: menu.courses.last().map(|it| it.id.clone()),
                }),
            }
            match menu.offerings.iter().find(|it| it.id == row.offering.id) {
                Some(known) => {
                    let cells = OfferingCell::all(known).into_iter();
                    let cells = cells.zip(OfferingCell::all(&row.offering));
                    let changed = cells.filter(|(before, after)| before != after);
                    edits.extend(changed.map(|(before, after)| DraftEdit::Offering {
                        id: known.id.clone(),
                        before,
                        after,
                    }));
                }
                None => edits.push(DraftEdit::AddOffering {
                    offering: Box::new(row.offering.clone()),
                    below: menu.offerings.last().map(|it| it.id.clone()),
                }),
            }
            let mut is_changed = !edits.is_empty();
            if is_changed {
                self.make(edits, &mut step);
            }
            // What the plan says of a course can only be said once the course is there.
            let said = describe_course(&self.draft, &row.course.id, &row.facts);
            if !said.is_empty() {
                is_changed = true;
                self.make(said, &mut step);
            }
            match (is_known, is_changed) {
                (false, _) => taken.added += 1,
                (true, true) => taken.changed += 1,
                (true, false) => taken.unchanged += 1,
            }
        }
        let edits = settings.map(|settings| settings.edits(&self.draft));
        let edits = edits.unwrap_or_default();
        taken.settings = edits.len();
        self.make(edits, &mut step);
        let before = self.draft.menu.base_care.services.clone();
        let edits = import_services(&self.draft, services);
        // What is said of a service without its line becoming another one is a change of it as well.
        let described = edits.iter().filter_map(|edit| match edit {
            DraftEdit::ServiceDetail { service, .. } => Some(service.clone()),
            _ => None,
        });
        let described: Vec<_> = described.collect();
        self.make(edits, &mut step);
        let lines = self.draft.menu.base_care.services.iter();
        let others = lines.filter(|it| !before.contains(it) || described.contains(&it.name));
        taken.services = others.count();
        self.finish(step);
        taken
    }
}

/// Spreadsheets say nothing of the other cells, which stay as they are.
fn is_in_files(cell: &CourseCell) -> bool {
    !matches!(
        cell,
        CourseCell::OncePerTerm(_) | CourseCell::Prerequisite(_)
    )
}
