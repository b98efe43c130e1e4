use afterbell_domain::desk::RosterPupil;

/// 查找: what is looked for in names and numbers, whatever the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Search(String);

impl Search {
    pub(super) fn of(typed: &str) -> Self {
        Self(typed.trim().to_lowercase())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn finds(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.0)
    }

    pub(super) fn finds_pupil(&self, pupil: &RosterPupil) -> bool {
        self.finds(pupil.name.as_str()) || self.finds(pupil.school_number.as_str())
    }
}
