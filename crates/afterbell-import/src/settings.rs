//! 学校设置: what the sheets do not say: dates, windows, limits, pick-up times.

use afterbell_domain::{
    BaseCare, CareDay, ClockRange, ClockTime, GradeSet, Label, Limits, School, SelectionRound,
    Term, WeekdaySet, Zone,
};
use serde::Deserialize;

/// A school's `school.toml`. Unknown keys are refused, since a misspelt limit would be none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub school: SchoolSettings,
    pub term: Term,
    pub base_care: Vec<CareSettings>,
    #[serde(default)]
    pub limits: Limits,
    pub round: SelectionRound,
    /// A child may hold only one offering of each course in a term.
    #[serde(default = "yes")]
    pub once_per_term: bool,
    #[serde(default)]
    pub prerequisite: Vec<Prerequisite>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolSettings {
    pub name: Label,
    pub receipt_prefix: Label,
    pub grades: GradeSet,
    pub zone: Zone,
}

/// Days that share their care time and pick-up times.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareSettings {
    pub weekdays: WeekdaySet,
    pub time: ClockRange,
    pub pick_up_times: Vec<ClockTime>,
}

/// 先修: `course` is only for those who completed `needs`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prerequisite {
    pub course: Label,
    pub needs: Label,
}

/// Why a settings file is none: the parser's own words, which name line and key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("{0}")]
    Toml(String),
    #[error("receipt_prefix: {0}")]
    ReceiptPrefix(Label),
}

fn yes() -> bool {
    true
}

impl Settings {
    pub fn read(text: &str) -> Result<Self, SettingsError> {
        let settings: Self =
            toml::from_str(text).map_err(|error| SettingsError::Toml(error.to_string()))?;
        let prefix = &settings.school.receipt_prefix;
        let capitals = prefix.as_str().bytes().all(|byte| byte.is_ascii_uppercase());
        if capitals && (2..=3).contains(&prefix.as_str().len()) {
            Ok(settings)
        } else {
            Err(SettingsError::ReceiptPrefix(prefix.clone()))
        }
    }

    pub(crate) fn school(&self) -> School {
        let SchoolSettings {
            name,
            receipt_prefix,
            grades,
            zone,
        } = self.school.clone();
        School {
            name,
            receipt_prefix,
            grades,
            zone,
        }
    }

    /// Care day by day; what is done in that time comes from the sheets.
    pub(crate) fn base_care(&self) -> BaseCare {
        let days = self.base_care.iter().flat_map(|care| {
            care.weekdays.iter().map(|weekday| CareDay {
                weekday,
                time: care.time,
                pick_up_times: care.pick_up_times.clone(),
            })
        });
        let mut days: Vec<_> = days.collect();
        days.sort_by_key(|day| day.weekday);
        BaseCare {
            days,
            services: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../../samples/haitang-primary/school.toml");

    #[test]
    fn the_sample_is_read() {
        let settings = Settings::read(SAMPLE).unwrap();
        assert_eq!(settings.school.name.as_str(), "海棠路小学");
        assert_eq!(settings.base_care().days.len(), 5);
        assert!(settings.once_per_term);
    }

    #[test]
    fn a_misspelt_key_and_a_long_prefix_are_refused() {
        let misspelt = SAMPLE.replace("per_day", "per_dya");
        assert!(matches!(Settings::read(&misspelt), Err(SettingsError::Toml(_))));
        let long = SAMPLE.replace("\"HT\"", "\"HAITANG\"");
        assert!(matches!(Settings::read(&long), Err(SettingsError::ReceiptPrefix(_))));
    }
}
