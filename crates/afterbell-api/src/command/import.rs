mod agreement;
mod draft;
pub(crate) mod fault;
mod judging;
mod report;
mod understanding;

use std::fs;
use std::path::{Path, PathBuf};

use afterbell_domain::desk::TermStep;
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::{SafetyAgreement, ServiceMenu};
use afterbell_import::assemble::{Assembled, Known, assemble};
use afterbell_import::settings::Settings;
use afterbell_import::{SourceFile, Understood, expected_json, understand, wording};
use afterbell_locale::text::cli::{error, import as text};

use clap::ArgGroup;

use super::LOCALE;
use super::books::{Load, Place, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::letters::write;
use crate::clock::{Clock, TimeSource};
use crate::import::{MenuPlan, RosterError, RosterPlan};
use crate::letters::{Letter, Sender};
use crate::policy_pack::PackVersion;
use crate::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use crate::store::{Applied, Books, EnrolledPupil, SchoolChange, Stored};

#[derive(clap::Args)]
#[command(group(ArgGroup::new("needs_plan").args(["draft", "pack"]).multiple(true)))]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
    /// The school's settings, such as samples/haitang-primary/school.toml
    #[arg(long)]
    settings: Option<PathBuf>,
    /// Leave out rows that cannot be read instead of refusing all
    #[arg(long)]
    skip_unreadable: bool,
    /// Pupils the roster no longer has leave the school
    // A row that was skipped is not a pupil who left.
    #[arg(long, conflicts_with = "skip_unreadable")]
    remove_absent: bool,
    /// The menu is of another term: what children hold of the one before ends
    #[arg(long)]
    new_term: bool,
    /// The term is the same, though its first or last day moves by more than four weeks
    #[arg(long, conflicts_with = "new_term")]
    moved_term: bool,
    /// Where to write the letters to new pupils; never overwritten
    #[arg(long)]
    letters: Option<PathBuf>,
    /// Where parents find the app
    #[arg(long, default_value = "http://localhost:8080")]
    base_url: String,
    /// Do nothing when a menu was published before
    #[arg(long, requires = "WhichBooks")]
    if_empty: bool,
    /// Only say what would be understood
    #[arg(long)]
    dry_run: bool,
    /// Say it as JSON
    #[arg(long, requires = "dry_run")]
    json: bool,
    /// With --dry-run: write the menu where check-menu can read it; never overwritten
    #[arg(long, requires_all = ["dry_run", "settings"], conflicts_with = "json")]
    draft: Option<PathBuf>,
    /// Judge the menu by a bundled pack, such as zhoushan, or by a file; one that could not be published is not imported
    #[arg(long, requires = "settings")]
    pack: Option<String>,
    /// Publish unjudged what the desk, which has a draft, would judge
    #[arg(long, conflicts_with = "pack")]
    unjudged: bool,
    /// The school's plan, such as samples/haitang-primary/plan.json, for the draft and for the pack; otherwise that of
    /// the desk's draft
    #[arg(long, requires = "needs_plan")]
    plan: Option<PathBuf>,
    /// Spreadsheets: xlsx, xls, ods or csv
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    if arguments.if_empty && has_menu(arguments)? {
        println!("{}", text::already_imported(LOCALE));
        return Ok(());
    }
    let files = arguments.files.iter().map(|path| read(path));
    let files = files.collect::<Result<Vec<_>, _>>()?;
    let understood = understand(&files).map_err(|problems| {
        let problems = problems
            .iter()
            .map(|problem| wording::file_problem(LOCALE, problem));
        Complaint(problems.collect::<Vec<_>>().join("\n"))
    })?;
    if arguments.json {
        print!("{}", expected_json(&understood));
        return Ok(());
    }
    understanding::print(&understood);
    let unreadable = understood.unreadable.len();
    if unreadable > 0 && !arguments.skip_unreadable {
        return Err(Complaint(text::refused(LOCALE).to_owned()));
    }
    if unreadable > 0 {
        println!("{}", text::skipped(LOCALE, unreadable));
    }
    if arguments.dry_run && arguments.settings.is_none() {
        println!("{}", text::dry_run(LOCALE));
        return Ok(());
    }
    let settings = settings(arguments)?;
    let agreement = agreement::read(arguments.settings.as_deref(), &settings)?;
    let before = match arguments.dry_run {
        true => Before::default(),
        false => before(arguments)?,
    };
    let known = known(before.menu.as_ref())?;
    let assembled = assembled(&understood, &settings, agreement.as_ref(), &known)?;
    let pack = match (&arguments.pack, &assembled) {
        (Some(pack), Some(assembled)) => {
            let desk = before.draft.as_ref();
            let plan = arguments.plan.as_deref();
            Some(judging::judged(pack, assembled, plan, desk)?)
        }
        _ => None,
    };
    if arguments.dry_run {
        if let Some(out) = &arguments.draft {
            draft::write(out, assembled, arguments.plan.as_deref())?;
        }
        println!("{}", text::dry_run(LOCALE));
        return Ok(());
    }
    let place = arguments.books.place()?;
    let clock = Clock::new(TimeSource::System, settings.school.zone);
    let import = Import {
        arguments,
        place: &place,
        understood: &understood,
        menu: assembled.map(|it| it.menu),
        pack,
        desk_has_draft: before.draft.is_some(),
        agreement,
        clock,
    };
    block_on(async {
        // Only now: until here nothing is made that a later try would have to clear away.
        let store = place.create().await?;
        import.change_books(&*store).await
    })
}

/// Books alone say little: an import that failed leaves them empty.
fn has_menu(arguments: &Arguments) -> Result<bool, Complaint> {
    Ok(before(arguments)?.menu.is_some())
}

/// What the books have until now.
#[derive(Default)]
struct Before {
    menu: Option<ServiceMenu>,
    /// 草案 that somebody has edited at the desk; it stays when it was published.
    draft: Option<MenuDraft>,
}

fn before(arguments: &Arguments) -> Result<Before, Complaint> {
    let place = arguments.books.place()?;
    if !place.exists()? {
        return Ok(Before::default());
    }
    block_on(async {
        let books = place.open(Load::default()).await?;
        let draft = books.menu_draft().await?;
        let draft = draft.filter(|row| row.edited_at.is_some());
        Ok(Before {
            menu: books.stored().await?.menu.map(|(_, menu)| menu),
            draft: draft.map(|row| row.draft),
        })
    })
}

/// What is published already: its courses stay the same ones, whatever they are called by now.
fn known(menu: Option<&ServiceMenu>) -> Result<Known, Complaint> {
    let known = menu.map_or_else(|| Ok(Known::default()), |menu| Known::of(menu));
    known.map_err(Complaint::internal)
}

fn read(path: &Path) -> Result<SourceFile, Complaint> {
    let bytes = fs::read(path).map_err(|error| Complaint::unreadable(path, error))?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy().into_owned();
    Ok(SourceFile { name, bytes })
}

fn settings(arguments: &Arguments) -> Result<Settings, Complaint> {
    let path = arguments.settings.as_deref();
    let path = path.ok_or_else(|| Complaint(text::settings_missing(LOCALE).to_owned()))?;
    let content = fs::read_to_string(path).map_err(|error| Complaint::unreadable(path, error))?;
    Settings::read(&content).map_err(|error| Complaint::unreadable(path, error))
}

/// The menu of the files; `None` when they have no courses, which does not mean that there
/// shall be none.
fn assembled(
    understood: &Understood,
    settings: &Settings,
    agreement: Option<&SafetyAgreement>,
    known: &Known,
) -> Result<Option<Assembled>, Complaint> {
    if understood.courses.is_empty() {
        return Ok(None);
    }
    let agreement = agreement.map(SafetyAgreement::hash).transpose();
    let agreement = agreement.map_err(Complaint::internal)?;
    let assembled = assemble(understood, settings, agreement, known).map_err(|faults| {
        let lines = faults.iter().map(fault::sentence);
        let lines: Vec<_> = [text::assembly(LOCALE).to_owned()]
            .into_iter()
            .chain(lines)
            .collect();
        Complaint(lines.join("\n"))
    })?;
    for remark in &assembled.remarks {
        println!("{}", fault::remark(remark));
    }
    Ok(Some(assembled))
}

impl Arguments {
    /// What was asked for by name.
    fn term(&self) -> Option<TermStep> {
        match (self.new_term, self.moved_term) {
            (true, _) => Some(TermStep::Begins),
            (false, true) => Some(TermStep::Moves),
            (false, false) => None,
        }
    }
}

struct Import<'a> {
    arguments: &'a Arguments,
    place: &'a Place,
    understood: &'a Understood,
    menu: Option<ServiceMenu>,
    /// By which the menu was judged.
    pack: Option<PackVersion>,
    desk_has_draft: bool,
    agreement: Option<SafetyAgreement>,
    clock: Clock,
}

impl Import<'_> {
    async fn change_books(&self, store: &dyn Books) -> Result<(), Complaint> {
        let stored = store.stored().await?;
        let menu = MenuPlan::of(&stored, self.menu.as_ref(), self.agreement.as_ref());
        let menu = menu.map_err(Complaint::internal)?;
        let roster = RosterPlan::of(&stored, &self.understood.pupils);
        let roster = roster.map_err(|error| match error {
            RosterError::NotLabels(rows) => Complaint(report::not_labels(&rows)),
            RosterError::NoEntropy(_) => Complaint(error::entropy(LOCALE).to_owned()),
        })?;
        let left: &[EnrolledPupil] = match self.arguments.remove_absent {
            true => &roster.absent,
            false => &[],
        };
        let is_unjudged = self.pack.is_none() && !self.arguments.unjudged;
        if menu.change().is_some() && self.desk_has_draft && is_unjudged {
            return Err(Complaint(text::desk_judges(LOCALE).to_owned()));
        }
        report::print_menu(&menu);
        report::print_roster(&roster, self.arguments.remove_absent);
        let pupils = roster.changes();
        if menu.change().is_none() && pupils.is_empty() && left.is_empty() {
            println!("{}", text::nothing_changed(LOCALE));
            return Ok(());
        }
        let change = SchoolChange {
            expected_menu: stored.menu.as_ref().map(|(hash, _)| hash.clone()),
            menu: menu.change().cloned(),
            term: self.arguments.term(),
            pupils,
            left: left.iter().map(|pupil| pupil.id.clone()).collect(),
            now: self.clock.now()?,
        };
        let letters = self.write_letters(&stored, &roster)?;
        let act = DeskAct {
            by: Actor::CommandLine,
            now: change.now,
            deed: Deed::TakeIn {
                change: Box::new(change),
                pack: self.pack.clone(),
            },
        };
        let outcome = store.carry_out(act).await;
        if let (Some(path), false) = (&letters, matches!(outcome, Ok(DeskOutcome::Done))) {
            // Their codes were never stored: such letters would only mislead.
            let _ = fs::remove_file(path);
        }
        let base_url = self.arguments.base_url.trim_end_matches('/');
        let at_desk = format!("{base_url}/school.html#/publish");
        let applied = match outcome? {
            DeskOutcome::Done => Applied::Done,
            DeskOutcome::Refused(applied) => applied,
            other => return Err(Complaint::internal(format_args!("{other:?}"))),
        };
        match report::refusal(&applied, &stored, self.menu.as_ref(), &at_desk) {
            Some(refusal) => Err(Complaint(refusal)),
            None => {
                report::print_done(letters.as_deref(), roster.arriving.len());
                Ok(())
            }
        }
    }

    /// Letters are on the disk before their codes are valid, never the other way round.
    fn write_letters(
        &self,
        stored: &Stored,
        roster: &RosterPlan,
    ) -> Result<Option<PathBuf>, Complaint> {
        if roster.arriving.is_empty() {
            return Ok(None);
        }
        let old = stored.menu.as_ref().map(|(_, menu)| menu);
        let Some(menu) = self.menu.as_ref().or(old) else {
            return Err(Complaint(error::no_menu(LOCALE, self.place)));
        };
        let letters = roster.arriving.iter().map(|(pupil, code)| Letter {
            name: pupil.name.clone(),
            class: pupil.class,
            code: code.clone(),
        });
        let letters: Vec<_> = letters.collect();
        let beside_the_books = self.place.beside("letters.html");
        let out = self
            .arguments
            .letters
            .as_deref()
            .unwrap_or(&beside_the_books);
        write(
            out,
            LOCALE,
            &Sender::of(menu, &self.arguments.base_url),
            &letters,
        )
        .map(Some)
    }
}
