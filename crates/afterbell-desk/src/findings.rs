//! 检查结果: what is found in the draft, by cell for the sheet and by check for the list.

mod aim;
mod columns;
mod places;

use std::collections::BTreeMap;

use afterbell_domain::desk::{FreeTime, OutsideFreeTime, outside_free_times};
use afterbell_domain::policy::{
    Acknowledgement, Breach, Clash, DraftFault, Finding, MenuDraft, Pack, Severity, Shared,
    clashes, judge,
};
use afterbell_domain::{Label, OfferingId};
use afterbell_locale::text::desk::finding as say;
use afterbell_locale::{Locale, format};
use afterbell_policy::wording;

use crate::sheet::Column;

pub use aim::{Aim, Part};
pub use places::{Place, ServicePart};

/// 轻重: what it means for publication. The worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 自相矛盾: blocks under any pack.
    Fault,
    /// 必须改正
    Error,
    /// 待确认
    Warning,
    /// 场地、教师冲突, and teachers' free times: only told.
    Clash,
    /// 已确认
    Accepted,
}

/// A cell of the draft, by what does not move when rows do.
pub type Cell = (OfferingId, Column);

/// 一组发现: what one check has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The same for the same check, whatever it finds by now.
    pub key: String,
    pub weight: Weight,
    /// How many findings it is.
    pub findings: usize,
    pub said: Vec<String>,
    /// Document and section.
    pub clause: Option<String>,
    pub mend: Option<String>,
    pub cells: Vec<Cell>,
    /// Where on the pages with forms.
    pub aims: Vec<Aim>,
    /// What somebody can decide about.
    pub open: Vec<Breach>,
    pub decided: Vec<Acknowledgement>,
}

/// Everything that is found, at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    pub groups: Vec<Group>,
    pub cells: BTreeMap<Cell, CellRemark>,
    pub places: BTreeMap<Place, CellRemark>,
    /// What no single row lacks, but all of them together.
    pub columns: BTreeMap<Column, CellRemark>,
}

/// What is said beside a cell, and how much it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRemark {
    pub weight: Weight,
    pub said: Vec<String>,
}

impl Report {
    /// Without a pack only what contradicts itself and what clashes is found.
    pub fn of(
        locale: Locale,
        draft: &MenuDraft,
        pack: Option<&Pack>,
        free_times: &BTreeMap<Label, Vec<FreeTime>>,
    ) -> Self {
        let mut report = Self::default();
        match pack {
            Some(pack) => {
                let judgement = judge(draft, pack);
                report.add_faults(locale, draft, &judgement.faults);
                let by_check = judgement
                    .findings
                    .chunk_by(|one, other| one.breach.check == other.breach.check);
                for of_check in by_check {
                    report.add_check(locale, draft, pack, of_check);
                }
            }
            None => report.add_faults(locale, draft, &draft.faults()),
        }
        for clash in clashes(&draft.menu) {
            report.add_clash(locale, draft, &clash);
        }
        for outside in outside_free_times(&draft.menu, free_times) {
            report.add_outside(locale, draft, &outside);
        }
        report.groups.sort_by_key(|group| group.weight);
        report.tell_apart();
        report
    }

    /// Findings of this weight, as the server counts them.
    pub fn count(&self, weight: Weight) -> usize {
        let groups = self.groups.iter().filter(|it| it.weight == weight);
        groups.map(|group| group.findings).sum()
    }

    /// Faults that are told alike stand below one another, and have keys of their own.
    fn tell_apart(&mut self) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for group in &mut self.groups {
            let times = seen.entry(group.key.clone()).or_default();
            if *times > 0 {
                group.key = format!("{} {times}", group.key);
            }
            *times += 1;
        }
    }

    /// What still keeps the menu from being published.
    pub fn blocking(&self) -> usize {
        self.count(Weight::Fault) + self.count(Weight::Error) + self.count(Weight::Warning)
    }

    fn add_faults(&mut self, locale: Locale, draft: &MenuDraft, faults: &[DraftFault]) {
        for fault in faults {
            let (what, cells, place) = match fault {
                DraftFault::Menu(fault) => (
                    wording::menu_fault(locale, fault),
                    columns::of_fault(draft, fault),
                    places::of_fault(fault),
                ),
                DraftFault::Plan(fault) => (
                    wording::plan_fault(locale, fault),
                    Vec::new(),
                    places::of_plan_fault(fault),
                ),
            };
            let course = cells.first().and_then(|(id, _)| course_of(draft, id));
            let said = match course {
                Some(course) => say::of_course(locale, course, &what),
                None => what.clone(),
            };
            self.remark(&cells, Weight::Fault, &what);
            self.remark_places(place.as_slice(), Weight::Fault, &what);
            self.groups.push(Group {
                key: said.clone(),
                weight: Weight::Fault,
                findings: 1,
                said: vec![said],
                clause: None,
                mend: None,
                cells,
                aims: place.map(Aim::of_fault).into_iter().collect(),
                open: Vec::new(),
                decided: Vec::new(),
            });
        }
    }

    fn add_check(&mut self, locale: Locale, draft: &MenuDraft, pack: &Pack, found: &[Finding]) {
        let (decided, open): (Vec<_>, Vec<_>) = found.iter().partition(|finding| !finding.blocks());
        for (findings, is_open) in [(open, true), (decided, false)] {
            let Some(first) = findings.first() else {
                continue;
            };
            let weight = match (is_open, first.severity) {
                (false, _) => Weight::Accepted,
                (true, Severity::Error) => Weight::Error,
                (true, Severity::Warning) => Weight::Warning,
            };
            let (mut cells, mut aims) = (Vec::new(), Vec::new());
            for finding in &findings {
                let of_finding = columns::of_breach(draft, &finding.breach);
                let what = wording::violation(locale, &finding.breach.violation);
                self.remark(&of_finding, weight, &what);
                for column in columns::of_whole(&finding.breach.violation) {
                    add_remark(&mut self.columns, *column, weight, &what);
                    cells.extend(columns::first_empty(locale, draft, *column));
                }
                let place = places::of_breach(draft, &finding.breach);
                self.remark_places(place.as_slice(), weight, &what);
                aims.extend(place.map(|place| Aim::of_breach(place, &finding.breach)));
                cells.extend(of_finding);
            }
            cells.dedup();
            aims.sort_unstable();
            aims.dedup();
            let owned: Vec<Finding> = findings.iter().map(|it| (*it).clone()).collect();
            let decides = |finding: &&Finding| {
                finding.severity == Severity::Warning && finding.acknowledged.is_none()
            };
            let state = if is_open { "open" } else { "decided" };
            self.groups.push(Group {
                key: format!("{} {state}", first.breach.check),
                weight,
                findings: owned.len(),
                said: wording::told(locale, draft, &owned),
                clause: Some(wording::clause(locale, pack, first)),
                mend: is_open.then(|| wording::mend(locale, &owned)),
                cells,
                aims,
                open: owned
                    .iter()
                    .filter(decides)
                    .map(|it| it.breach.clone())
                    .collect(),
                decided: owned
                    .iter()
                    .filter_map(|it| it.acknowledged.clone())
                    .collect(),
            });
        }
    }

    fn add_clash(&mut self, locale: Locale, draft: &MenuDraft, clash: &Clash) {
        let name = |id| course_of(draft, id).unwrap_or_default();
        let (one, other) = (name(&clash.one.offering), name(&clash.other.offering));
        let menu = &draft.menu;
        let offering = menu.offerings.iter().find(|it| it.id == clash.one.offering);
        let session = offering.and_then(|it| it.sessions.get(clash.one.session));
        let day = session.map_or("", |it| format::weekday(locale, it.weekday));
        let (column, said) = match &clash.shared {
            Shared::Room(room) => (Column::Room, say::room(locale, day, one, other, room)),
            Shared::Teacher(teacher) => (
                Column::Teachers,
                say::teacher(locale, day, one, other, teacher),
            ),
        };
        let cells: Vec<_> = [&clash.one, &clash.other]
            .map(|place| (place.offering.clone(), column))
            .into();
        self.add_meeting(cells, said);
    }

    /// What meets in the timetable, of no pack.
    fn add_meeting(&mut self, cells: Vec<Cell>, said: String) {
        self.remark(&cells, Weight::Clash, &said);
        self.groups.push(Group {
            key: said.clone(),
            weight: Weight::Clash,
            findings: 1,
            said: vec![said],
            clause: None,
            mend: None,
            cells,
            aims: Vec::new(),
            open: Vec::new(),
            decided: Vec::new(),
        });
    }

    fn remark_places(&mut self, places: &[Place], weight: Weight, what: &str) {
        for place in places {
            add_remark(&mut self.places, *place, weight, what);
        }
    }

    fn add_outside(&mut self, locale: Locale, draft: &MenuDraft, outside: &OutsideFreeTime) {
        let id = &outside.at.offering;
        let offering = draft.menu.offerings.iter().find(|it| it.id == *id);
        let session = offering.and_then(|it| it.sessions.get(outside.at.session));
        let Some(session) = session else {
            return;
        };
        let said = say::not_free(
            locale,
            course_of(draft, id).unwrap_or_default(),
            format::weekday(locale, session.weekday),
            &outside.teacher,
            format::clock_range(locale, session.time),
        );
        let cells = vec![(id.clone(), Column::Times)];
        self.add_meeting(cells, said);
    }

    fn remark(&mut self, cells: &[Cell], weight: Weight, what: &str) {
        for cell in cells {
            add_remark(&mut self.cells, cell.clone(), weight, what);
        }
    }
}

fn add_remark<At: Ord>(remarks: &mut BTreeMap<At, CellRemark>, at: At, weight: Weight, what: &str) {
    let remark = remarks.entry(at).or_insert(CellRemark {
        weight,
        said: Vec::new(),
    });
    remark.weight = remark.weight.min(weight);
    if !remark.said.iter().any(|said| said == what) {
        remark.said.push(what.to_owned());
    }
}

fn course_of<'a>(draft: &'a MenuDraft, id: &OfferingId) -> Option<&'a str> {
    let menu = &draft.menu;
    let offering = menu.offerings.iter().find(|it| it.id == *id)?;
    let course = menu.courses.iter().find(|it| it.id == offering.course)?;
    Some(course.name.as_str())
}
