//! 政策包, as the server has sent it.

use afterbell_domain::desk::PackView;
use afterbell_domain::policy::Pack;

/// 政策包状态
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PackState {
    /// The school is under none.
    #[default]
    Missing,
    /// There is one that this page cannot read: what is found without it looks like less than there is.
    Unreadable,
    Read(Box<Pack>),
}

impl PackState {
    pub fn of(written: &PackView) -> Self {
        let Some(text) = &written.pack else {
            return Self::Missing;
        };
        let list = |name: &str| {
            let text = written.word_lists.get(name)?;
            Some(afterbell_policy::read_word_list(name, text))
        };
        match afterbell_policy::read(text, list) {
            Ok(pack) => Self::Read(Box::new(pack)),
            Err(_) => Self::Unreadable,
        }
    }

    pub fn pack(&self) -> Option<&Pack> {
        match self {
            Self::Read(pack) => Some(pack),
            Self::Missing | Self::Unreadable => None,
        }
    }
}
