//! 学校资料: what offices write into the fields of a fact, and what becomes of it in a draft.

use afterbell_domain::desk::{
    DraftEdit, Fact, FactTrouble, MenuCell, PlanCell, edit_together, set_agreement,
};
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::{Clause, SafetyAgreement};

use super::drafts::example;

const ALL: [Fact; 23] = [
    Fact::Name,
    Fact::Grades,
    Fact::ReceiptPrefix,
    Fact::Ownership,
    Fact::Area,
    Fact::Boarding,
    Fact::Specialty,
    Fact::WorkEnds,
    Fact::SeasonalEnd,
    Fact::FourthPeriod,
    Fact::PeLessons,
    Fact::WrittenHomeworkGrades,
    Fact::Groups,
    Fact::FamiliesAskedOn,
    Fact::Flow,
    Fact::Priority,
    Fact::MidTerm,
    Fact::Selection,
    Fact::AgreementCopies,
    Fact::FeeStandard,
    Fact::Fees,
    Fact::Documents,
    Fact::Ledger,
];
const PACKS: [&str; 5] = ["zhoushan", "sanming", "changzhi", "ningbo", "school-plan"];

fn texts(written: &[&str]) -> Vec<String> {
    written.iter().map(|text| (*text).to_owned()).collect()
}

/// Makes the edits, takes them back, and gives what stands there after they were made.
#[track_caller]
fn made(draft: &MenuDraft, edits: Vec<DraftEdit>) -> MenuDraft {
    let mut after = draft.clone();
    let edited = edit_together(&mut after, edits.clone());
    assert_eq!(
        (edited.conflicts, edited.applied),
        (Vec::new(), edits.clone())
    );
    let mut back = after.clone();
    let inverse = edits.iter().rev().map(DraftEdit::inverse).collect();
    assert_eq!(edit_together(&mut back, inverse).conflicts, []);
    assert_eq!(back, *draft);
    after
}

#[track_caller]
fn writes(fact: Fact, written: &[&str], shown: &[&str]) {
    let draft = example("zhoushan");
    let after = made(&draft, fact.edits(&draft, &texts(written)).unwrap());
    assert_eq!(fact.texts(&after), shown, "{fact:?}");
    // What is shown is read back as what it is.
    assert_eq!(fact.edits(&after, &texts(shown)).unwrap(), []);
    let mut other = example("zhoushan");
    other.plan = Default::default();
    let after = made(&other, fact.edits(&other, &texts(written)).unwrap());
    assert_eq!(after.plan == other.plan, is_of_menu(fact), "{fact:?}");
    assert_eq!(fact.texts(&after), shown, "{fact:?} where nothing was said");
}

fn is_of_menu(fact: Fact) -> bool {
    matches!(fact, Fact::Name | Fact::Grades | Fact::ReceiptPrefix)
}

#[test]
fn facts_are_read_as_offices_write_them() {
    writes(Fact::Name, &[" 海棠小学 "], &["海棠小学"]);
    writes(Fact::Grades, &["1—5"], &["一至五年级"]);
    writes(Fact::ReceiptPrefix, &["ht"], &["HT"]);
    writes(Fact::Ownership, &["1"], &["1"]);
    writes(Fact::Area, &["0"], &["0"]);
    writes(Fact::Boarding, &["0"], &["0"]);
    writes(Fact::Specialty, &["2"], &["2"]);
    writes(Fact::WorkEnds, &["下午5点半"], &["17:30"]);
    writes(
        Fact::SeasonalEnd,
        &["17:00", "下午5:45"],
        &["17:00", "17:45"],
    );
    writes(Fact::FourthPeriod, &["15：10~15：50"], &["15:10—15:50"]);
    writes(
        Fact::PeLessons,
        &["三（1）班：周一、三\n\n302 周五\n一(1)班"],
        &["三(1)班 周一、三\n三(2)班 周五\n一(1)班"],
    );
    writes(Fact::WrittenHomeworkGrades, &["3-6"], &["三至六年级"]);
    writes(Fact::WrittenHomeworkGrades, &["无"], &["没有"]);
    writes(
        Fact::Groups,
        &["低段, 42人 ,张伟,王芳 李娜\n高段，30"],
        &["低段，42，张伟，王芳、李娜\n高段，30"],
    );
    writes(Fact::FamiliesAskedOn, &["2026-08-20"], &["2026-08-20"]);
    writes(
        Fact::Flow,
        &["1", "", "", "on", "", "1"],
        &["1", "", "", "1", "", "1"],
    );
    writes(
        Fact::Priority,
        &["1", "", "0", "", ""],
        &["1", "", "0", "", ""],
    );
    writes(Fact::MidTerm, &["0", "1"], &["0", "1"]);
    writes(
        Fact::Selection,
        &["2", "人多时统一抽签"],
        &["2", "人多时统一抽签"],
    );
    writes(Fact::AgreementCopies, &["3"], &["3"]);
    writes(
        Fact::FeeStandard,
        &["价费〔2026〕1号", "2026-08-01", "300", "免费"],
        &["价费〔2026〕1号", "2026-08-01", "300元/学期", "免费"],
    );
    writes(
        Fact::Fees,
        &["2", "2026-09-01", "2026-09-20", "1"],
        &["2", "2026-09-01", "2026-09-20", "1"],
    );
    let mut documents = [""; 11];
    documents[0] = "方案一; 方案二";
    let mut shown = [""; 11];
    shown[0] = "方案一；方案二";
    writes(Fact::Documents, &documents, &shown);
    writes(Fact::Ledger, &["1", "教务处"], &["1", "教务处"]);
}

#[test]
fn what_cannot_be_read_says_in_which_field_and_line() {
    let draft = example("zhoushan");
    let twice = "三(1)班 周一\n\n三（1）班 周二";
    for (fact, written, expected) in [
        (Fact::Name, vec![""], (0, None, FactTrouble::NotALabel)),
        (
            Fact::ReceiptPrefix,
            vec!["海棠"],
            (0, None, FactTrouble::NotAPrefix),
        ),
        (
            Fact::AgreementCopies,
            vec!["0"],
            (0, None, FactTrouble::NotACount),
        ),
        (
            Fact::FamiliesAskedOn,
            vec!["昨天"],
            (0, None, FactTrouble::NotADate),
        ),
        (
            Fact::MidTerm,
            vec!["", "1"],
            (0, None, FactTrouble::Missing),
        ),
        (
            Fact::MidTerm,
            vec!["0", "7"],
            (1, None, FactTrouble::Missing),
        ),
        (
            Fact::FeeStandard,
            vec!["文号", "2026-08-01", "300", ""],
            (3, None, FactTrouble::Missing),
        ),
        (
            Fact::Fees,
            vec!["0", "2026-09-01", "x", "0"],
            (2, None, FactTrouble::NotADate),
        ),
        (
            Fact::PeLessons,
            vec![twice],
            (0, Some(2), FactTrouble::Twice),
        ),
        (
            Fact::Groups,
            vec!["低段，42\n高段"],
            (0, Some(1), FactTrouble::NotAGroup),
        ),
    ] {
        let problem = fact.edits(&draft, &texts(&written)).unwrap_err();
        let found = (problem.input, problem.line, problem.trouble);
        assert_eq!(found, expected, "{fact:?}");
    }
    for (fact, written, line) in [
        (Fact::Grades, "中高段", None),
        (Fact::Grades, "全年级", None),
        (Fact::WorkEnds, "16:40、17:30", None),
        (Fact::FourthPeriod, "第四节", None),
        (Fact::PeLessons, "三(1)班 周一\n三(2)班 第二节", Some(1)),
        (Fact::PeLessons, "体育班 周一", Some(0)),
    ] {
        let problem = fact.edits(&draft, &texts(&[written])).unwrap_err();
        assert_eq!(problem.line, line, "{fact:?}");
        assert!(
            matches!(problem.trouble, FactTrouble::Reading(_)),
            "{fact:?}"
        );
    }
}

#[test]
fn what_every_example_says_is_shown_and_read_back_and_can_be_taken_away() {
    for pack in PACKS {
        let draft = example(pack);
        for fact in ALL {
            let shown = fact.texts(&draft);
            assert_eq!(fact.edits(&draft, &shown).unwrap(), [], "{pack} {fact:?}");
            // Written into a plan that says nothing, it is what it was.
            let mut empty = draft.clone();
            empty.plan = Default::default();
            let edits = fact.edits(&empty, &shown).unwrap();
            assert_eq!(fact.texts(&made(&empty, edits)), shown, "{pack} {fact:?}");
            if is_of_menu(fact) {
                continue;
            }
            let nothing = vec![String::new(); shown.len()];
            let edits = fact.edits(&draft, &nothing).unwrap();
            let after = made(&draft, edits);
            assert_eq!(fact.texts(&after), nothing, "{pack} {fact:?}");
        }
    }
}

fn agreement(title: &str) -> SafetyAgreement {
    let clauses: Vec<Clause> = vec!["按时接孩子。".parse().unwrap()];
    SafetyAgreement::new(title.parse().unwrap(), clauses).unwrap()
}

#[test]
fn another_text_is_another_version_that_the_draft_names() {
    let draft = example("zhoushan");
    let text = agreement("安全协议");
    let edits = set_agreement(&draft, Some(text.clone())).unwrap();
    assert_eq!(edits.len(), 2);
    let first = made(&draft, edits);
    assert_eq!(first.agreement_text(), Some(&text));
    assert_eq!(first.menu.agreement, Some(text.hash().unwrap()));
    assert_eq!(set_agreement(&first, Some(text.clone())).unwrap(), []);
    let second = made(
        &first,
        set_agreement(&first, Some(agreement("另一份"))).unwrap(),
    );
    assert_ne!(second.menu.agreement, first.menu.agreement);
    let none = made(&second, set_agreement(&second, None).unwrap());
    assert_eq!((none.agreement_text(), &none.menu.agreement), (None, &None));
    // A name alone is of a text that is kept elsewhere.
    let mut named = second.clone();
    named.menu.agreement = first.menu.agreement.clone();
    assert_eq!(named.agreement_text(), None);
}

#[test]
fn two_who_write_other_facts_of_one_cell_overwrite_nothing() {
    let draft = example("zhoushan");
    for (one, other) in [
        (
            (Fact::Name, texts(&["海棠小学"])),
            (Fact::Grades, texts(&["1-5"])),
        ),
        (
            (Fact::Area, texts(&["1"])),
            (Fact::WorkEnds, texts(&["18:00"])),
        ),
    ] {
        let ours = one.0.edits(&draft, &one.1).unwrap();
        let theirs = other.0.edits(&draft, &other.1).unwrap();
        let mut both = made(&draft, theirs);
        assert_eq!(edit_together(&mut both, ours).conflicts, []);
        assert_eq!(
            one.0.texts(&both),
            one.0
                .texts(&made(&draft, one.0.edits(&draft, &one.1).unwrap()))
        );
        assert_eq!(
            other.0.texts(&both),
            other
                .0
                .texts(&made(&draft, other.0.edits(&draft, &other.1).unwrap()))
        );
    }
    let mut documents = Fact::Documents.texts(&draft);
    documents[1] = "甲".to_owned();
    let ours = Fact::Documents.edits(&draft, &documents).unwrap();
    let mut others = Fact::Documents.texts(&draft);
    others[2] = "乙".to_owned();
    let mut both = made(&draft, Fact::Documents.edits(&draft, &others).unwrap());
    assert_eq!(edit_together(&mut both, ours).conflicts, []);
    let shown = Fact::Documents.texts(&both);
    assert_eq!((shown[1].as_str(), shown[2].as_str()), ("甲", "乙"));
    // The same field is a conflict, told with what stands there.
    let ours = Fact::Name.edits(&draft, &texts(&["甲小学"])).unwrap();
    let theirs = Fact::Name.edits(&draft, &texts(&["乙小学"])).unwrap();
    let mut both = made(&draft, theirs);
    let conflicts = edit_together(&mut both, ours).conflicts;
    let Some(DraftEdit::Menu { before, .. }) = &conflicts[0].theirs else {
        panic!("{conflicts:?}");
    };
    assert!(matches!(&**before, MenuCell::School(school) if school.name.as_str() == "乙小学"));
    let ours = Fact::MidTerm.edits(&draft, &texts(&["1", "1"])).unwrap();
    let theirs = Fact::MidTerm.edits(&draft, &texts(&["1", "0"])).unwrap();
    let mut both = made(&draft, theirs);
    let conflicts = edit_together(&mut both, ours).conflicts;
    assert!(matches!(
        &conflicts[0].yours,
        DraftEdit::Plan { after, .. } if matches!(**after, PlanCell::MidTerm(_))
    ));
}
