use super::MenuFault;
use crate::MenuContent;

/// Offerings for grades that the school does not have, which nobody could choose.
pub(super) fn find(content: &MenuContent, faults: &mut Vec<MenuFault>) {
    for offering in &content.offerings {
        let mut grades = offering.eligibility.grades.iter();
        if let Some(grade) = grades.find(|grade| !content.school.grades.contains(*grade)) {
            faults.push(MenuFault::GradeNotAtSchool {
                offering: offering.id.clone(),
                grade,
            });
        }
    }
}
