use serde::{Deserialize, Serialize};

use crate::{Moment, Term};

/// 选课方式: how places are given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SelectionMode {
    /// 先到先得
    FirstCome,
    /// 志愿
    Wishes,
    /// 抽签
    Lottery,
}

impl SelectionMode {
    pub const ALL: [Self; 3] = [Self::FirstCome, Self::Wishes, Self::Lottery];

    /// Whether places are given out at the close, to all who wished, rather than one by one.
    pub fn is_drawn(self) -> bool {
        !matches!(self, Self::FirstCome)
    }

    /// The name it has in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstCome => "first_come",
            Self::Wishes => "wishes",
            Self::Lottery => "lottery",
        }
    }
}

/// 选课轮次: one mode and the windows in which parents choose, such as 初选 and 补选.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelectionRound {
    pub mode: SelectionMode,
    /// In order of time, without overlap; only one when places are drawn.
    pub windows: Vec<SelectionWindow>,
    /// 开放池, first-come only: whoever asks within so many minutes of the first opening is drawn, and
    /// what is left goes to those who come later, in order of arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_pool_minutes: Option<u16>,
}

/// 选课时间: from the opening moment up to, not including, the closing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelectionWindow {
    pub opens_at: Moment,
    pub closes_at: Moment,
}

/// 阶段: where the school stands between announcing and ending; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Phase {
    /// A window is still to come.
    Before { opens_at: Moment },
    /// Parents can choose.
    Open { closes_at: Moment },
    /// All windows are over, the term has not begun.
    Closed { closed_at: Moment },
    /// All windows are over, the courses run.
    Running { closed_at: Moment },
    /// The term is over.
    Ended { closed_at: Moment },
}

impl SelectionWindow {
    const DAY_SECONDS: i64 = 24 * 60 * 60;

    /// One more, for a clerk to correct: a day that begins where the last one ends, or without any a
    /// day from now.
    pub fn suggested(windows: &[Self], now: Moment) -> Self {
        let last = windows.last().map(|window| window.closes_at);
        let opens_at = last.unwrap_or_else(|| {
            let tomorrow = now.plus_seconds(Self::DAY_SECONDS);
            // On the hour, as schools announce it.
            tomorrow.plus_seconds(-tomorrow.unix_seconds().rem_euclid(60 * 60))
        });
        Self {
            opens_at,
            closes_at: opens_at.plus_seconds(Self::DAY_SECONDS),
        }
    }
}

impl SelectionRound {
    /// More minutes an opening pool does not have: that would be a round of wishes.
    pub const MOST_POOL_MINUTES: u16 = 24 * 60;

    /// Whether places cannot be taken yet, since those of the opening pool have still to be given out;
    /// `was_run` says whether a draw was.
    pub fn waits_for_pool(&self, was_run: bool) -> bool {
        self.opening_pool_minutes.is_some() && !was_run
    }

    /// Whether any of its places are drawn: all of them, or those of the opening pool.
    pub fn has_draw(&self) -> bool {
        self.mode.is_drawn() || self.opening_pool_minutes.is_some()
    }

    /// Whether places are wished for instead of taken: in a drawn round, and until those of an opening pool
    /// were given out, which `waits_for_pool` says.
    pub fn is_wished_for(&self, waits_for_pool: bool) -> bool {
        self.mode.is_drawn() || waits_for_pool
    }

    /// Whether there is still a close ahead until which wishes are saved.
    pub fn takes_wishes(&self, now: Moment) -> bool {
        let closes_at = self.wishes_close_at();
        closes_at.is_some_and(|closes_at| now < closes_at)
    }

    /// Up to which moment wishes are saved; `None` when nothing is drawn. It is the end of the opening
    /// pool, or of the only window of a drawn round.
    pub fn wishes_close_at(&self) -> Option<Moment> {
        match self.opening_pool_minutes {
            Some(minutes) => {
                let opens_at = self.windows.first()?.opens_at;
                Some(opens_at.plus_seconds(i64::from(minutes) * 60))
            }
            None => self
                .windows
                .last()
                .filter(|_| self.mode.is_drawn())
                .map(|window| window.closes_at),
        }
    }
}

impl Phase {
    /// `now` must be told in the school's zone, since a term ends with a day of its calendar;
    /// [`crate::ServiceMenu::phase`] sees to that.
    pub(crate) fn at(round: &SelectionRound, term: &Term, now: Moment) -> Self {
        let today = now.date();
        let closed_at = round.windows.last().map_or(now, |window| window.closes_at);
        if today > term.last_day {
            return Self::Ended {
                closed_at: closed_at.min(now),
            };
        }
        match round.windows.iter().find(|window| now < window.closes_at) {
            Some(window) if now < window.opens_at => Self::Before {
                opens_at: window.opens_at,
            },
            Some(window) => Self::Open {
                closes_at: window.closes_at,
            },
            None if term.is_ahead(today) => Self::Closed { closed_at },
            None => Self::Running { closed_at },
        }
    }

    /// The next moment at which the phase changes by itself, if a window has one to come.
    pub fn changes_at(self) -> Option<Moment> {
        match self {
            Self::Before { opens_at } => Some(opens_at),
            Self::Open { closes_at } => Some(closes_at),
            Self::Closed { .. } | Self::Running { .. } | Self::Ended { .. } => None,
        }
    }
}
