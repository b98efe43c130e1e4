use afterbell_api::store::desk::{Actor, Deed, DeskOutcome, ProposalRow};
use afterbell_domain::desk::{FreeTime, Proposal, ProposalState, Role};
use afterbell_domain::{CourseId, Weekday};
use serde_json::json;

use super::desk::{arrived, done};
use super::fixture::{Books, now, offering, school};

fn proposal(places: u16) -> Box<Proposal> {
    let proposal = json!({
        "course": "书法", "category": "arts", "grades": [3], "places": places, "fee_fen": 0,
        "sessions": [{ "weekday": 4, "time": { "start": "15:30", "end": "16:30" } }],
    });
    Box::new(serde_json::from_value(proposal).expect("a proposal"))
}

async fn all(books: &dyn Books) -> Vec<ProposalRow> {
    books.proposals().await.expect("an answer").proposals
}

fn take_over(number: u32, revision: u32) -> Deed {
    let course: CourseId = "proposed".parse().expect("an identifier");
    Deed::TakeProposalOver {
        number,
        revision,
        course,
        offering: offering("proposed"),
    }
}

pub async fn a_proposal_is_decided_once_and_comes_into_the_draft(books: &dyn Books) {
    school(books, 1, 0).await;
    let teacher = arrived(books, "teacher", Role::Teacher).await;
    let office = arrived(books, "office", Role::Coordinator).await;
    let act = async |by: &Actor, deed: Deed| done(books, by.clone(), deed, now()).await;
    let unfinished = Deed::Propose {
        proposal: proposal(0),
    };
    assert_eq!(
        act(&teacher, unfinished).await,
        DeskOutcome::ProposalUnfinished
    );
    for places in [20, 30] {
        let propose = Deed::Propose {
            proposal: proposal(places),
        };
        assert_eq!(act(&teacher, propose).await, DeskOutcome::Done);
    }
    assert_eq!(
        act(&teacher, take_over(1, 1)).await,
        DeskOutcome::NotPermitted
    );
    let change = |revision| Deed::ChangeProposal {
        number: 1,
        revision,
        proposal: Some(proposal(25)),
    };
    assert_eq!(act(&teacher, change(1)).await, DeskOutcome::Done);
    assert_eq!(act(&teacher, change(1)).await, DeskOutcome::ProposalChanged);
    // What the office has seen is not what it would take.
    assert_eq!(
        act(&office, take_over(1, 1)).await,
        DeskOutcome::ProposalChanged
    );
    let rows = books.audit(None, 100).await.expect("an answer").len();
    let taken = act(&office, take_over(1, 2)).await;
    assert!(
        matches!(taken, DeskOutcome::Edited { applied: 2, .. }),
        "{taken:?}"
    );
    assert_eq!(
        act(&office, take_over(1, 3)).await,
        DeskOutcome::ProposalChanged
    );
    assert_eq!(
        books.audit(None, 100).await.expect("an answer").len(),
        rows + 1
    );
    let draft = books
        .menu_draft()
        .await
        .expect("an answer")
        .expect("a draft");
    let row = draft.draft.menu.offerings.last().expect("a row").clone();
    assert_eq!((row.places, row.teachers[0].as_str()), (25, "teacher"));
    let heard = books.draft_changes(0, 10).await.expect("an answer");
    assert_eq!(heard.len(), 1);
    let decline = Deed::DeclineProposal {
        number: 2,
        revision: 1,
        reason: "已有书法课".parse().expect("a reason"),
    };
    assert_eq!(act(&office, decline).await, DeskOutcome::Done);
    let found = all(books).await;
    assert_eq!(
        found[0].state,
        ProposalState::TakenOver {
            offering: offering("proposed")
        }
    );
    let ProposalState::Declined { reason } = &found[1].state else {
        panic!("{:?}", found[1].state)
    };
    assert_eq!(reason.as_str(), "已有书法课");
    assert_eq!(
        found[1].decided_by.as_ref().map(|by| by.as_str()),
        Some("office")
    );
}

pub async fn nobody_changes_anothers_proposal_and_times_take_the_place_of_those_before(
    books: &dyn Books,
) {
    school(books, 1, 0).await;
    let (one, other) = (
        arrived(books, "one", Role::Teacher).await,
        arrived(books, "other", Role::Teacher).await,
    );
    let act = async |by: &Actor, deed: Deed| done(books, by.clone(), deed, now()).await;
    let propose = Deed::Propose {
        proposal: proposal(20),
    };
    assert_eq!(act(&one, propose).await, DeskOutcome::Done);
    let take_back = |number| Deed::ChangeProposal {
        number,
        revision: 1,
        proposal: None,
    };
    assert_eq!(
        act(&other, take_back(1)).await,
        DeskOutcome::ProposalUnknown
    );
    assert_eq!(
        act(&other, take_back(9)).await,
        DeskOutcome::ProposalUnknown
    );
    assert_eq!(act(&one, take_back(1)).await, DeskOutcome::Done);
    assert_eq!(all(books).await[0].state, ProposalState::TakenBack);
    let free = FreeTime {
        weekday: Weekday::ALL[1],
        time: "15:30-17:00".parse().expect("a time"),
    };
    for times in [vec![free], Vec::new(), vec![free]] {
        let keep = Deed::KeepFreeTimes {
            times: times.clone(),
        };
        assert_eq!(act(&one, keep).await, DeskOutcome::Done);
        let known = books.proposals().await.expect("an answer").free_times;
        assert_eq!((known.len(), &known[0].times), (1, &times));
    }
}
