//! The steps of a draw, as docs/DRAW.md tells them, each in one transaction. The command line and the
//! desk take the same ones.

use afterbell_domain::allocation::{AllocationRules, Instance};
use afterbell_domain::desk::{DrawObstacle, DrawRan, DrawStep, DrawTrial, trial};
use afterbell_domain::draw::{
    Closed, Commitment, Committed, DrawSecret, DrawTime, EarlierDraw, NumberIssue, PublicNumber,
    PublishedFile, Reveal, Revealed, RevealedNumber, Told, Untimely,
};
use afterbell_domain::{FileHash, Invalid, Label, OfferingId, StudentId};

use super::fault::StepFault;
use super::opened::{Opened, read};
use super::taking::{Made, Office};
use super::{applications, kept, kept_too_many, placements};
use crate::store::draws::{DrawState, OfficePlacement, PlaceChange, Placed, Publication};

/// 承诺, as it is asked for.
#[derive(Debug, Clone)]
pub struct Commission {
    pub seals: Vec<FileHash>,
    pub numbers: Vec<PublicNumber>,
    /// Needed for all draws but the first.
    pub reason: Option<Label>,
    /// Which draw it is to be, when whoever asks has seen the ones before.
    pub draw: Option<u32>,
}

/// 揭晓, as it is asked for.
#[derive(Debug, Clone)]
pub struct Revelation {
    pub secrets: Vec<DrawSecret>,
    pub not_published: Vec<NumberIssue>,
    pub number: RevealedNumber,
}

impl Office {
    pub async fn commit(&self, asked: Commission) -> Result<Made, StepFault> {
        self.publish(DrawStep::Commit, move |opened| commit(&asked, opened))
            .await
    }

    /// Publishes the list of applicants, and says of how many children it is.
    pub async fn close(&self, draw: Option<u32>) -> Result<(u32, Made), StepFault> {
        self.publish(DrawStep::Close, move |opened| close(opened, draw))
            .await
    }

    pub async fn reveal(&self, asked: Revelation, draw: Option<u32>) -> Result<Made, StepFault> {
        self.publish(DrawStep::Reveal, move |opened| reveal(&asked, opened, draw))
            .await
    }

    pub async fn run(&self, draw: Option<u32>) -> Result<(DrawRan, Made), StepFault> {
        self.publish(DrawStep::Run, move |opened| run(opened, draw))
            .await
    }

    /// What a draw would come to now; nothing is written.
    pub async fn try_out(&self) -> Result<(DrawTrial, Opened), StepFault> {
        let opened = Opened::look(&*self.books, &self.time).await?;
        let tried = tokio::task::spawn_blocking(move || {
            let menu = &opened.books.menu.1;
            menu.round.wishes_close_at().ok_or(Untimely::NotDrawn)?;
            let rules = rules_of(&opened)?;
            let applied = applications(&opened.books, &rules)?;
            let instance = Instance {
                rules,
                auditions: applied.auditions,
                seed: None,
                applicants: applied.applicants,
            };
            Ok((trial(instance)?, opened))
        });
        tried.await.map_err(crate::store::StoreError::failed)?
    }

    /// Puts a child into an offering by hand, or takes that back, and says what it gave back for it.
    pub async fn place(
        &self,
        opened: &Opened,
        student: &StudentId,
        offering: &OfferingId,
        reason: &Label,
        change: PlaceChange,
    ) -> Result<Vec<OfferingId>, StepFault> {
        let name = opened.books.key.placement_name(student);
        let placement = OfficePlacement {
            menu: opened.books.menu.0.clone(),
            student: student.clone(),
            offering: offering.clone(),
            pseudonym: name.map_err(invalid)?.to_string(),
            reason: reason.clone(),
            change,
            now: opened.time.at,
        };
        match self.put(placement).await? {
            Placed::Done { gave_back } => Ok(gave_back),
            Placed::DrawToCome => Err(Untimely::DrawToCome.into()),
            Placed::Refused(obstacle) => Err(obstacle.into()),
            Placed::MenuChangedMeanwhile => Err(DrawObstacle::ChangedMeanwhile.into()),
        }
    }
}

fn invalid(error: Invalid) -> StepFault {
    StepFault::Unsound(error.into())
}

fn rules_of(opened: &Opened) -> Result<AllocationRules, StepFault> {
    let rules = AllocationRules::of_menu(&opened.books.menu.1).map_err(invalid)?;
    Ok(rules.keeping(&kept(&opened.books, None)))
}

/// Should children hold more places than the published rules keep for them, they are told of before anything is given
/// out twice.
fn refuse_holding(
    opened: &Opened,
    committed: &Committed,
    commitment: &Commitment,
) -> Result<(), StepFault> {
    let rules: AllocationRules = read(&committed.rules)?;
    match kept_too_many(&opened.books, &rules, commitment.committed_at) {
        0 => Ok(()),
        children => Err(DrawObstacle::Holding { children }.into()),
    }
}

/// Whoever asks has seen a draw; by now another one may be under way.
fn refuse_other_draw(opened: &Opened, seen: Option<u32>) -> Result<(), StepFault> {
    match seen.is_none_or(|seen| seen == opened.draw()) {
        true => Ok(()),
        false => Err(DrawObstacle::ChangedMeanwhile.into()),
    }
}

fn commit(asked: &Commission, opened: &Opened) -> Result<(Publication, Made), StepFault> {
    let (hash, menu) = &opened.books.menu;
    let last = opened.books.draws.last();
    let number = opened.draw().saturating_add(1);
    if let Some(seen) = asked.draw.filter(|seen| *seen != number) {
        return Err(match seen == opened.draw() {
            // A second click, or somebody else's.
            true => DrawObstacle::PublishedBefore {
                file: PublishedFile::Commitment,
            },
            false => DrawObstacle::ChangedMeanwhile,
        }
        .into());
    }
    if last.is_some() && asked.reason.is_none() {
        return Err(DrawObstacle::ReasonNeeded.into());
    }
    let was_run = |draw: &DrawState| draw.has(PublishedFile::Results);
    if opened.books.draws.iter().any(was_run)
        && let Some(fault) = Untimely::to_draw_again(&menu.round)
    {
        return Err(fault.into());
    }
    let earlier = last.zip(opened.commitments.last());
    let earlier = earlier.map(|(draw, commitment)| EarlierDraw {
        commitment,
        is_closed: draw.has(PublishedFile::Closing),
        was_run: draw.has(PublishedFile::Results),
    });
    let fault = Untimely::to_commit(&menu.round, opened.time.at, earlier)
        .or_else(|| Untimely::to_seal(&asked.seals, &opened.commitments));
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    let closes_at = menu.round.wishes_close_at().ok_or(Untimely::NotDrawn)?;
    let committed = afterbell_domain::draw::commit(
        &rules_of(opened)?,
        asked.seals.clone(),
        opened.time,
        closes_at,
        asked.numbers.clone(),
    )?;
    let files = vec![
        (PublishedFile::Rules, committed.rules),
        (PublishedFile::Commitment, committed.commitment),
    ];
    let publication = Publication {
        number,
        // A reason for the first draw would be one for nothing.
        reason: asked.reason.clone().filter(|_| last.is_some()),
        menu: hash.clone(),
        expected: Vec::new(),
        ..opened.publication(files.clone())
    };
    Ok((publication, files))
}

/// Looks whether it is a step's turn, in the draw that whoever asks has seen.
fn begin(
    opened: &Opened,
    step: DrawStep,
    draw: Option<u32>,
) -> Result<(Committed, Commitment), StepFault> {
    refuse_other_draw(opened, draw)?;
    opened.in_turn(step)?;
    opened.commitment()
}

fn close(opened: &Opened, draw: Option<u32>) -> Result<(Publication, (u32, Made)), StepFault> {
    let (committed, commitment) = begin(opened, DrawStep::Close, draw)?;
    if let Some(fault) = Untimely::to_close(&commitment, opened.time.at) {
        return Err(fault.into());
    }
    refuse_holding(opened, &committed, &commitment)?;
    let rules: AllocationRules = read(&committed.rules)?;
    let applied = applications(&opened.books, &rules)?;
    let children = u32::try_from(applied.applicants.len()).unwrap_or(u32::MAX);
    let closed = afterbell_domain::draw::close(
        &committed,
        applied.auditions,
        applied.applicants,
        opened.time,
    )?;
    let files = vec![
        (PublishedFile::Applicants, closed.applicants),
        (PublishedFile::Closing, closed.closing),
    ];
    Ok((opened.publication(files.clone()), (children, files)))
}

fn reveal(
    asked: &Revelation,
    opened: &Opened,
    draw: Option<u32>,
) -> Result<(Publication, Made), StepFault> {
    let (committed, _) = begin(opened, DrawStep::Reveal, draw)?;
    let told = Told {
        secrets: asked.secrets.clone(),
        not_published: asked.not_published.clone(),
        number: asked.number.clone(),
        time: opened.time,
    };
    let revealed = afterbell_domain::draw::reveal(&committed, &opened.closed()?, told)?;
    let files = vec![(PublishedFile::Reveal, revealed.reveal)];
    Ok((opened.publication(files.clone()), files))
}

fn run(opened: &Opened, draw: Option<u32>) -> Result<(Publication, (DrawRan, Made)), StepFault> {
    let (committed, commitment) = begin(opened, DrawStep::Run, draw)?;
    let closed = opened.closed()?;
    let revealed = again(opened, &committed, &closed)?;
    let placements = placements(
        &opened.books,
        &committed,
        &closed.applicants,
        &revealed.results,
    )?;
    refuse_holding(opened, &committed, &commitment)?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let each = placements.iter();
    let ran = DrawRan {
        children: count(placements.len()),
        places: count(each.clone().map(|it| it.selection.offerings().len()).sum()),
        waiting: count(each.map(|it| it.waiting.len()).sum()),
    };
    let files = vec![
        (PublishedFile::Results, revealed.results),
        (PublishedFile::Sums, revealed.sums),
    ];
    let publication = Publication {
        placements,
        ..opened.publication(files.clone())
    };
    Ok((publication, (ran, files)))
}

/// What follows from what was revealed, byte for byte as it was published then.
fn again(opened: &Opened, committed: &Committed, closed: &Closed) -> Result<Revealed, StepFault> {
    let told: Reveal = read(&opened.files.needed(PublishedFile::Reveal)?)?;
    let told = Told {
        secrets: told.secrets,
        not_published: told.not_published,
        number: told.number,
        time: DrawTime {
            at: told.revealed_at,
            was_given: told.time_was_given,
        },
    };
    Ok(afterbell_domain::draw::reveal(committed, closed, told)?)
}
