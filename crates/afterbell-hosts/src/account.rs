use std::fmt;

use crate::host::Host;

/// 平台账号: a vendor's number for a person, the same at every visit to this school's entrance.
#[derive(Clone, PartialEq, Eq)]
pub struct HostAccount {
    pub host: Host,
    /// 登记: the school's own number with the vendor, or the site that says it. The same subject is somebody else in another.
    pub registration: String,
    pub subject: String,
    /// Whose parent it is, where the school's directory with the vendor knows.
    pub children: Vec<DirectoryChild>,
    /// Of a credential that the vendor itself would take again: by what it is known, however it is written.
    pub counts_once: Option<String>,
}

/// 家校通讯录里的孩子, by the number and the name that the school has given it there.
#[derive(Clone, PartialEq, Eq)]
pub struct DirectoryChild {
    pub student_number: String,
    pub name: String,
}

/// Longer ones no vendor has: Telegram's are numbers, WeChat's 28 letters, Alipay's at most 128.
const LONGEST_SUBJECT: usize = 128;

impl HostAccount {
    /// `None` for what cannot be anybody's number.
    pub(crate) fn new(host: Host, subject: &str) -> Option<Self> {
        let is_plain = subject.bytes().all(|byte| byte.is_ascii_graphic());
        let is_subject = !subject.is_empty() && subject.len() <= LONGEST_SUBJECT && is_plain;
        is_subject.then(|| Self {
            host,
            registration: String::new(),
            subject: subject.to_owned(),
            children: Vec::new(),
            counts_once: None,
        })
    }
}

impl fmt::Debug for HostAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("HostAccount");
        shown.field("host", &self.host);
        shown.field("children", &self.children.len());
        shown.finish_non_exhaustive()
    }
}

impl fmt::Debug for DirectoryChild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DirectoryChild").finish_non_exhaustive()
    }
}
