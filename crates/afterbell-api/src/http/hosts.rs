//! 免登: asks the vendors' servers whose page it is, each question within a limit and once.

mod handed;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use afterbell_domain::wire::ProblemCode;
use afterbell_hosts::{Exchange, ExchangeFault, Host, HostAccount};
use tokio::sync::{OnceCell, Semaphore};
use tokio::time::Instant;

use super::attempts::Attempts;
use super::refusal::Refusal;
use crate::secret::Fingerprint;
use crate::store::StoreError;
pub(super) use handed::{Handed, Linking};

/// All questions about one credential together: a parent's page waits a little longer.
const LONGEST_EXCHANGE: Duration = Duration::from_secs(8);
/// What one question may take.
pub const LONGEST_QUESTION: Duration = Duration::from_secs(4);
/// So many ask one vendor at once; others wait for their turn, within the limit. A vendor that is silent uses up its own.
const MOST_AT_ONCE: usize = 64;
/// A credential is good for one question. Whoever lost our answer asks again within this time.
const REMEMBERED: Duration = Duration::from_secs(10 * 60);
/// So long the same request hears of the same fault.
const FAULT_REMEMBERED: Duration = Duration::from_secs(3);
const MOST_REMEMBERED: usize = 10_000;
/// A flood must not make us sweep without end.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(1);
const SHORTEST_RETRY: u32 = 5;
const LONGEST_RETRY: u32 = 15;

/// What a question came to, and when.
type Answered = Arc<OnceCell<(Result<HostAccount, ExchangeFault>, Instant)>>;

pub(super) struct Hosts {
    exchange: Option<Arc<Exchange>>,
    asked: Mutex<Remembered>,
    turns: HashMap<Host, Arc<Semaphore>>,
    /// Credentials that were refused, by address.
    pub refused: Attempts,
    /// Sign-ins, by the chat app's account.
    pub entered: Attempts,
}

#[derive(Default)]
struct Remembered {
    requests: HashMap<Fingerprint, (Answered, Instant)>,
    swept_at: Option<Instant>,
}

impl Hosts {
    pub(super) fn new(exchange: Option<Exchange>) -> Self {
        let turns = Host::ALL.map(|host| (host, Arc::new(Semaphore::new(MOST_AT_ONCE))));
        Self {
            exchange: exchange.map(Arc::new),
            asked: Mutex::default(),
            turns: turns.into(),
            refused: Attempts::default(),
            entered: Attempts::default(),
        }
    }

    /// Asked once for a request, however often the request comes, and whether or not it waits for the answer.
    pub(super) async fn account(
        &self,
        host: Host,
        credential: &str,
        key: &str,
        now: u64,
    ) -> Result<HostAccount, HostFault> {
        // What cannot be asked is not remembered: anybody could fill the memory with it.
        let set_up = self.exchange()?.require(host);
        set_up.inspect_err(|fault| note(host, *fault))?;
        if host.asks_nobody() {
            return self.account_once(host, credential, now).await;
        }
        let request = [host.name(), key, credential].join("\0");
        let answered = self.remembered(Fingerprint::of(request.as_bytes()));
        self.ask(host, credential, now, answered).await
    }

    /// The same, without remembering: what a shell asks comes under no key.
    pub(super) async fn account_once(
        &self,
        host: Host,
        credential: &str,
        now: u64,
    ) -> Result<HostAccount, HostFault> {
        self.ask(host, credential, now, Answered::default()).await
    }

    async fn ask(
        &self,
        host: Host,
        credential: &str,
        now: u64,
        answered: Answered,
    ) -> Result<HostAccount, HostFault> {
        let exchange = Arc::clone(self.exchange()?);
        let turns = self.turns.get(&host).filter(|_| !host.asks_nobody());
        let turns = turns.cloned();
        let credential = credential.to_owned();
        // Whoever waits hears the same, also a fault: a code that was asked about is spent.
        let asked = tokio::spawn(async move {
            let fresh = async || {
                let asked = async {
                    let _turn = match &turns {
                        Some(turns) => turns.acquire().await.ok(),
                        None => None,
                    };
                    exchange.account(host, &credential, now).await
                };
                let asked = tokio::time::timeout(LONGEST_EXCHANGE, asked).await;
                (asked.unwrap_or(Err(ExchangeFault::Silent)), Instant::now())
            };
            answered.get_or_init(fresh).await.0.clone()
        });
        let account = asked.await.map_err(StoreError::failed)?;
        Ok(account.inspect_err(|fault| note(host, *fault))?)
    }

    pub(super) fn known_to_site(
        &self,
        shown: &str,
        subject: &str,
    ) -> Result<HostAccount, HostFault> {
        let account = self.exchange()?.known_to_site(shown, subject);
        Ok(account.inspect_err(|fault| note(Host::Frame, *fault))?)
    }

    pub(super) async fn page_ticket(&self, host: Host) -> Result<String, HostFault> {
        let asked = self.exchange()?.page_ticket(host);
        let asked = tokio::time::timeout(LONGEST_EXCHANGE, asked).await;
        let ticket = asked.unwrap_or(Err(ExchangeFault::Silent));
        Ok(ticket.inspect_err(|fault| note(host, *fault))?)
    }

    fn exchange(&self) -> Result<&Arc<Exchange>, ExchangeFault> {
        self.exchange.as_ref().ok_or(ExchangeFault::NotSetUp)
    }

    fn remembered(&self, request: Fingerprint) -> Answered {
        let now = Instant::now();
        let mut asked = self.lock();
        let Remembered { requests, swept_at } = &mut *asked;
        let may_sweep = swept_at.is_none_or(|at| now.duration_since(at) >= BETWEEN_SWEEPS);
        if requests.len() >= MOST_REMEMBERED && may_sweep {
            requests.retain(|_, known| !is_over(known, now));
            *swept_at = Some(now);
        }
        if requests.len() >= MOST_REMEMBERED && !requests.contains_key(&request) {
            return Answered::default();
        }
        let fresh = || (Answered::default(), now);
        let known = requests.entry(request).or_insert_with(fresh);
        if is_over(known, now) {
            *known = fresh();
        }
        Arc::clone(&known.0)
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        let locked = self.asked.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_over((answered, since): &(Answered, Instant), now: Instant) -> bool {
    let (from, remembered) = match answered.get() {
        Some((Err(_), at)) => (*at, FAULT_REMEMBERED),
        _ => (*since, REMEMBERED),
    };
    now.duration_since(from) >= remembered
}

/// For the school: which host, and the vendor's own number. Nothing of whoever it was.
fn note(host: Host, fault: ExchangeFault) {
    tracing::warn!(%host, %fault, "host_refused");
}

/// Why nobody is let in.
pub(super) enum HostFault {
    Exchange(ExchangeFault),
    Failed(Refusal),
}

impl HostFault {
    /// Whether somebody tried what is none: who does that often is looked at later. A teacher who opens the page tried
    /// nothing.
    pub(super) fn is_of_credential(&self) -> bool {
        matches!(self, Self::Exchange(ExchangeFault::BadCredential))
    }
}

impl From<ExchangeFault> for HostFault {
    fn from(fault: ExchangeFault) -> Self {
        Self::Exchange(fault)
    }
}

impl From<StoreError> for HostFault {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<HostFault> for Refusal {
    fn from(fault: HostFault) -> Self {
        let fault = match fault {
            HostFault::Exchange(fault) => fault,
            HostFault::Failed(refusal) => return refusal,
        };
        let code = match fault {
            ExchangeFault::BadCredential | ExchangeFault::Snapshot => ProblemCode::HostRefused,
            ExchangeFault::Blocked | ExchangeFault::NotAParent => ProblemCode::HostAccountRefused,
            ExchangeFault::NotSetUp => ProblemCode::HostNotSetUp,
            _ => ProblemCode::HostFailed,
        };
        let refusal = Self::new(code).with_detail(fault.to_string());
        match fault.may_pass() {
            true => refusal.retry_within(SHORTEST_RETRY, LONGEST_RETRY),
            false => refusal,
        }
    }
}
