use std::collections::BTreeSet;

use crate::id::CheckId;
use crate::oversight::OverseenFinding;

/// 试行结论: which checks one school's published menu would newly break under another pack, and which
/// it would break no more. A check that is acknowledged is not broken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrialVerdict {
    pub newly_broken: BTreeSet<CheckId>,
    pub newly_kept: BTreeSet<CheckId>,
    /// Broken before and after.
    pub still_broken: BTreeSet<CheckId>,
}

/// A check that the new pack has not is neither kept nor broken: it is gone, and so counted as kept
/// when it was broken before.
pub fn verdict_of(before: &[OverseenFinding], after: &[OverseenFinding]) -> TrialVerdict {
    let broken = |findings: &[OverseenFinding]| -> BTreeSet<CheckId> {
        let blocking = findings.iter().filter(|finding| finding.blocks());
        blocking
            .map(|finding| finding.breach.check.clone())
            .collect()
    };
    let (before, after) = (broken(before), broken(after));
    TrialVerdict {
        newly_broken: after.difference(&before).cloned().collect(),
        newly_kept: before.difference(&after).cloned().collect(),
        still_broken: before.intersection(&after).cloned().collect(),
    }
}
