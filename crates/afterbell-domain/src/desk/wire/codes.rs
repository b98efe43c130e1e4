use serde::{Deserialize, Serialize};

use crate::{HomeroomClass, Label, StudentId};

/// 绑定码状态 of a class, or of the whole school.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeList {
    pub classes: Vec<HomeroomClass>,
    pub codes: Vec<CodeState>,
}

/// Codes themselves are shown only once, in the letters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeState {
    pub student: StudentId,
    pub school_number: Label,
    pub name: Label,
    pub class: HomeroomClass,
    /// A code was issued and not used.
    pub waiting: bool,
    /// So many guardians are bound.
    pub guardians: u32,
}

/// For these children, or for a whole class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodesFor {
    #[serde(default)]
    pub students: Vec<StudentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<HomeroomClass>,
}

/// 外聘登记
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Register {
    pub entries: Vec<RegisterEntry>,
}

/// 外聘人员或机构, by the name the menu has for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterEntry {
    pub holder: Label,
    pub record: crate::policy::OutsideHolder,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterRemoval {
    pub holder: Label,
}
