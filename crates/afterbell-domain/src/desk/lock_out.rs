use crate::Moment;

/// 登录锁定: after so many failed sign-ins within a while nobody is let in for a while, whatever
/// the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockOut {
    pub most_failures: usize,
    pub within_seconds: i64,
    pub for_seconds: i64,
}

impl LockOut {
    /// For one name. A code of six digits guessed at this rate takes years.
    pub const ACCOUNT: Self = Self {
        most_failures: 5,
        within_seconds: 15 * 60,
        for_seconds: 15 * 60,
    };
    /// For one address, behind which a whole school may sit.
    pub const ADDRESS: Self = Self {
        most_failures: 30,
        within_seconds: 15 * 60,
        for_seconds: 15 * 60,
    };

    /// Until when it lasts; `None` when another try is free. `failures` since the last success, in
    /// any order; those that lie in the future, after a clock was set back, do not count.
    pub fn until(self, failures: &[Moment], now: Moment) -> Option<Moment> {
        let mut failures: Vec<_> = failures.iter().copied().filter(|at| *at <= now).collect();
        failures.sort_unstable();
        let lasts = failures
            .windows(self.most_failures.max(1))
            .filter_map(|run| {
                let (first, last) = (*run.first()?, *run.last()?);
                let is_run = first.seconds_until(last) < self.within_seconds;
                is_run.then(|| last.plus_seconds(self.for_seconds))
            });
        lasts.max().filter(|until| now < *until)
    }
}
