use serde::{Deserialize, Serialize};

use crate::Label;

/// 密码问题: why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PasswordFault {
    /// 少于 12 个字符
    TooShort,
    /// 超过 128 个字符
    TooLong,
    /// 含有姓名或学校名
    HasName,
    /// 不同的字符太少，如 111111111111
    TooUniform,
}

const SHORTEST: usize = 12;
const LONGEST: usize = 128;
const LEAST_DIFFERENT: usize = 5;

/// Everything that is wrong with a password. Length is what makes one hard to guess; rules about
/// kinds of characters only make it hard to remember.
pub fn password_faults(password: &str, names: &[&Label]) -> Vec<PasswordFault> {
    let mut faults = Vec::new();
    let length = password.chars().count();
    if length < SHORTEST {
        faults.push(PasswordFault::TooShort);
    }
    if length > LONGEST {
        faults.push(PasswordFault::TooLong);
    }
    let lower = password.to_lowercase();
    let mut names = names.iter().map(|name| name.as_str().to_lowercase());
    if names.any(|name| lower.contains(&name)) {
        faults.push(PasswordFault::HasName);
    }
    let mut different: Vec<char> = lower.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < LEAST_DIFFERENT {
        faults.push(PasswordFault::TooUniform);
    }
    faults
}
