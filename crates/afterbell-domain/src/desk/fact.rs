//! 学校资料: what is set once for a school, and what its plan says beside the courses and services. Each fact is
//! a few fields, as an office writes them; its edits are those of one step.

mod inputs;
mod lines;
mod read;
mod said;

pub use inputs::{FactProblem, FactTrouble};

use super::edit::{DraftEdit, MenuCell, PlanCell};
use crate::policy::MenuDraft;
use crate::{Invalid, SafetyAgreement};

/// 资料项. Which fields each has, and in which order, says [`Fact::texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// 校名
    Name,
    /// 年级: those that the school has.
    Grades,
    /// 回执号前缀
    ReceiptPrefix,
    /// 公办或民办: a number of `Ownership::ALL`.
    Ownership,
    /// 城区或乡村: a number of `Area::ALL`.
    Area,
    /// 是否寄宿: 0 is yes, 1 no.
    Boarding,
    /// 体艺特色: a number of `Specialty::ALL`.
    Specialty,
    /// 当地下班时间
    WorkEnds,
    /// 季节结束时间: winter, otherwise.
    SeasonalEnd,
    /// 下午第四节课
    FourthPeriod,
    /// 体育课表: a class a line.
    PeLessons,
    /// 布置书面作业的年级
    WrittenHomeworkGrades,
    /// 临时班: one a line.
    Groups,
    /// 需求征询日期
    FamiliesAskedOn,
    /// 服务流程: for each of `FlowStep::ALL` whether it is taken.
    Flow,
    /// 优先保障: for each of `PriorityGroup::ALL` a number of `Guarantee::ALL`.
    Priority,
    /// 中途参与和退出: 0 is yes, 1 no, for each.
    MidTerm,
    /// 选课机制: a number of `SelectionMode::ALL`, and the explanation.
    Selection,
    /// 协议份数
    AgreementCopies,
    /// 收费标准: document, day, most for a service, most for a course.
    FeeStandard,
    /// 收费办法: a number of `FeePeriod::ALL`, first and last day, a number of `Refund::ALL`.
    Fees,
    /// 备案文件: a title for each of `DocumentKind::ALL`.
    Documents,
    /// 台账报送: a number of `LedgerPeriod::ALL`, and the office.
    Ledger,
}

impl Fact {
    /// What stands in its fields: dates as `2026-09-01`, a choice as its number counted from 0, a mark as `1`; empty
    /// where nobody has said it.
    pub fn texts(self, draft: &MenuDraft) -> Vec<String> {
        said::texts(self, draft)
    }

    /// What writing these texts into its fields does to the draft; nothing when they say what stands there. With
    /// every field empty the fact is no longer said, where that can be.
    pub fn edits(self, draft: &MenuDraft, texts: &[String]) -> Result<Vec<DraftEdit>, FactProblem> {
        if texts == self.texts(draft) {
            return Ok(Vec::new());
        }
        let mut after = draft.clone();
        read::write(self, &mut after, inputs::Inputs(texts))?;
        Ok(changed_cells(draft, &after))
    }
}

impl MenuDraft {
    /// 安全协议: the text that the menu names, as far as the plan has it. A school may have published another one
    /// before, whose text is kept elsewhere.
    pub fn agreement_text(&self) -> Option<&SafetyAgreement> {
        let text = self.plan.agreement.as_ref()?;
        let hash = text.hash().ok()?;
        (self.menu.agreement == Some(hash)).then_some(text)
    }
}

/// Puts another text in the place of the agreement that families sign, or none. Another text has another name, so
/// that every family is asked to sign it; what was signed before stays with its own.
pub fn set_agreement(
    draft: &MenuDraft,
    text: Option<SafetyAgreement>,
) -> Result<Vec<DraftEdit>, Invalid> {
    let mut after = draft.clone();
    after.menu.agreement = text.as_ref().map(SafetyAgreement::hash).transpose()?;
    after.plan.agreement = text;
    Ok(changed_cells(draft, &after))
}

/// The cells of menu and plan in which two drafts differ.
fn changed_cells(before: &MenuDraft, after: &MenuDraft) -> Vec<DraftEdit> {
    let menu = MenuCell::all(&before.menu).into_iter();
    let menu = menu.zip(MenuCell::all(&after.menu));
    let menu = menu.filter(|(before, after)| before != after);
    let menu = menu.map(|(before, after)| DraftEdit::Menu {
        before: Box::new(before),
        after: Box::new(after),
    });
    let plan = PlanCell::all(&before.plan).into_iter();
    let plan = plan.zip(PlanCell::all(&after.plan));
    let plan = plan.filter(|(before, after)| before != after);
    let plan = plan.map(|(before, after)| DraftEdit::Plan {
        before: Box::new(before),
        after: Box::new(after),
    });
    menu.chain(plan).collect()
}
