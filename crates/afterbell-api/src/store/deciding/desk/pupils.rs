//! 学生: what the office does about children, apart from their places. The log tells no names, and nobody's group.

use afterbell_domain::StudentId;
use afterbell_domain::desk::AuditAction;
use serde_json::json;

use super::roster::RosterTold;
use super::{Decided, Deciding, DeskWrite, done};
use crate::policy_pack::PackVersion;
use crate::store::desk::{Deed, DeskOutcome};
use crate::store::{SchoolChange, StoreError};

pub(super) fn decide(deciding: &Deciding<'_>) -> Result<Decided, StoreError> {
    match &deciding.act.deed {
        Deed::TakeIn { change, pack } => take_in(deciding, change, pack.as_ref()),
        Deed::IssueCodes { codes } => {
            let students: Vec<_> = codes.iter().map(|issue| issue.student.as_str()).collect();
            let (action, before) = (AuditAction::CodesIssued, with_codes(deciding));
            let log = deciding.log(action, "", &before, &students)?;
            Ok(done(vec![DeskWrite::IssueCodes(codes.clone()), log]))
        }
        Deed::RevokeCodes { students } => {
            let (action, before) = (AuditAction::CodesRevoked, with_codes(deciding));
            let log = deciding.log(action, "", &before, &())?;
            Ok(done(vec![DeskWrite::RevokeCodes(students.clone()), log]))
        }
        Deed::RecordGroup {
            student,
            group,
            reason,
        } => {
            let before = json!({ "group": deciding.facts.group });
            let after = json!({ "group": group });
            let log = deciding.log(AuditAction::GroupRecorded, "", &before, &after)?;
            let write = DeskWrite::Group {
                student: student.clone(),
                group: group.clone(),
                reason: reason.clone(),
            };
            Ok(done(vec![write, log]))
        }
        Deed::RecordCompletion {
            student,
            course,
            completed,
        } => {
            let told = |completed: bool| json!({ "student": student, "completed": completed });
            let (before, after) = (told(deciding.facts.has_completed), told(*completed));
            let action = AuditAction::CompletionRecorded;
            let log = deciding.log(action, course.as_str(), &before, &after)?;
            let write = DeskWrite::Completion {
                student: student.clone(),
                course: course.clone(),
                completed: *completed,
            };
            Ok(done(vec![write, log]))
        }
        _ => Ok(Decided::refused(DeskOutcome::NotPermitted)),
    }
}

/// Those whose codes end by this.
fn with_codes<'a>(deciding: &'a Deciding<'_>) -> Vec<&'a str> {
    let students = deciding.facts.with_codes.iter();
    students.map(StudentId::as_str).collect()
}

fn take_in(
    deciding: &Deciding<'_>,
    change: &SchoolChange,
    pack: Option<&PackVersion>,
) -> Result<Decided, StoreError> {
    let RosterTold {
        mut before,
        mut after,
    } = RosterTold::of(&deciding.facts.pupils, change)?;
    let menu = change.menu.as_ref().map(|menu| &menu.hash);
    before.insert("menu".to_owned(), json!(change.expected_menu));
    let holds = menu.or(change.expected_menu.as_ref());
    after.insert("menu".to_owned(), json!(holds));
    if menu.is_some() {
        // Nothing where nobody has judged it.
        after.insert("pack".to_owned(), json!(pack));
    }
    let log = deciding.log(AuditAction::Imported, "", &before, &after)?;
    let write = DeskWrite::School {
        change: Box::new(change.clone()),
        reassigned: Vec::new(),
        told: None,
    };
    Ok(done(vec![write, log]))
}
