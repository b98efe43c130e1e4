//! 编成菜单: the sheets' rows and the school's settings become one menu.

mod facts;
mod identifiers;
mod known;
mod offerings;
mod reserved;
mod services;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::policy::{CourseDetail, CourseFact};
use afterbell_domain::{
    AgreementHash, Category, Course, CourseId, Invalid, Label, MenuContent, MenuFault, Offering,
    OfferingId, ServiceMenu, Weekday, reading,
};

use crate::heading::Column;
use crate::settings::Settings;
use crate::understood::{CourseRow, RowPlace, Understood};
use words::Words;

pub use known::Known;
pub use services::DraftedService;

/// A menu, and what the office should know about how it came to be.
#[derive(Debug, Clone)]
pub struct Assembled {
    pub menu: ServiceMenu,
    /// 课程说明, which no menu has: what the sheets say of it goes into a plan.
    pub courses: BTreeMap<CourseId, CourseDetail>,
    pub remarks: Vec<AssemblyRemark>,
}

/// Why there is no menu. All reasons at once, each with the row that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssemblyFault {
    /// The sheets' title and the settings speak of different schools.
    OtherSchool {
        sheets: String,
        settings: Label,
    },
    OtherTerm {
        sheets: String,
        settings: Label,
    },
    /// A text that has to be one short line is not.
    NotALabel {
        place: RowPlace,
        column: Column,
        found: String,
    },
    /// Places for a group that the settings do not declare, or without a number.
    ReservedNotUnderstood {
        place: RowPlace,
        found: String,
    },
    /// `[[prerequisite]]` names a course that the sheets do not have.
    UnknownCourse {
        name: Label,
    },
    /// `[[reserved]]` names a course that the sheets do not have.
    ReservedCourseUnknown {
        name: Label,
    },
    /// `[[reserved]]` names a weekday on which the course is not held.
    ReservedWeekday {
        name: Label,
        weekday: Weekday,
    },
    Menu {
        fault: MenuFault,
        place: Option<RowPlace>,
        course: Option<String>,
    },
    Identifier(Invalid),
}

/// Something that was changed or left out on the way, and can be lived with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssemblyRemark {
    /// A remark longer than a line was cut.
    Shortened { place: RowPlace, kept: Label },
    /// A base service without readable times is not shown.
    ServiceWithoutTime { place: RowPlace, service: String },
    /// No 类别 that the house knows: the course stands under 其他.
    CategoryUnknown { place: RowPlace, course: String },
}

/// 菜单草稿: what the rows make, sound or not.
#[derive(Debug, Clone)]
pub struct Drafted {
    pub courses: Vec<Course>,
    /// Each with the number of its row among the courses, counted from 0. A row with a text that is
    /// no label is left out, and named among the faults.
    pub offerings: Vec<(usize, Offering)>,
    /// 课程说明, by the number of the row that says it.
    pub facts: BTreeMap<usize, Vec<CourseFact>>,
    pub services: Vec<DraftedService>,
    pub faults: Vec<AssemblyFault>,
    pub remarks: Vec<AssemblyRemark>,
}

/// Makes courses and offerings of the rows; those that the school has already stay the same ones.
pub fn draft(
    understood: &Understood,
    settings: &Settings,
    known: &Known,
) -> Result<Drafted, Invalid> {
    let identifiers = identifiers::of(&understood.courses, known)?;
    let mut words = Words::default();
    let mut made = drafted(understood, settings, known, &identifiers, &mut words);
    made.services = services::of(understood, settings, &mut words);
    made.faults.append(&mut words.faults);
    made.remarks.append(&mut words.remarks);
    Ok(made)
}

fn drafted(
    understood: &Understood,
    settings: &Settings,
    known: &Known,
    identifiers: &identifiers::Identifiers<'_>,
    words: &mut Words,
) -> Drafted {
    let courses = courses(understood, settings, known, &identifiers.courses, words);
    let ids = identifiers.offerings.iter().zip(&identifiers.courses);
    let rows = understood.courses.iter().zip(ids).zip(&identifiers.known);
    let mut facts = BTreeMap::new();
    let offerings = rows
        .enumerate()
        .filter_map(|(at, ((row, (id, course)), before))| {
            let said = before.and_then(|before| Some((before, known.row(before)?)));
            let groups = &settings.priority_group;
            let made = offerings::offering(row, id, course, said, groups, words);
            facts.insert(at, facts::of(row, words)?);
            Some((at, made?))
        });
    Drafted {
        offerings: offerings.collect(),
        courses,
        facts,
        services: Vec::new(),
        faults: std::mem::take(&mut words.faults),
        remarks: std::mem::take(&mut words.remarks),
    }
}

/// `agreement` names the version that guardians sign, whose text is published with the menu.
pub fn assemble(
    understood: &Understood,
    settings: &Settings,
    agreement: Option<AgreementHash>,
    known: &Known,
) -> Result<Assembled, Vec<AssemblyFault>> {
    let mut words = Words::default();
    compare_names(understood, settings, &mut words);
    let identifiers = identifiers::of(&understood.courses, known).map_err(|invalid| {
        let mut faults = words.faults.clone();
        faults.push(AssemblyFault::Identifier(invalid));
        faults
    })?;
    let mut made = drafted(understood, settings, known, &identifiers, &mut words);
    words.faults = made.faults;
    words.remarks = made.remarks;
    require(&mut made.courses, settings, &mut words);
    let offerings = made.offerings.into_iter().map(|(at, it)| Offering {
        // Where the sheet has no column for it, the settings say it all.
        reserved: match understood.courses.get(at).map(|row| &row.reserved) {
            Some(Some(_)) => it.reserved,
            _ => Vec::new(),
        },
        ..it
    });
    let mut offerings: Vec<_> = offerings.collect();
    reserved::reserve(&mut offerings, &made.courses, settings, &mut words);
    let mut base_care = settings.base_care();
    let services = services::of(understood, settings, &mut words);
    base_care.services = services.into_iter().map(|it| it.service).collect();
    let said = facts::by_course(&identifiers.courses, &made.facts);
    let menu = ServiceMenu::new(MenuContent {
        school: settings.school.clone(),
        term: settings.term.clone(),
        base_care,
        courses: made.courses,
        offerings,
        limits: settings.limits,
        round: settings.round.clone(),
        agreement,
        groups: settings.priority_group.clone(),
    });
    let menu = menu.map_err(|faults| {
        let rows = Rows::of(understood, &identifiers);
        let placed = faults.into_iter().map(|fault| rows.place(fault));
        words
            .faults
            .iter()
            .cloned()
            .chain(placed)
            .collect::<Vec<_>>()
    })?;
    if words.faults.is_empty() {
        let remarks = words.remarks;
        Ok(Assembled {
            menu,
            courses: said,
            remarks,
        })
    } else {
        Err(words.faults)
    }
}

fn compare_names(understood: &Understood, settings: &Settings, words: &mut Words) {
    let differs = |sheets: &Option<String>, settings: &Label| {
        let other = sheets
            .as_ref()
            .filter(|name| name.as_str() != settings.as_str());
        other.map(|name| (name.clone(), settings.clone()))
    };
    if let Some((sheets, settings)) = differs(&understood.school, &settings.school.name) {
        words
            .faults
            .push(AssemblyFault::OtherSchool { sheets, settings });
    }
    if let Some((sheets, settings)) = differs(&understood.term, &settings.term.name) {
        words
            .faults
            .push(AssemblyFault::OtherTerm { sheets, settings });
    }
}

/// In the order of the sheets.
fn courses(
    understood: &Understood,
    settings: &Settings,
    known: &Known,
    ids: &[CourseId],
    words: &mut Words,
) -> Vec<Course> {
    let mut seen = BTreeSet::new();
    let mut courses = Vec::new();
    for (row, id) in understood.courses.iter().zip(ids) {
        if !seen.insert(id) {
            continue;
        }
        let before = known
            .course(id)
            .filter(|_| known.is_name_of(id, &row.course));
        let name = match before {
            Some(before) => Some(before.name.clone()),
            None => words.label(&row.place, Column::Course, &row.course),
        };
        let Some(name) = name else {
            continue;
        };
        courses.push(Course {
            id: id.clone(),
            name,
            category: category(row, words),
            once_per_term: settings.once_per_term,
            prerequisite: None,
        });
    }
    courses
}

fn category(row: &CourseRow, words: &mut Words) -> Category {
    let known = row.category.as_deref().and_then(reading::category);
    let named = |category: &Category| {
        let name = match category {
            Category::Moral => "moral",
            Category::Arts => "arts",
            Category::Sport => "sport",
            Category::Science => "science",
            Category::Reading => "reading",
            Category::Labour => "labour",
            Category::Other => "other",
        };
        known == Some(name)
    };
    let found = Category::ALL.into_iter().find(named);
    found.unwrap_or_else(|| {
        words.remarks.push(AssemblyRemark::CategoryUnknown {
            place: row.place.clone(),
            course: row.course.clone(),
        });
        Category::Other
    })
}

/// Puts the settings' prerequisites on the courses they name.
fn require(courses: &mut [Course], settings: &Settings, words: &mut Words) {
    let named = |courses: &[Course], name: &Label| {
        let course = courses.iter().find(|course| course.name == *name);
        course.map(|course| course.id.clone())
    };
    for rule in &settings.prerequisite {
        let needs = named(courses, &rule.needs);
        let course = courses.iter_mut().find(|course| course.name == rule.course);
        match (course, needs) {
            (Some(course), Some(needs)) => course.prerequisite = Some(needs),
            (None, _) => words.unknown_course(&rule.course),
            (_, None) => words.unknown_course(&rule.needs),
        }
    }
}

/// Which row an identifier comes from.
struct Rows<'a> {
    offerings: BTreeMap<&'a OfferingId, &'a CourseRow>,
    courses: BTreeMap<&'a CourseId, &'a CourseRow>,
}

impl<'a> Rows<'a> {
    fn of(understood: &'a Understood, identifiers: &'a identifiers::Identifiers<'_>) -> Self {
        let rows = || understood.courses.iter();
        // The later row of two that are the same is the one to be mended.
        Self {
            offerings: identifiers.offerings.iter().zip(rows()).collect(),
            courses: identifiers.courses.iter().zip(rows()).collect(),
        }
    }

    fn place(&self, fault: MenuFault) -> AssemblyFault {
        let row = match &fault {
            MenuFault::DuplicateOffering { offering }
            | MenuFault::UnknownCourse { offering, .. }
            | MenuFault::GradeNotAtSchool { offering, .. }
            | MenuFault::NoSession { offering }
            | MenuFault::SessionsClash { offering, .. }
            | MenuFault::NoPlaces { offering }
            | MenuFault::MinimumAbovePlaces { offering }
            | MenuFault::UnknownGroup { offering, .. }
            | MenuFault::ReservedForLastGroup { offering, .. }
            | MenuFault::GroupReservedTwice { offering, .. }
            | MenuFault::NothingReserved { offering, .. }
            | MenuFault::ReservedAbovePlaces { offering, .. } => self.offerings.get(offering),
            MenuFault::DuplicateCourse { course }
            | MenuFault::UnknownPrerequisite { course, .. }
            | MenuFault::PrerequisiteIsItself { course }
            | MenuFault::PrerequisiteCircle { course } => self.courses.get(course),
            _ => None,
        };
        AssemblyFault::Menu {
            fault,
            place: row.map(|row| row.place.clone()),
            course: row.map(|row| row.course.clone()),
        }
    }
}
