use serde::{Deserialize, Serialize};

use super::DrawStep;
use crate::draw::{Closing, Commitment, NumberIssue, PublicNumber, PublishedFile};
use crate::{Date, Moment, SelectionRound};

/// What a draw's standing follows from.
#[derive(Debug, Clone, Copy)]
pub struct DrawFacts<'a> {
    pub round: &'a SelectionRound,
    /// In the school's zone.
    pub now: Moment,
    /// Of the draw that is under way, or was run last.
    pub published: &'a [PublishedFile],
    pub commitment: Option<&'a Commitment>,
    pub closing: Option<&'a Closing>,
}

/// 进度: what a draw waits for, and until when it can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DrawStage {
    /// 先到先得: nothing of the round is drawn.
    NotDrawn,
    /// 待承诺, before the wishes are closed.
    ToCommit { closes_at: Moment },
    /// 没有及时承诺: only another round can be drawn.
    Missed { closed_at: Moment },
    /// 志愿进行中: families may still change their wishes.
    Wishing { closes_at: Moment },
    /// 待公布名单: up to, not including, this day, or the next number is used.
    ToClose { before: Date },
    /// 等候号码
    AwaitingNumber {
        issue: NumberIssue,
        published_on: Date,
    },
    /// 待揭晓
    ToReveal {
        issue: NumberIssue,
        /// Whether the secrets count: with them this number, without them another one.
        with_secrets: bool,
        /// The day from which they do not count any more.
        secrets_before: Option<Date>,
    },
    /// 号码用尽: another commitment is needed.
    NoNumberLeft,
    /// 待录取
    ToRun,
    /// 已录取
    WasRun,
}

impl DrawStage {
    pub fn of(facts: DrawFacts<'_>) -> Self {
        let Some(closes_at) = facts.round.wishes_close_at() else {
            return Self::NotDrawn;
        };
        let was_taken = |step: DrawStep| facts.published.contains(&step.file());
        let commitment = facts.commitment.filter(|_| was_taken(DrawStep::Commit));
        let Some(commitment) = commitment else {
            return match facts.now < closes_at {
                true => Self::ToCommit { closes_at },
                false => Self::Missed {
                    closed_at: closes_at,
                },
            };
        };
        if was_taken(DrawStep::Run) {
            return Self::WasRun;
        }
        if was_taken(DrawStep::Reveal) {
            return Self::ToRun;
        }
        let today = facts.now.date();
        match facts.closing.filter(|_| was_taken(DrawStep::Close)) {
            Some(closing) => Self::of_numbers(commitment, closing, today),
            None if facts.now < commitment.closes_at => Self::Wishing {
                closes_at: commitment.closes_at,
            },
            None => {
                // A list that is made today is drawn with a number of a later day.
                let mut days = commitment.numbers.iter().map(|it| it.published_on);
                match days.find(|day| *day > today) {
                    Some(before) => Self::ToClose { before },
                    None => Self::NoNumberLeft,
                }
            }
        }
    }

    fn of_numbers(commitment: &Commitment, closing: &Closing, today: Date) -> Self {
        let closed_on = closing.closed_at.date();
        let is_usable = |number: &&PublicNumber| number.published_on > closed_on;
        let mut usable = commitment.numbers.iter().filter(is_usable);
        let Some(first) = usable.next() else {
            return Self::NoNumberLeft;
        };
        if today < first.published_on {
            return Self::AwaitingNumber {
                issue: first.issue.clone(),
                published_on: first.published_on,
            };
        }
        let secrets_before = commitment.secrets_count_before(first);
        let next = usable.next();
        match (next, secrets_before) {
            (Some(next), Some(since)) if today >= since => Self::ToReveal {
                issue: next.issue.clone(),
                with_secrets: false,
                secrets_before: None,
            },
            _ => Self::ToReveal {
                issue: first.issue.clone(),
                with_secrets: true,
                secrets_before,
            },
        }
    }
}
