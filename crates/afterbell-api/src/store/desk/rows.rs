use afterbell_domain::desk::{AuditAction, AuditEntry, Role, StaffState};
use afterbell_domain::policy::{MenuDraft, PublicNotice};
use afterbell_domain::{Label, MenuContent, Moment, StaffId};
use serde::{Deserialize, Serialize};

use crate::secret::Fingerprint;
use crate::store::StoreError;

/// 人员, as they are stored. Never leaves the server as a whole.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffRow {
    pub id: StaffId,
    pub name: Label,
    pub role: Role,
    pub state: StaffState,
    /// In the form of PHC strings.
    pub password: Option<String>,
    pub authenticator: Option<Vec<u8>>,
    /// The step of time of the last code that was taken.
    pub last_step: Option<i64>,
    /// The hash of an invitation that waits, and its end.
    pub invitation: Option<(Fingerprint, i64)>,
}

/// Secrets belong into no log.
impl std::fmt::Debug for StaffRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StaffRow({}, {:?})", self.id, self.state)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    pub revision: u32,
    pub draft: MenuDraft,
    pub edited_by: Option<Label>,
    pub edited_at: Option<Moment>,
}

impl DraftRow {
    /// Before anybody has edited.
    pub fn of_published(menu: MenuContent) -> Self {
        Self {
            revision: 0,
            draft: MenuDraft {
                menu,
                plan: Default::default(),
                acknowledgements: Vec::new(),
            },
            edited_by: None,
            edited_at: None,
        }
    }
}

/// 公示, as it was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    pub number: u32,
    pub posted_at: Moment,
    pub content: NoticeContent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeContent {
    pub notice: PublicNotice,
    pub menu: MenuContent,
}

/// 绑定码的使用
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CodeUse {
    pub is_waiting: bool,
    pub guardians: u32,
}

/// 操作记录, exactly as it is stored and chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub number: u32,
    pub at: String,
    /// Empty for what was done on the command line.
    pub staff: String,
    pub name: String,
    pub action: String,
    pub subject: String,
    /// JSON, or empty.
    pub before: String,
    pub after: String,
}

#[derive(Debug, thiserror::Error)]
#[error("an entry of the log cannot be read")]
struct Unreadable;

impl AuditRow {
    pub fn entry(&self) -> Result<AuditEntry, StoreError> {
        let json = |text: &str| match text {
            "" => Ok(None),
            text => serde_json::from_str(text).map(Some),
        };
        let action = AuditAction::of_code(&self.action);
        Ok(AuditEntry {
            number: self.number,
            at: self.at.parse()?,
            by: match self.name.as_str() {
                "" => None,
                name => Some(name.parse()?),
            },
            action: action.ok_or_else(|| StoreError::failed(Unreadable))?,
            subject: self.subject.clone(),
            before: json(&self.before)?,
            after: json(&self.after)?,
        })
    }
}
