//! Whatever is changed in what was published is found, and the file is named.

use afterbell_domain::draw::*;

use super::school::*;

#[test]
fn what_was_published_is_verified() {
    let found = verified(&published()).expect("nothing was changed");
    assert_eq!(found.children, 16);
    let results: serde_json::Value =
        serde_json::from_slice(&published()[&PublishedFile::Results]).expect("JSON");
    let children = results["children"].as_array().expect("a list").iter();
    let places = children.flat_map(|child| child["places"].as_array().expect("a list"));
    assert_eq!(found.places, places.filter(|place| **place != 0).count());
    assert!(
        found.places > 10,
        "a school in which nobody gets anything shows nothing"
    );
}

/// Every byte of every file, one at a time.
#[test]
fn a_single_altered_byte_is_named_by_its_file() {
    let published = published();
    for file in PublishedFile::ALL {
        for at in 0..published[&file].len() {
            let mut altered = published.clone();
            altered.get_mut(&file).expect("the file")[at] ^= 1;
            let found = verified(&altered).expect_err("a byte was altered");
            assert_eq!(
                found.file,
                file,
                "byte {at} of {}: {:?}",
                file.name(),
                found.code
            );
        }
    }
}

#[test]
fn so_is_a_byte_that_is_missing_or_too_many() {
    let published = published();
    for file in PublishedFile::ALL {
        let mut shorter = published.clone();
        shorter.get_mut(&file).expect("the file").pop();
        assert_eq!(verified(&shorter).expect_err("it is shorter").file, file);
        let mut longer = published.clone();
        longer.get_mut(&file).expect("the file").push(b'\n');
        assert_eq!(verified(&longer).expect_err("it is longer").file, file);
        let mut fewer = published.clone();
        fewer.remove(&file);
        let found = verified(&fewer).expect_err("it is missing");
        assert_eq!((found.file, found.code), (file, FindingCode::Missing));
    }
}

fn replaced(files: &mut Files, file: PublishedFile, from: &str, to: &str) {
    let text = String::from_utf8(files[&file].clone()).expect("text");
    assert!(text.contains(from), "{from} is in {}", file.name());
    files.insert(file, text.replacen(from, to, 1).into_bytes());
}

fn with_new_sums(files: &mut Files) {
    let bytes = PublishedFile::SUMMED.map(|file| files[&file].as_slice());
    let sums = Sums::of(bytes).expect("sums").to_string();
    files.insert(PublishedFile::Sums, sums.into_bytes());
}

/// The school gives a place to another child and puts the sums right.
#[test]
fn a_place_given_away_is_named_by_its_child() {
    let mut files = published();
    let text = String::from_utf8(files[&PublishedFile::Results].clone()).expect("text");
    let unplaced = text
        .split("{\"child\":\"")
        .find(|row| row.contains("[0,0]"))
        .expect("a child without a place");
    let (name, row) = unplaced.split_at(20);
    let better = row.replace("[0,0]", "[1,0]");
    replaced(&mut files, PublishedFile::Results, row, &better);
    with_new_sums(&mut files);
    let found = verified(&files).expect_err("a place was given away");
    assert_eq!(found.file, PublishedFile::Results);
    let child = Some(name.parse().expect("a pseudonym"));
    assert_eq!(found.code, FindingCode::DoesNotFollow { child });
}

#[test]
fn a_list_changed_after_the_closing_is_found() {
    let mut files = published();
    replaced(
        &mut files,
        PublishedFile::Applicants,
        "\"group\":\"all\"",
        "\"group\":\"p1\"",
    );
    with_new_sums(&mut files);
    let found = verified(&files).expect_err("a child was put into another group");
    let file = PublishedFile::Applicants;
    assert_eq!(
        (found.file, found.code),
        (PublishedFile::Closing, FindingCode::NamesAnother { file })
    );
}

/// Everything is made anew to fit: only a hash that somebody wrote down tells.
#[test]
fn a_whole_new_draw_is_found_by_what_was_written_down() {
    let (before, committed) = (published(), committed());
    let mut applicants = applicants();
    applicants.pop();
    let closed = close(&committed, auditions(&applicants), applicants, time(CLOSED));
    let closed = closed.expect("a closing");
    let revealed = reveal(&committed, &closed, told());
    let after = files(&committed, &closed, &revealed.expect("a reveal"));
    let told = verified(&before).expect("the first draw");
    let anchors = Anchors {
        commitment: Some(told.commitment_hash),
        closing: Some(told.closing_hash),
    };
    assert!(verified_with(&before, &anchors).is_ok());
    assert!(verified(&after).is_ok());
    let found = verified_with(&after, &anchors).expect_err("another draw");
    assert_eq!(
        (found.file, found.code),
        (PublishedFile::Closing, FindingCode::Replaced)
    );
}

#[test]
fn a_secret_or_number_of_one_s_choice_does_not_pass() {
    let committed = committed();
    let closed = closed(&committed);
    let fault = |told: Told| reveal(&committed, &closed, told).expect_err("it is another");
    let other = DrawSecret::new([0x5b; 32]);
    let of_secrets = |secrets| fault(Told { secrets, ..told() });
    assert_eq!(of_secrets(vec![other.clone()]), DrawFault::OtherSecret);
    assert_eq!(of_secrets(vec![secret(), other]), DrawFault::OtherSecret);
    let expected = "2026101".parse().expect("an issue");
    let of_number = |number| fault(Told { number, ..told() });
    assert_eq!(
        of_number(revealed("2026102")),
        DrawFault::OtherNumber { expected }
    );
    let mut short = revealed("2026101");
    short.values.pop();
    assert_eq!(of_number(short), DrawFault::OtherValues { values: 7 });
}

/// Several people each keep a secret: the draw needs all, in the order of their seals.
#[test]
fn every_secret_counts() {
    let other = DrawSecret::new([0x5b; 32]);
    let seals = vec![seal(), other.seal().expect("a hash")];
    let committed = committed_to(seals, numbers()).expect("a commitment");
    let closed = closed(&committed);
    let with = |secrets: Vec<DrawSecret>| reveal(&committed, &closed, Told { secrets, ..told() });
    let both = with(vec![secret(), other.clone()]).expect("both are told");
    let found = verified(&files(&committed, &closed, &both)).expect("it was just published");
    assert_eq!(found.reveal.secrets.len(), 2);
    for secrets in [vec![secret()], vec![other.clone()], vec![other, secret()]] {
        let fault = with(secrets).expect_err("one is missing, or they are in another order");
        assert_eq!(fault, DrawFault::OtherSecret);
    }
}

/// A list that was made once the number was out could have been made to fit it.
#[test]
fn times_that_cannot_be_are_found_though_all_hashes_fit() {
    let committed = committed();
    let late = closed_at(&committed, "2026-09-10T08:00:00+08:00");
    let expected = "2026102".parse().expect("an issue");
    let fault = reveal(&committed, &late, told()).expect_err("the list is of the number's day");
    assert_eq!(fault, DrawFault::OtherNumber { expected });
    let later = Told {
        number: revealed("2026102"),
        time: time("2026-09-13T21:30:00+08:00"),
        ..told()
    };
    let revealed = reveal(&committed, &late, later).expect("the next number");
    assert!(verified(&files(&committed, &late, &revealed)).is_ok());
    let applicants = applicants();
    let early = close(
        &committed,
        auditions(&applicants),
        applicants,
        time("2026-09-09T19:59:59+08:00"),
    );
    let fault = early.expect_err("the wishes could still change");
    assert_eq!(fault, DrawFault::ClosedTooEarly);
    // Somebody writes another time of the closing into it, and all that follows from it.
    let closed = closed(&committed);
    let text = String::from_utf8(late.closing).expect("text");
    let forged = Closed {
        closing: text
            .replace("2026-09-10T08:00:00", "2026-09-08T08:00:00")
            .into_bytes(),
        ..closed
    };
    let fault = reveal(&committed, &forged, told()).map(|revealed| {
        let found = verified(&files(&committed, &forged, &revealed));
        found.expect_err("it was closed before the close")
    });
    let found = fault.expect("it can be written");
    assert_eq!(found.file, PublishedFile::Closing);
    assert_eq!(found.code, FindingCode::Unsound(DrawFault::ClosedTooEarly));
}

/// Whoever rehearses says what time it is; that is published with the rest.
#[test]
fn a_time_that_was_given_is_told() {
    let committed = committed();
    let closed = closed(&committed);
    let mut told = told();
    told.time.was_given = true;
    let revealed = reveal(&committed, &closed, told).expect("a reveal");
    let found = verified(&files(&committed, &closed, &revealed)).expect("it was just published");
    assert!(found.has_given_times());
    assert!(!verified(&published()).expect("a draw").has_given_times());
}

/// Every choice of what is given out is made by whoever publishes the list, before the number is known.
#[test]
fn a_list_that_cannot_be_allocated_is_not_published() {
    let mut rules = rules();
    rules.mode = afterbell_domain::SelectionMode::Lottery;
    let closes_at = CLOSES.parse().expect("a moment");
    let committed = commit(&rules, vec![seal()], time(COMMITTED), closes_at, numbers());
    let committed = committed.expect("a commitment");
    let applicants = applicants();
    let closed = close(&committed, auditions(&applicants), applicants, time(CLOSED));
    let fault = closed.expect_err("a lottery has one wish a slot");
    assert!(matches!(fault, DrawFault::Allocation(_)), "{fault:?}");
}
