use super::{Permission, Role, StaffState};

/// 单位: whose books somebody is on the staff of. A role means something else at a school than at its district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Workplace {
    /// 学校
    School,
    /// 区县
    District,
}

impl Workplace {
    /// The one table of who may do what, where.
    pub fn may(self, role: Role, permission: Permission) -> bool {
        use Permission as P;
        match (self, role) {
            (Self::School, role) => role.may(permission),
            (Self::District, Role::DistrictOfficer) => {
                permission.is_of_district()
                    || matches!(permission, P::ReadStaff | P::ManageStaff | P::ReadAudit)
            }
            // Sees to it that schools answer, and reads of children no more than a school's totals.
            (Self::District, Role::Operator) => {
                matches!(permission, P::ReadStaff | P::ReadSchools | P::AskSchools)
            }
            (Self::District, _) => false,
        }
    }

    pub fn permissions(self, role: Role) -> impl Iterator<Item = Permission> {
        let all = Permission::ALL.into_iter();
        all.filter(move |permission| self.may(role, *permission))
    }

    /// Whether there is such a role here at all.
    pub fn has(self, role: Role) -> bool {
        match self {
            Self::School => true,
            Self::District => matches!(role, Role::DistrictOfficer | Role::Operator),
        }
    }

    /// Whether anybody could still let others in, if these were all. An invitation that waits may never be used.
    pub fn is_managed(self, staff: impl IntoIterator<Item = (Role, StaffState)>) -> bool {
        staff.into_iter().any(|(role, state)| {
            state == StaffState::Active && self.may(role, Permission::ManageStaff)
        })
    }
}
