use std::path::PathBuf;

use afterbell_domain::{Label, ServiceMenu};
use afterbell_locale::{format, text::cli::agreement as text};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{menu_of, pupil};
use crate::agreement_copy::html;
use crate::csv_text::csv_text;
use crate::letters::write_to_new_file;
use crate::store::{Books, EnrolledPupil, Stored};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
    /// Whose signed copy to print, as a page of HTML
    #[arg(long, required_unless_present = "list")]
    school_number: Option<Label>,
    /// Say of every child whether its guardian has signed, as CSV
    #[arg(long, conflicts_with = "school_number")]
    list: bool,
    /// Where to write it; never overwritten
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let place = arguments.books.place()?;
    block_on(async {
        let store = place.open(Load::default()).await?;
        let stored = store.stored().await?;
        let menu = menu_of(&stored, &place)?;
        let content = match &arguments.school_number {
            Some(school_number) => copy(&*store, menu, pupil(&stored, school_number)?).await?,
            None => list(&*store, menu, &stored).await?,
        };
        let Some(out) = &arguments.out else {
            print!("{content}");
            return Ok(());
        };
        let written = write_to_new_file(out, &content);
        let path = written.map_err(|error| Complaint::unwritable(out, &error))?;
        println!("{}", text::written(LOCALE, path.display()));
        Ok(())
    })
}

async fn copy(
    store: &dyn Books,
    menu: &ServiceMenu,
    pupil: &EnrolledPupil,
) -> Result<String, Complaint> {
    let copy = store.school_copy(&pupil.id).await?.ok_or_else(|| {
        let class = format::class(LOCALE, pupil.class);
        Complaint(text::not_signed(LOCALE, class, &pupil.name))
    })?;
    Ok(html(LOCALE, &menu.school.name, &copy))
}

async fn list(store: &dyn Books, menu: &ServiceMenu, stored: &Stored) -> Result<String, Complaint> {
    let signatures = store.signatures().await?;
    let heading = [
        text::class(LOCALE),
        text::school_number(LOCALE),
        text::name(LOCALE),
        text::state(LOCALE),
        text::signed_by(LOCALE),
        text::signed_at(LOCALE),
        text::version(LOCALE),
    ];
    let rows = stored.pupils.iter().map(|pupil| {
        let signature = signatures.get(&pupil.id);
        let state = match (&menu.agreement, signature) {
            (None, _) => text::not_needed(LOCALE),
            (Some(_), None) => text::no(LOCALE),
            (Some(current), Some(signature)) if signature.agreement == *current => {
                text::yes(LOCALE)
            }
            (Some(_), Some(_)) => text::outdated(LOCALE),
        };
        let signed = |tell: fn(&afterbell_domain::AgreementSignature) -> String| {
            signature.map(tell).unwrap_or_default()
        };
        [
            format::class(LOCALE, pupil.class),
            pupil.school_number.to_string(),
            pupil.name.to_string(),
            state.to_owned(),
            signed(|signature| signature.signed_name.to_string()),
            signed(|signature| signature.signed_at.to_string()),
            signed(|signature| signature.agreement.to_string()),
        ]
    });
    Ok(csv_text(&heading, rows))
}
