//! A second implementation of the draw and of the allocation, in Python, from `docs/DRAW.md` and
//! `docs/ALLOCATION.md`: it must come to the same results, byte for byte.

use afterbell_domain::draw::*;
use std::path::Path;
use std::process::Command;

use super::school::*;

fn python<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/draw/second.py");
    let output = Command::new("python3").arg(script).args(folders).output();
    let output = output.expect("python3 is installed");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    let told = String::from_utf8(output.stdout).expect("text");
    told.split('\n').map(str::to_owned).collect()
}

fn results(files: &Files) -> String {
    String::from_utf8(files[&PublishedFile::Results].clone()).expect("text")
}

fn written(name: &str, files: &Files) -> tempfile::TempDir {
    let folder = tempfile::Builder::new()
        .prefix(name)
        .tempdir()
        .expect("a folder");
    for (file, bytes) in files {
        std::fs::write(folder.path().join(file.name()), bytes).expect("a file");
    }
    folder
}

#[test]
fn python_comes_to_the_same_results() {
    let files = published();
    let folder = written("draw", &files);
    assert_eq!(python([folder.path()]), [results(&files)]);
}

#[test]
fn also_without_the_secret() {
    let committed = committed();
    let closed = closed(&committed);
    let revealed = reveal(&committed, &closed, told_without());
    let files = files(&committed, &closed, &revealed.expect("a reveal"));
    let folder = written("draw", &files);
    assert_eq!(python([folder.path()]), [results(&files)]);
}

#[test]
fn and_with_several_secrets() {
    let other = DrawSecret::new([0x5b; 32]);
    let seals = vec![seal(), other.seal().expect("a hash")];
    let committed = committed_to(seals, numbers()).expect("a commitment");
    let closed = closed(&committed);
    let secrets = vec![secret(), other];
    let revealed = reveal(&committed, &closed, Told { secrets, ..told() });
    let files = files(&committed, &closed, &revealed.expect("a reveal"));
    let folder = written("draw", &files);
    assert_eq!(python([folder.path()]), [results(&files)]);
}

/// Larger than what a page can show, with the rules of `school.rs` meeting each other in other ways.
#[test]
fn and_for_other_schools() {
    let mut folders = Vec::new();
    let mut expected = Vec::new();
    for school in 0..20usize {
        let committed = committed();
        let mut applicants = applicants();
        let count = applicants.len();
        for index in 0..count {
            let other = (index * 7 + school * 3) % count;
            let wishes = applicants[other].wishes.clone();
            applicants[index].wishes = wishes;
        }
        applicants.truncate(count - school % 5);
        let auditions = auditions(&super::school::applicants());
        let auditions = auditions.into_iter().map(|mut list| {
            list.children
                .retain(|child| applicants.iter().any(|one| one.child == *child));
            list
        });
        let closed = close(&committed, auditions.collect(), applicants, time(CLOSED));
        let closed = closed.expect("a closing");
        let mut number = revealed("2026101");
        number.values[0] = school as u32;
        let revealed = reveal(&committed, &closed, Told { number, ..told() });
        let files = files(&committed, &closed, &revealed.expect("a reveal"));
        folders.push(written("draw", &files));
        expected.push(results(&files));
    }
    let folders = folders.iter().map(|folder| folder.path());
    assert_eq!(python(folders), expected);
}
