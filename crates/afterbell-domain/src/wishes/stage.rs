use crate::{Moment, Phase, ServiceMenu};

/// 志愿的进度: how far a drawn round is, as pages tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WishingStage {
    /// There is a close ahead until which wishes are saved, whether the window has opened or not.
    Ranking,
    /// Closed, and not drawn yet or never.
    Closed,
    /// Drawn: who has nothing can ask for a place.
    Drawn,
}

impl WishingStage {
    /// `was_run`: whether a draw of this term was.
    pub fn of(menu: &ServiceMenu, was_run: bool, now: Moment) -> Self {
        let phase = menu.phase(now);
        let is_ahead = matches!(phase, Phase::Before { .. } | Phase::Open { .. });
        match menu.round.takes_wishes(now) && is_ahead {
            true => Self::Ranking,
            false if was_run && !matches!(phase, Phase::Ended { .. }) => Self::Drawn,
            false => Self::Closed,
        }
    }
}
