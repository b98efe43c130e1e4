use std::path::{Path, PathBuf};

use afterbell_domain::{ChildCode, HomeroomClass, Label, reading};
use afterbell_locale::{Locale, format, text::cli};
use serde::Serialize;

use super::LOCALE;
use super::books::{Load, Place, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{menu_of, office_clock, pupil};
use crate::letters::{Letter, Sender, html, write_to_new_file};
use crate::secret::{Fingerprint, new_child_code};
use crate::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use crate::store::{CodeIssue, EnrolledPupil, Stored};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
    /// Only this child; may be given several times
    #[arg(long)]
    school_number: Vec<Label>,
    /// Only this class, such as 三(2)班; may be given several times
    #[arg(long)]
    class: Vec<String>,
    /// Where to write the letters; never overwritten
    #[arg(long)]
    out: Option<PathBuf>,
    /// Print the codes as JSON instead of writing letters
    #[arg(long, conflicts_with = "out")]
    json: bool,
    /// What the letters are written in: zh-Hans, zh-Hant or en
    #[arg(long, default_value = "zh-Hans")]
    language: Locale,
    /// Where parents find the app
    #[arg(long, default_value = "http://localhost:8080")]
    base_url: String,
}

#[derive(Serialize)]
struct IssuedCode<'a> {
    school_number: &'a Label,
    name: &'a Label,
    class: String,
    code: &'a ChildCode,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let place = arguments.books.place()?;
    block_on(async {
        let store = place.open(Load::default()).await?;
        let stored = store.stored().await?;
        let menu = menu_of(&stored, &place)?;
        let now = office_clock(menu).now()?;
        let chosen = chosen(&stored, arguments)?;
        if chosen.is_empty() {
            return Err(Complaint(cli::letters::nobody(LOCALE).to_owned()));
        }
        let codes = chosen.iter().map(|_| new_child_code());
        let codes: Vec<_> = codes.collect::<Result<_, _>>()?;
        // Written first: a code that is valid and stands nowhere would be of no use.
        let told = tell(
            arguments,
            &place,
            &Sender::of(menu, &arguments.base_url),
            &chosen,
            &codes,
        )?;
        let issues = chosen.iter().zip(&codes).map(|(pupil, code)| CodeIssue {
            student: pupil.id.clone(),
            code: Fingerprint::of_code(code),
        });
        let act = DeskAct {
            by: Actor::CommandLine,
            deed: Deed::IssueCodes {
                codes: issues.collect(),
            },
            now,
        };
        match store.carry_out(act).await? {
            DeskOutcome::Done => {}
            other => return Err(Complaint::internal(format_args!("{other:?}"))),
        }
        println!("{told}");
        Ok(())
    })
}

/// The children asked for, all when nobody was named, in the order of classes.
fn chosen<'a>(
    stored: &'a Stored,
    arguments: &Arguments,
) -> Result<Vec<&'a EnrolledPupil>, Complaint> {
    for school_number in &arguments.school_number {
        pupil(stored, school_number)?;
    }
    let classes = arguments
        .class
        .iter()
        .map(|class| class_named(stored, class));
    let classes: Vec<_> = classes.collect::<Result<_, _>>()?;
    let everybody = arguments.school_number.is_empty() && classes.is_empty();
    let is_chosen = |pupil: &&EnrolledPupil| {
        everybody
            || arguments.school_number.contains(&pupil.school_number)
            || classes.contains(&pupil.class)
    };
    Ok(stored.pupils.iter().filter(is_chosen).collect())
}

/// A class as offices write it: `302` will do.
fn class_named(stored: &Stored, name: &str) -> Result<HomeroomClass, Complaint> {
    let unknown = || Complaint(cli::error::unknown_class(LOCALE, name));
    let class = reading::homeroom_class(name, None).map_err(|_| unknown())?;
    let mut classes = stored.pupils.iter().map(|pupil| pupil.class);
    classes.find(|known| *known == class).ok_or_else(unknown)
}

fn tell(
    arguments: &Arguments,
    place: &Place,
    sender: &Sender,
    pupils: &[&EnrolledPupil],
    codes: &[ChildCode],
) -> Result<String, Complaint> {
    if arguments.json {
        let issued = pupils.iter().zip(codes).map(|(pupil, code)| IssuedCode {
            school_number: &pupil.school_number,
            name: &pupil.name,
            class: format::class(LOCALE, pupil.class),
            code,
        });
        let issued: Vec<_> = issued.collect();
        return serde_json::to_string_pretty(&issued).map_err(Complaint::internal);
    }
    let letters = pupils.iter().zip(codes).map(|(pupil, code)| Letter {
        name: pupil.name.clone(),
        class: pupil.class,
        code: code.clone(),
    });
    let letters: Vec<_> = letters.collect();
    let beside_the_books = place.beside("letters.html");
    let out = arguments.out.as_deref().unwrap_or(&beside_the_books);
    let path = write(out, arguments.language, sender, &letters)?;
    Ok(cli::letters::written(LOCALE, letters.len(), path.display()))
}

/// Writes letters to a file that was not there before, and says which.
pub(super) fn write(
    out: &Path,
    language: Locale,
    sender: &Sender,
    letters: &[Letter],
) -> Result<PathBuf, Complaint> {
    let page = html(language, sender, letters)
        .map_err(|_| Complaint(cli::error::qr(LOCALE).to_owned()))?;
    write_to_new_file(out, &page).map_err(|error| Complaint::unwritable(out, &error))
}
