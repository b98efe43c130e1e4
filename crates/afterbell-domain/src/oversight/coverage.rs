use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Category, ClockRange, Grade, Label, MenuContent};

/// Fewer children than this, and more than none, are told to nobody outside the school.
pub const SMALLEST_CELL: u32 = 5;

/// 参加情况 of one child at the school, which is all that is asked about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participation {
    pub grade: Grade,
    pub in_course: bool,
    pub in_care: bool,
}

/// 覆盖情况: whom the school serves, as counts, and what it offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coverage {
    /// 在校学生
    pub children: u32,
    /// Missing when a count in it is too small to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<Served>,
    /// The grades that have children, ascending.
    pub grades: Vec<GradeCoverage>,
    /// Each category that is offered.
    pub categories: Vec<CategoryCoverage>,
    /// 托管时长: what a child who stays every day has, in a week.
    pub care_minutes: u32,
    /// 课程时长: the lessons of all courses together, in a week.
    pub course_minutes: u32,
    /// 基本服务, by the names the menu has for them, each once.
    pub services: Vec<Label>,
}

/// 参加人数: each child in one of them at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Served {
    /// In a course, whether or not in care as well.
    pub in_courses: u32,
    pub in_care_only: u32,
}

impl Served {
    pub fn all(self) -> u32 {
        self.in_courses.saturating_add(self.in_care_only)
    }
}

/// 年级覆盖
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GradeCoverage {
    pub grade: Grade,
    pub children: u32,
    /// Missing when a count in it is too small to be told, or would let such a one be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<Served>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryCoverage {
    pub category: Category,
    pub courses: u32,
    /// 人数上限 of all their offerings.
    pub places: u32,
}

/// Counts of one group of children, before it is decided which may be told.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    children: u32,
    served: Served,
}

impl Cell {
    fn with(self, other: Self) -> Self {
        Self {
            children: self.children.saturating_add(other.children),
            served: Served {
                in_courses: self
                    .served
                    .in_courses
                    .saturating_add(other.served.in_courses),
                in_care_only: self
                    .served
                    .in_care_only
                    .saturating_add(other.served.in_care_only),
            },
        }
    }

    /// Whether it speaks of so few children that somebody who knows the school knows which.
    fn is_small(self) -> bool {
        let left_out = self.children.saturating_sub(self.served.all());
        let counts = [self.served.in_courses, self.served.in_care_only, left_out];
        counts
            .into_iter()
            .any(|count| (1..SMALLEST_CELL).contains(&count))
    }
}

impl Coverage {
    pub fn of(menu: &MenuContent, children: impl IntoIterator<Item = Participation>) -> Self {
        let mut cells: BTreeMap<Grade, Cell> = BTreeMap::new();
        for child in children {
            let cell = cells.entry(child.grade).or_default();
            let one = Cell {
                children: 1,
                served: Served {
                    in_courses: u32::from(child.in_course),
                    in_care_only: u32::from(child.in_care && !child.in_course),
                },
            };
            *cell = cell.with(one);
        }
        let all = cells.values().copied().fold(Cell::default(), Cell::with);
        let is_told = !all.is_small();
        let hidden = hidden(&cells, is_told);
        let grades = cells.iter().map(|(grade, cell)| GradeCoverage {
            grade: *grade,
            children: cell.children,
            served: (!hidden.contains(grade)).then_some(cell.served),
        });
        let sessions = menu
            .offerings
            .iter()
            .flat_map(|offering| &offering.sessions);
        Self {
            children: all.children,
            served: is_told.then_some(all.served),
            grades: grades.collect(),
            categories: categories(menu),
            care_minutes: menu
                .base_care
                .days
                .iter()
                .map(|day| minutes(day.time))
                .sum(),
            course_minutes: sessions.map(|session| minutes(session.time)).sum(),
            services: services(menu),
        }
    }
}

/// The grades that are not told. Beside a total that is told, what is hidden can be worked out as
/// the difference, so it must not be one grade alone, nor small together.
fn hidden(cells: &BTreeMap<Grade, Cell>, is_total_told: bool) -> BTreeSet<Grade> {
    let small = cells.iter().filter(|(_, cell)| cell.is_small());
    let mut hidden: BTreeSet<Grade> = small.map(|(grade, _)| *grade).collect();
    let gives_away = |hidden: &BTreeSet<Grade>| {
        let cells = cells.iter().filter(|(grade, _)| hidden.contains(grade));
        let together = cells.fold(Cell::default(), |all, (_, cell)| all.with(*cell));
        hidden.len() == 1 || together.is_small()
    };
    while is_total_told && gives_away(&hidden) {
        let told = cells.iter().filter(|(grade, _)| !hidden.contains(grade));
        let Some((grade, _)) = told.min_by_key(|(_, cell)| cell.children) else {
            break;
        };
        hidden.insert(*grade);
    }
    hidden
}

fn categories(menu: &MenuContent) -> Vec<CategoryCoverage> {
    let offered = Category::ALL.into_iter().filter_map(|category| {
        let courses = menu.courses.iter().filter(|it| it.category == category);
        let ids: BTreeSet<_> = courses.map(|course| &course.id).collect();
        let offered = menu.offerings.iter().filter(|it| ids.contains(&it.course));
        let (mut of, mut places) = (BTreeSet::new(), 0_u32);
        for offering in offered {
            of.insert(&offering.course);
            places = places.saturating_add(u32::from(offering.places));
        }
        (!of.is_empty()).then_some(CategoryCoverage {
            category,
            courses: u32::try_from(of.len()).unwrap_or(u32::MAX),
            places,
        })
    });
    offered.collect()
}

fn minutes(time: ClockRange) -> u32 {
    let (start, end) = (time.start(), time.end());
    u32::from(
        end.minutes_since_midnight()
            .saturating_sub(start.minutes_since_midnight()),
    )
}

fn services(menu: &MenuContent) -> Vec<Label> {
    let mut names = Vec::new();
    for service in &menu.base_care.services {
        if !names.contains(&service.name) {
            names.push(service.name.clone());
        }
    }
    names
}
