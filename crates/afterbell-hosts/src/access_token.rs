//! The token with which our server speaks to a vendor, asked for once and kept while it holds.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::fault::ExchangeFault;

/// It is asked for anew before it ends, since the request it goes with takes time too.
const MARGIN: Duration = Duration::from_secs(300);
/// While a vendor is down not every parent waits the whole limit, one after the other.
const PAUSE_AFTER_FAULT: Duration = Duration::from_secs(2);

#[derive(Default)]
pub(crate) struct AccessToken(Mutex<Option<Kept>>);

struct Kept {
    answer: Result<String, ExchangeFault>,
    until: Instant,
}

/// A token, and for how many seconds it holds.
pub(crate) type Given = Result<(String, u64), ExchangeFault>;

impl AccessToken {
    /// The kept one, or what `fetch` brings; meanwhile others wait for the same.
    pub async fn get(&self, fetch: impl AsyncFnOnce() -> Given) -> Result<String, ExchangeFault> {
        let mut kept = self.0.lock().await;
        if let Some(Kept { answer, until }) = &*kept
            && Instant::now() < *until
        {
            return answer.clone();
        }
        let (answer, holds) = match fetch().await {
            Ok((token, seconds)) => {
                let holds = Duration::from_secs(seconds.min(24 * 60 * 60));
                (Ok(token), holds.saturating_sub(MARGIN))
            }
            Err(fault) => (Err(fault), PAUSE_AFTER_FAULT),
        };
        let until = Instant::now() + holds;
        *kept = Some(Kept {
            answer: answer.clone(),
            until,
        });
        answer
    }

    /// The vendor no longer takes this one. Another, fetched meanwhile, stays.
    pub async fn forget(&self, token: &str) {
        let mut kept = self.0.lock().await;
        let is_it = |kept: &Kept| kept.answer.as_deref() == Ok(token);
        if kept.as_ref().is_some_and(is_it) {
            *kept = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_token_is_fetched_once_while_it_holds() {
        let token = AccessToken::default();
        let first = token.get(async || Ok(("a".to_owned(), 7200))).await;
        let second = token.get(async || Ok(("b".to_owned(), 7200))).await;
        assert_eq!((first.as_deref(), second.as_deref()), (Ok("a"), Ok("a")));
        tokio::time::advance(Duration::from_secs(7200 - 300)).await;
        let third = token.get(async || Ok(("c".to_owned(), 7200))).await;
        assert_eq!(third.as_deref(), Ok("c"));
        token.forget("a").await;
        let kept = token.get(async || Err(ExchangeFault::Silent)).await;
        assert_eq!(
            kept.as_deref(),
            Ok("c"),
            "an older one does not throw it out"
        );
        token.forget("c").await;
        let anew = token.get(async || Ok(("d".to_owned(), 7200))).await;
        assert_eq!(anew.as_deref(), Ok("d"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_vendor_that_is_down_is_left_alone_for_a_moment() {
        let token = AccessToken::default();
        let down = token.get(async || Err(ExchangeFault::Silent)).await;
        let still = token.get(async || Ok(("a".to_owned(), 7200))).await;
        assert_eq!(
            (down, still),
            (Err(ExchangeFault::Silent), Err(ExchangeFault::Silent))
        );
        tokio::time::advance(PAUSE_AFTER_FAULT).await;
        let up = token.get(async || Ok(("a".to_owned(), 7200))).await;
        assert_eq!(up.as_deref(), Ok("a"));
    }
}
