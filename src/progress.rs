//! What has become of something a parent asked for.

use afterbell_domain::Moment;

use crate::ui::Text;

#[derive(Clone, PartialEq)]
pub enum Progress {
    Idle,
    Sending,
    /// No certain answer yet; it is sent again by itself.
    Waiting {
        is_offline: bool,
        again_at: Option<Moment>,
    },
    /// It came to nothing, and why.
    Failed(Text),
}

impl Progress {
    pub fn is_sending(&self) -> bool {
        *self == Self::Sending
    }

    pub fn is_offline(&self) -> bool {
        matches!(
            self,
            Self::Waiting {
                is_offline: true,
                ..
            }
        )
    }

    /// The sentence a parent is told.
    pub fn message(&self) -> Option<Text> {
        match self {
            Self::Failed(why) => Some(why.clone()),
            _ => None,
        }
    }
}
