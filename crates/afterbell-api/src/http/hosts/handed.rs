//! What a page is handed to show us again: words with our seal that say whose page it is.

use std::convert::Infallible;
use std::sync::Arc;

use afterbell_domain::Moment;
use afterbell_domain::wire::HostTicket;
use afterbell_hosts::Host;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::http::app::App;
use crate::http::refusal::Refusal;
use crate::secret::{Fingerprint, ServerSecret, random_bytes};
use crate::store::HostIdentity;

const LINK_HEADER: &str = "afterbell-host-link";
/// A parent looks for the letter meanwhile.
const LINK_SECONDS: i64 = 60 * 60;
/// Clocks of two servers differ by so much.
const LARGEST_CLOCK_DIFFERENCE: i64 = 60;

/// For what a word is: one of the one kind is none of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Handed {
    /// 一次性凭证: opens a session.
    Ticket,
    /// 待绑定: makes the host's account known once a child's code is shown with it.
    Link,
}

impl Handed {
    fn purpose(self) -> &'static str {
        match self {
            Self::Ticket => "host ticket",
            Self::Link => "host link",
        }
    }

    fn seconds(self) -> i64 {
        match self {
            Self::Ticket => HostTicket::SECONDS,
            Self::Link => LINK_SECONDS,
        }
    }

    /// Another word each time.
    pub(in crate::http) fn write(
        self,
        secret: &ServerSecret,
        HostIdentity { host, subject }: &HostIdentity,
        now: Moment,
    ) -> Result<String, Refusal> {
        let mut content = vec![number_of(*host)];
        content.extend(subject.bytes());
        content.extend(now.unix_seconds().to_be_bytes());
        content.extend(random_bytes::<8>()?);
        Ok(secret.seal_word(self.purpose(), &content)?)
    }

    /// Whose page a word says it is, while it holds.
    pub(in crate::http) fn read(
        self,
        secret: &ServerSecret,
        word: &str,
        now: Moment,
    ) -> Option<HostIdentity> {
        let content = secret.unseal_word(self.purpose(), word).ok()?;
        let (number, rest) = content.split_first()?;
        let (subject, rest) = rest.split_first_chunk::<32>()?;
        let (written_at, _) = rest.split_first_chunk::<8>()?;
        let age = now.unix_seconds() - i64::from_be_bytes(*written_at);
        let holds = (-LARGEST_CLOCK_DIFFERENCE..self.seconds()).contains(&age);
        holds.then_some(HostIdentity {
            host: *Host::ALL.get(usize::from(*number))?,
            subject: Fingerprint::from_bytes(*subject),
        })
    }
}

fn number_of(host: Host) -> u8 {
    let number = Host::ALL.iter().position(|known| *known == host);
    number
        .and_then(|number| u8::try_from(number).ok())
        .unwrap_or(u8::MAX)
}

/// The link that came along with a request. One that holds no more is as none: it must keep nobody's child away.
pub(in crate::http) struct Linking(pub Option<HostIdentity>);

impl FromRequestParts<Arc<App>> for Linking {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let word = parts.headers.get(LINK_HEADER);
        let word = word.and_then(|word| word.to_str().ok());
        let now = app.clock.now().ok();
        let read = |(word, now)| Handed::Link.read(&app.secret, word, now);
        Ok(Self(word.zip(now).and_then(read)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(second: i64) -> Moment {
        let zone = "+08:00".parse().unwrap();
        Moment::from_unix(1_788_000_000 + second, zone).unwrap()
    }

    fn identity() -> HostIdentity {
        HostIdentity {
            host: Host::Frame,
            subject: Fingerprint::of(b"p1"),
        }
    }

    fn secret(number: u8) -> ServerSecret {
        ServerSecret::new([number; 32])
    }

    #[test]
    fn a_word_holds_for_its_time_at_every_server_of_the_school() {
        for (kind, seconds) in [(Handed::Ticket, 60), (Handed::Link, 3600)] {
            let word = kind.write(&secret(1), &identity(), moment(0)).unwrap();
            for (second, holds) in [
                (0, true),
                (seconds - 1, true),
                (seconds, false),
                (-61, false),
            ] {
                let read = kind.read(&secret(1), &word, moment(second));
                assert_eq!(read, holds.then(identity), "{kind:?} {second}");
            }
            assert_eq!(kind.read(&secret(2), &word, moment(0)), None);
            let again = kind.write(&secret(1), &identity(), moment(0)).unwrap();
            assert_ne!(again, word);
        }
    }

    /// `public/hosts/shared/address.js` and `frame-messages.js` take no other.
    #[test]
    fn a_ticket_is_a_word_that_pages_take() {
        let word = Handed::Ticket
            .write(&secret(1), &identity(), moment(0))
            .unwrap();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        assert!((16..=128).contains(&word.len()) && word.bytes().all(is_plain));
    }

    #[test]
    fn what_was_changed_or_made_for_something_else_says_nothing() {
        let word = Handed::Ticket
            .write(&secret(1), &identity(), moment(0))
            .unwrap();
        assert_eq!(Handed::Link.read(&secret(1), &word, moment(0)), None);
        for place in 0..word.len() {
            let mut forged = word.clone().into_bytes();
            forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            let read = Handed::Ticket.read(&secret(1), &forged, moment(0));
            assert_eq!(read, None, "{place}");
        }
        for made_up in ["", "A", &word[..40], &[&word, "A"].concat()] {
            let read = Handed::Ticket.read(&secret(1), made_up, moment(0));
            assert_eq!(read, None, "{made_up}");
        }
    }
}
