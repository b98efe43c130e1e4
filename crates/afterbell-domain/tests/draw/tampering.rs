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
    let closed = close(&committed, auditions(&applicants), applicants).expect("a closing");
    let revealed = reveal(
        &committed,
        &closed,
        Some(secret()),
        Vec::new(),
        revealed("2026101"),
    );
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
    let (committed, sealed) = (committed(), secret());
    let closed = closed(&committed);
    let reveal = |secret: DrawSecret, number: RevealedNumber| {
        reveal(&committed, &closed, Some(secret), Vec::new(), number).expect_err("it is another")
    };
    let other = DrawSecret::new([0x5b; 32]);
    assert_eq!(reveal(other, revealed("2026101")), DrawFault::OtherSecret);
    let expected = "2026101".parse().expect("an issue");
    assert_eq!(
        reveal(sealed.clone(), revealed("2026102")),
        DrawFault::OtherNumber { expected }
    );
    let mut short = revealed("2026101");
    short.values.pop();
    assert_eq!(reveal(sealed, short), DrawFault::OtherValues { values: 7 });
}
