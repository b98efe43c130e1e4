/// Why a credential was not exchanged. The number in some is the vendor's own, to look up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeFault {
    /// Used, expired, forged, or of another app: the parent opens the page anew.
    #[error("the credential is not valid, or no longer")]
    BadCredential,
    #[error("the vendor wants fewer requests ({0})")]
    TooOften(i64),
    /// The vendor holds the account for a danger.
    #[error("the vendor has blocked the account")]
    Blocked,
    /// 快照页: WeChat gives everybody who looks at a snapshot a made-up account.
    #[error("the account is a snapshot page's and nobody's")]
    Snapshot,
    /// Teachers and visitors open the entrance too.
    #[error("the account may not, or is no parent's")]
    NotAParent,
    /// A secret, an address or a right that the school has to put right with the vendor.
    #[error("the vendor refuses the school's registration ({0})")]
    Misregistered(i64),
    /// The school has not set this host up.
    #[error("the school has not set this host up")]
    NotSetUp,
    #[error("the vendor's server did not answer in time")]
    Silent,
    #[error("the vendor's server cannot be reached")]
    Unreachable,
    /// It says itself that it failed.
    #[error("the vendor's server failed ({0})")]
    Failing(i64),
    #[error("the vendor's answer cannot be read")]
    Unreadable,
}

impl ExchangeFault {
    /// Whether the same request may fare better in a moment; a credential that was refused never does.
    pub fn may_pass(self) -> bool {
        matches!(
            self,
            Self::TooOften(_) | Self::Silent | Self::Unreachable | Self::Failing(_)
        )
    }
}
