//! 发布障碍: what of a pack's judgement and of the public notice keeps a menu from being published.

use super::Obstacle;
use crate::policy::{Judgement, PublicNotice, Severity};
use crate::{Date, MenuContent};

impl Obstacle {
    /// What a pack has found, counted.
    pub fn of_judgement(judgement: &Judgement) -> Vec<Self> {
        let mut obstacles = Vec::new();
        let faults = judgement.faults.len();
        if faults > 0 {
            obstacles.push(Self::Faults { faults });
        }
        let blocking = || judgement.findings.iter().filter(|finding| finding.blocks());
        let errors = blocking().filter(|finding| finding.severity == Severity::Error);
        let errors = errors.count();
        let warnings = blocking().count() - errors;
        if errors + warnings > 0 {
            obstacles.push(Self::Findings { errors, warnings });
        }
        obstacles
    }

    /// Under a pack that asks for a notice: what was posted must be what is published, and be over.
    pub fn of_notice(
        menu: &MenuContent,
        posted: Option<(&PublicNotice, &MenuContent)>,
        today: Date,
    ) -> Option<Self> {
        match posted.filter(|(_, posted)| *posted == menu) {
            None => Some(Self::NotPosted),
            Some((notice, _)) => {
                let until = notice.posted_until;
                (!notice.is_over_on(today)).then_some(Self::StillPosted { until })
            }
        }
    }
}
