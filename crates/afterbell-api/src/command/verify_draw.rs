use std::path::PathBuf;
use std::{fs, io};

use afterbell_domain::FileHash;
use afterbell_domain::draw::{
    Anchors, DrawFault, Finding, FindingCode, Folder, PublishedFile, Verified, verify,
};
use afterbell_locale::{format, text::cli::draw as text};

use super::LOCALE;
use super::allocate;
use super::complaint::Complaint;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The published files, as docs/DRAW.md describes them
    folder: PathBuf,
    /// The hash of commitment.json that was posted before the close
    #[arg(long, value_name = "HASH")]
    commitment: Option<FileHash>,
    /// The hash of closing.json that was posted after the close
    #[arg(long, value_name = "HASH")]
    closing: Option<FileHash>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let mut files = Vec::new();
    for file in PublishedFile::ALL {
        let path = arguments.folder.join(file.name());
        match fs::read(&path) {
            Ok(bytes) => files.push((file, bytes)),
            // Named as a finding, like everything else that is wrong with what was published.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Complaint::unreadable(&path, cause)),
        }
    }
    let mut folder = Folder::default();
    for (file, bytes) in &files {
        folder.insert(*file, bytes);
    }
    let anchors = Anchors {
        commitment: arguments.commitment.clone(),
        closing: arguments.closing.clone(),
    };
    let verified = verify(&folder, &anchors).map_err(|finding| Complaint(worded(&finding)))?;
    tell(&verified, &anchors);
    Ok(())
}

fn tell(verified: &Verified, anchors: &Anchors) {
    println!(
        "{}",
        text::verified(LOCALE, verified.children, verified.places)
    );
    let kept = verified.instance.rules.kept();
    if kept > 0 {
        println!("{}", text::kept(LOCALE, kept));
    }
    println!("{}", text::commitment(LOCALE, &verified.commitment_hash));
    println!("{}", text::closing(LOCALE, &verified.closing_hash));
    if anchors.commitment.is_none() || anchors.closing.is_none() {
        println!("{}", text::compare_hashes(LOCALE));
    }
    let reveal = &verified.reveal;
    let numbers = &verified.commitment.numbers;
    let used = numbers
        .iter()
        .find(|number| number.issue == reveal.number.issue);
    if let Some(number) = used {
        let values: Vec<_> = reveal.number.values.iter().map(u32::to_string).collect();
        let values = values.join(" ");
        println!(
            "{}",
            text::number(LOCALE, &number.issue, &number.source, values)
        );
    }
    let moment = |moment| format::moment(LOCALE, moment);
    println!(
        "{}",
        text::when(
            LOCALE,
            moment(verified.closing.closed_at),
            moment(verified.commitment.committed_at),
            moment(reveal.revealed_at)
        )
    );
    if verified.has_given_times() {
        println!("{}", text::given_times(LOCALE));
    }
    if reveal.secrets.is_empty() {
        println!("{}", text::secret_missing(LOCALE));
    }
    if !reveal.not_published.is_empty() {
        let issues: Vec<_> = reveal
            .not_published
            .iter()
            .map(ToString::to_string)
            .collect();
        println!("{}", text::number_not_published(LOCALE, issues.join(" ")));
    }
}

fn worded(finding: &Finding) -> String {
    let what = match &finding.code {
        FindingCode::Missing => text::missing(LOCALE).to_owned(),
        FindingCode::Altered => text::altered(LOCALE).to_owned(),
        FindingCode::Replaced => text::replaced(LOCALE).to_owned(),
        FindingCode::NamesAnother { file } => text::names_another(LOCALE, file.name()),
        FindingCode::Unreadable { cause } => text::unreadable(LOCALE, cause),
        FindingCode::Unsound(fault) => unsound(fault),
        FindingCode::DoesNotFollow { child: Some(child) } => {
            text::child_does_not_follow(LOCALE, child)
        }
        FindingCode::DoesNotFollow { child: None } => text::does_not_follow(LOCALE).to_owned(),
    };
    text::finding(LOCALE, finding.file.name(), what)
}

pub(super) fn unsound(fault: &DrawFault) -> String {
    let plain = match fault {
        DrawFault::OtherCount { told, found } => return text::other_count(LOCALE, found, told),
        DrawFault::OtherNumber { expected } => return text::other_number(LOCALE, expected),
        DrawFault::OtherValues { values } => return text::other_values(LOCALE, values),
        DrawFault::Allocation(faults) => {
            let told = faults.iter().map(|fault| {
                let what = allocate::what(&fault.code);
                format!("{} {what}", fault.at)
            });
            return told.collect::<Vec<_>>().join("; ");
        }
        DrawFault::Invalid(cause) => return text::unreadable(LOCALE, cause),
        DrawFault::MenuMissing => text::menu_missing(LOCALE),
        DrawFault::TooFewNumbers => text::too_few_numbers(LOCALE),
        DrawFault::NumberUnclear => text::number_unclear(LOCALE),
        DrawFault::NumberTooEarly => text::number_too_early(LOCALE),
        DrawFault::SealUnclear => text::seal_unclear(LOCALE),
        DrawFault::ClosedTooEarly => text::closed_too_early(LOCALE),
        DrawFault::SecretTooLate { since } => {
            return text::secret_too_late(LOCALE, format::date(LOCALE, *since));
        }
        DrawFault::NumberToCome { published_on } => {
            return text::number_to_come(LOCALE, format::date(LOCALE, *published_on));
        }
        DrawFault::NotSorted => text::not_sorted(LOCALE),
        DrawFault::OtherSecret => text::other_secret(LOCALE),
        DrawFault::NoNumberLeft => text::no_number_left(LOCALE),
    };
    plain.to_owned()
}
