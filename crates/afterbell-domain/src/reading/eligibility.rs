use crate::reading::text::compact;
use crate::reading::{ReadingError, grades, homeroom_class, print_grades, print_homeroom_class};
use crate::{Eligibility, GradeSet, HomeroomClass};

/// Reads 适合年级 where classes may stand instead of grades: `三至六年级`, but also
/// `三(1)班、三(2)班` and `三1班、2班`, which a course for a few classes is offered to.
///
/// `school` are the grades the school has.
pub fn eligibility(cell: &str, school: Option<GradeSet>) -> Result<Eligibility, ReadingError> {
    let refusal = match grades(cell, school) {
        Ok(grades) => {
            return Ok(Eligibility {
                grades,
                classes: Vec::new(),
            });
        }
        Err(refusal) => refusal,
    };
    // Grades are what is asked for, so what is neither is told as grades that cannot be read.
    only_classes(cell, school).ok_or(refusal)
}

/// Prints whom a course is for, as offices write it.
pub fn print_eligibility(eligibility: &Eligibility) -> String {
    let classes = eligibility.classes.iter();
    let classes: Vec<_> = classes.map(|class| print_homeroom_class(*class)).collect();
    match classes.as_slice() {
        [] => print_grades(eligibility.grades),
        classes => classes.join("、"),
    }
}

fn only_classes(cell: &str, school: Option<GradeSet>) -> Option<Eligibility> {
    let compact = compact(cell);
    if !compact.contains('班') {
        return None;
    }
    let parts = compact.split(['、', ',', ';', '/', '和']);
    let mut classes: Vec<HomeroomClass> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        // `三1班、2班` goes on in the grade it began with.
        let grade = classes.last().map(|class| class.grade());
        let class = homeroom_class(part, grade).ok()?;
        if school.is_some_and(|school| !school.contains(class.grade())) {
            return None;
        }
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    Some(Eligibility {
        grades: GradeSet::of(classes.iter().map(|class| class.grade())).ok()?,
        classes,
    })
}
