//! 学校设置: what the sheets do not say: dates, windows, limits, pick-up times.

use afterbell_domain::{
    BaseCare, CareDay, ClockRange, ClockTime, GroupId, Label, Limits, MenuGroup, School,
    SelectionRound, Term, Weekday, WeekdaySet,
};
use serde::Deserialize;

/// A school's `school.toml`. Unknown keys are refused, since a misspelt limit would be none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub school: School,
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
    /// 优先类别, in the order the district has published.
    #[serde(default)]
    pub priority_group: Vec<MenuGroup>,
    /// 预留名额
    #[serde(default)]
    pub reserved: Vec<ReservedPlaces>,
    /// 安全协议: the file with its text, beside the settings; without it nothing is signed.
    pub agreement: Option<String>,
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

/// 预留名额: so many places of each offering of a course go to a group first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReservedPlaces {
    pub course: Label,
    /// Only in its offerings on this day.
    pub weekday: Option<Weekday>,
    pub group: GroupId,
    pub places: u32,
}

/// Why a settings file is none: the parser's own words, which name line and key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SettingsError(String);

fn yes() -> bool {
    true
}

impl Settings {
    pub fn read(text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| SettingsError(error.to_string()))
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
        assert_eq!(settings.agreement.as_deref(), Some("safety-agreement.md"));
    }

    /// One sheet, two ways of giving its places out.
    #[test]
    fn the_sample_of_a_drawn_round_differs_in_its_mode_only() {
        let drawn = include_str!("../../../samples/haitang-primary/school-wishes.toml");
        let drawn = Settings::read(drawn).unwrap();
        assert!(drawn.round.mode.is_drawn());
        let taken = Settings::read(SAMPLE).unwrap();
        assert!(!taken.round.mode.is_drawn());
        assert_eq!(drawn.round.windows, taken.round.windows);
        assert_eq!(drawn.term, taken.term);
        assert_eq!(drawn.limits, taken.limits);
    }

    #[test]
    fn groups_and_reserved_places_are_read_and_must_be_whole() {
        let more = "[[priority_group]]\nid = \"p1\"\nname = \"双职工\"\nprecedence = 0\n\
                    [[reserved]]\ncourse = \"足球\"\nweekday = 2\ngroup = \"p1\"\nplaces = 5\n";
        let settings = Settings::read(&format!("{SAMPLE}\n{more}")).unwrap();
        assert_eq!(settings.priority_group[0].id.as_str(), "p1");
        assert_eq!(settings.reserved[0].places, 5);
        for (right, wrong) in [
            ("id = \"p1\"", "id = \"双职工\""),
            ("precedence = 0", "precedence = 256"),
            ("precedence = 0", ""),
            ("weekday = 2", "weekday = 8"),
            ("places = 5", "place = 5"),
        ] {
            let wrong = more.replace(right, wrong);
            let error = Settings::read(&format!("{SAMPLE}\n{wrong}")).unwrap_err();
            // The parser names the line.
            assert!(error.to_string().contains("line"), "{error}");
        }
    }

    #[test]
    fn a_misspelt_key_and_a_long_prefix_are_refused() {
        let misspelt = SAMPLE.replace("per_day", "per_dya");
        assert!(Settings::read(&misspelt).is_err());
        let long = SAMPLE.replace("\"HT\"", "\"HAITANG\"");
        assert!(Settings::read(&long).is_err());
    }
}
