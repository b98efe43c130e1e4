//! 工作台状态: who sits here, the draft as it is edited, and what follows from both.

mod autosave;
mod free_times;
mod leaving;
mod presence;
mod scrolled;
mod start;
mod unkept;

use std::collections::BTreeMap;

use afterbell_domain::desk::{DeskMe, FreeTime, Permission};
use afterbell_domain::policy::{MenuDraft, Pack};
use afterbell_domain::{Label, Moment};
use afterbell_locale::text::desk::sheet as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::choosing::Choosing;
use crate::findings::{Aim, Report};
use crate::pack::PackState;
use crate::route::Route;
use crate::sheet::Sheet;

pub use autosave::Saving;
pub use start::new_identifier;

/// 状态: whether there is somebody to show a desk to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Loading,
    Unreachable,
    SignedOut,
    SignedIn,
}

/// Reached from everywhere; copying it copies handles.
#[derive(Clone, Copy)]
pub struct Desk {
    pub standing: RwSignal<Standing>,
    pub me: RwSignal<Option<DeskMe>>,
    /// Whether somebody who sat here was put out, and has not come back yet.
    pub is_put_out: RwSignal<bool>,
    pub route: RwSignal<Route>,
    sheet: StoredValue<Option<Sheet>, LocalStorage>,
    /// Whose edits are in the sheet.
    owner: StoredValue<Option<Label>>,
    pack: RwSignal<PackState>,
    /// The server's time when it was last asked who is here.
    now: StoredValue<Option<Moment>>,
    /// Grows with everything that happens to the sheet, a moved cursor too.
    moved: RwSignal<u32>,
    /// The sheet's edition: grows with what happens to the draft.
    edition: RwSignal<u32>,
    /// When teachers have time, as far as they have said so and one may know it.
    free_times: RwSignal<BTreeMap<Label, Vec<FreeTime>>>,
    pub report: Memo<Report>,
    pub saving: RwSignal<Saving>,
    /// The field that a link leads to, until its page is drawn.
    pub aim: RwSignal<Option<Aim>>,
    /// What a teacher has chosen at auditions and not kept.
    pub choosing: RwSignal<Choosing>,
    /// Who else has changed the draft lately.
    pub others: RwSignal<Option<String>>,
    /// The last thing worth telling in the line below the sheet.
    pub told: RwSignal<String>,
    /// What is written on the page and kept with a button.
    guards: StoredValue<unkept::Guards>,
    /// The address of the page that is shown.
    here: StoredValue<String>,
    /// Where each page was left, by its address.
    scrolled: StoredValue<BTreeMap<String, scrolled::Scrolled>>,
    scheduled: StoredValue<bool>,
    /// Whether somebody has touched the page since the server was last told so.
    touched: StoredValue<bool>,
}

impl Desk {
    pub fn new() -> Self {
        let sheet: StoredValue<Option<Sheet>, LocalStorage> = StoredValue::new_local(None);
        let pack = RwSignal::new(PackState::Missing);
        let edition = RwSignal::new(0);
        let free_times = RwSignal::new(BTreeMap::new());
        let report = Memo::new(move |_| {
            edition.track();
            sheet.with_value(|sheet| {
                let draft = sheet.as_ref().map(Sheet::draft);
                pack.with(|pack| {
                    draft.map_or_else(Report::default, |draft| {
                        free_times.with(|free| Report::of(LOCALE, draft, pack.pack(), free))
                    })
                })
            })
        });
        Self {
            standing: RwSignal::new(Standing::Loading),
            me: RwSignal::new(None),
            is_put_out: RwSignal::new(false),
            route: RwSignal::new(start::current_route()),
            sheet,
            owner: StoredValue::new(None),
            pack,
            now: StoredValue::new(None),
            moved: RwSignal::new(0),
            edition,
            free_times,
            report,
            saving: RwSignal::new(Saving::Kept),
            aim: RwSignal::new(None),
            choosing: RwSignal::new(Choosing::default()),
            others: RwSignal::new(None),
            told: RwSignal::new(String::new()),
            guards: StoredValue::new(unkept::Guards::default()),
            here: StoredValue::new(window().location().hash().unwrap_or_default()),
            scrolled: StoredValue::new(BTreeMap::new()),
            scheduled: StoredValue::new(false),
            touched: StoredValue::new(false),
        }
    }

    /// Looks at the sheet, and again whenever anything in it has moved.
    pub fn look<T>(self, at: impl FnOnce(&Sheet) -> T) -> Option<T> {
        self.moved.track();
        self.sheet.with_value(|sheet| sheet.as_ref().map(at))
    }

    /// Looks at the sheet, and again when its draft has changed, whatever else moves in it.
    pub fn consult<T>(self, at: impl FnOnce(&Sheet) -> T) -> Option<T> {
        self.edition.track();
        self.sheet.with_value(|sheet| sheet.as_ref().map(at))
    }

    /// Looks at the draft, and again whenever it has changed.
    pub fn draft<T>(self, at: impl FnOnce(&MenuDraft) -> T) -> Option<T> {
        self.edition.track();
        self.sheet
            .with_value(|sheet| sheet.as_ref().map(|sheet| at(sheet.draft())))
    }

    /// Does something to the sheet; what came of it is kept by itself.
    pub fn act<T>(self, act: impl FnOnce(&mut Sheet) -> T) -> Option<T> {
        let mut outcome = None;
        let mut edition = None;
        self.sheet.update_value(|sheet| {
            if let Some(sheet) = sheet {
                outcome = Some(act(sheet));
                edition = Some(sheet.edition());
            }
        });
        self.moved.update(|count| *count = count.wrapping_add(1));
        if let Some(edition) = edition.filter(|it| *it != self.edition.get_untracked()) {
            self.edition.set(edition);
            self.save_soon();
        }
        outcome
    }

    pub fn may(self, permission: Permission) -> bool {
        self.me.with(|me| {
            me.as_ref()
                .is_some_and(|me| me.permissions.contains(&permission))
        })
    }

    /// The pack's name, or what to know when there is none to judge by.
    pub fn pack_words(self) -> String {
        self.pack.with(|pack| match pack {
            PackState::Read(pack) => pack.name.to_string(),
            PackState::Missing => say::no_pack(LOCALE).to_owned(),
            PackState::Unreadable => say::pack_unreadable(LOCALE).to_owned(),
        })
    }

    /// Whether the pack wants a menu posted before it is published.
    pub fn is_notice_asked(self) -> bool {
        let asks = |draft: &MenuDraft| {
            let pack = self.pack.read();
            let asks =
                |pack: &Pack| pack.asks_for_notice(&draft.menu, None, draft.menu.term.first_day);
            pack.pack().is_some_and(asks)
        };
        self.draft(asks) == Some(true)
    }

    pub fn is_pack_unreadable(self) -> bool {
        self.pack.with(|pack| *pack == PackState::Unreadable)
    }

    /// The server's time, as of the last time it was asked who is here.
    pub fn now(self) -> Option<Moment> {
        self.now.get_value()
    }

    /// Somebody's session has ended: what was not kept stays here until they are back.
    pub fn signed_out(self) {
        // Whoever signs out has given up what is theirs before that, the owner of the sheet with it.
        let is_owned = self.owner.with_value(Option::is_some);
        if is_owned && self.me.with_untracked(Option::is_some) {
            self.is_put_out.set(true);
        }
        self.me.set(None);
        self.others.set(None);
        self.told.set(String::new());
        self.standing.set(Standing::SignedOut);
    }
}

/// The desk that this part of the page belongs to.
pub fn desk() -> Desk {
    expect_context::<Desk>()
}
