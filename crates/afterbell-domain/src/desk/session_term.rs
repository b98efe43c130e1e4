use crate::Moment;

/// 会话期限: a session at the desk ends when nobody has used it for a while, and at the end of a
/// working day in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTerm {
    pub idle_seconds: i64,
    pub longest_seconds: i64,
}

impl SessionTerm {
    pub const DESK: Self = Self {
        idle_seconds: 30 * 60,
        longest_seconds: 12 * 60 * 60,
    };

    /// A clock that was set back far ends it, too: nobody knows how old it is.
    pub fn lasts(self, opened_at: Moment, seen_at: Moment, now: Moment) -> bool {
        let open = opened_at.seconds_until(now);
        let idle = seen_at.seconds_until(now);
        (-self.idle_seconds..self.longest_seconds).contains(&open)
            && (-self.idle_seconds..self.idle_seconds).contains(&idle)
    }
}

/// 邀请期限: an invitation is taken within three days or asked for again.
pub fn invitation_expires_at(now: Moment) -> Moment {
    now.plus_seconds(3 * 24 * 60 * 60)
}
