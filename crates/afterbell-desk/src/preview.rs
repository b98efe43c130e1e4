//! 家长预览: what the school would answer a parent of a grade if the draft were published now.

use std::collections::BTreeMap;

use afterbell_domain::policy::MenuDraft;
use afterbell_domain::wire::{Child, KeptDraft, Me, SchoolView};
use afterbell_domain::{
    Grade, HomeroomClass, Label, MenuFault, MenuHash, Moment, Places, ServiceMenu, Student,
};

/// The answers to the parent's app, by path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    answers: BTreeMap<String, String>,
}

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPreview {
    /// A menu that contradicts itself is none that a parent could see.
    Faults(Vec<MenuFault>),
    /// What cannot be put into words the app reads; it does not happen to a sound menu.
    Unwritable,
}

impl Preview {
    /// For a child of this name; as of the moment at which selection opens, when everything is free.
    pub fn of(draft: &MenuDraft, grade: Grade, child: Label) -> Result<Self, NoPreview> {
        let menu = ServiceMenu::new(draft.menu.clone()).map_err(NoPreview::Faults)?;
        let hash = menu.hash().map_err(|_| NoPreview::Unwritable)?;
        let opening = menu.round.windows.first().map(|window| window.opens_at);
        let now = opening.ok_or(NoPreview::Unwritable)?;
        let answers = answers(&menu, &hash, now, grade, child);
        Ok(Self {
            answers: answers.ok_or(NoPreview::Unwritable)?,
        })
    }

    pub fn answer(&self, path: &str) -> Option<&str> {
        self.answers.get(path).map(String::as_str)
    }
}

fn answers(
    menu: &ServiceMenu,
    hash: &MenuHash,
    now: Moment,
    grade: Grade,
    child: Label,
) -> Option<BTreeMap<String, String>> {
    let school = SchoolView {
        school: menu.school.name.clone(),
        term: menu.term.name.clone(),
        menu: hash.clone(),
        now,
    };
    let places = Places {
        menu: hash.clone(),
        as_of: now,
        taken: BTreeMap::new(),
        waits_for_pool: false,
    };
    let me = Me {
        now,
        children: vec![Child {
            student: Student {
                id: "preview".parse().ok()?,
                name: child,
                class: HomeroomClass::new(grade, 1).ok()?,
                completed: Vec::new(),
                auditions_passed: Vec::new(),
                enrolled: Vec::new(),
            },
            receipt: None,
            signature: None,
            draft: KeptDraft::default(),
            news: String::new(),
            news_number: 0,
        }],
    };
    let menu = String::from_utf8(menu.canonical_json().ok()?).ok()?;
    Some(BTreeMap::from([
        // Of a round that is drawn: nobody has wished yet, and no draw was run.
        (
            "/api/children/preview/wishes".to_owned(),
            r#"{"type":"/api/problems/nothing_submitted","status":404,"code":"nothing_submitted"}"#
                .to_owned(),
        ),
        (
            "/api/children/preview/draw".to_owned(),
            r#"{"pseudonym":"","waiting":[]}"#.to_owned(),
        ),
        (
            "/api/draw".to_owned(),
            r#"{"draws":[],"earlier":[],"placements":[]}"#.to_owned(),
        ),
        (
            "/api/school".to_owned(),
            serde_json::to_string(&school).ok()?,
        ),
        (format!("/api/menus/{hash}"), menu),
        (
            "/api/places".to_owned(),
            serde_json::to_string(&places).ok()?,
        ),
        ("/api/me".to_owned(), serde_json::to_string(&me).ok()?),
    ]))
}
