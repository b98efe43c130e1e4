//! The vectors of `docs/DRAW.md`, which other implementations are held against.

use afterbell_domain::allocation::ApplicantName;
use afterbell_domain::draw::*;
use std::path::PathBuf;

use super::school::*;

fn text<T: std::fmt::Display>(value: T) -> String {
    value.to_string()
}

#[test]
fn seal() {
    let seal = secret().seal().expect("a hash");
    // printf %s 5a5a…5a | sha256sum
    assert_eq!(
        text(seal),
        "0e53aae2eabd575555371f862cb885ff20472caced1f5e8fc80291b2f03dcab6"
    );
}

#[test]
fn pseudonym() {
    let key = TermKey::new([7; 32]);
    let name = key.pseudonym(&"student-0".parse().expect("an id"));
    assert_eq!(text(name.expect("a pseudonym")), "b4ff214e533e474769c8");
    let name = key.placement_name(&"student-0".parse().expect("an id"));
    assert_eq!(text(name.expect("a pseudonym")), "ef07b2231890a384ecaf");
}

#[test]
fn seed() {
    let hash = |digit: &str| digit.repeat(64).parse().expect("a hash");
    let menu = "5".repeat(64).parse().expect("a hash");
    let (rules, commitment, applicants, closing) = (hash("1"), hash("2"), hash("3"), hash("4"));
    let (secrets, number) = ([secret()], revealed("2026101"));
    let mut inputs = SeedInputs {
        rules: &rules,
        menu: &menu,
        commitment: &commitment,
        applicants: &applicants,
        closing: &closing,
        secrets: &secrets,
        number: &number,
    };
    assert_eq!(
        text(inputs.seed()),
        "01af7e87b0156f9f8a9e786927ee39a9c78beb23ca547840b8d52f0ec8bde900"
    );
    inputs.secrets = &[];
    assert_eq!(
        text(inputs.seed()),
        "eef685cf7f59478a61b20531031faf7000a6e375165947b5ccb6ba1eec4e6831"
    );
    let both = [secret(), DrawSecret::new([0x5b; 32])];
    inputs.secrets = &both;
    assert_eq!(
        text(inputs.seed()),
        "6f348738a908460595cef6c98b79364a577d8f585263994217e045ebfcbe97ca"
    );
}

#[test]
fn numbers() {
    let seed = Seed::new([1; 32]);
    let names: Vec<ApplicantName> = ["a", "b", "c", "d", "e"]
        .map(|name| name.parse().expect("a name"))
        .into();
    assert_eq!(drawn_order(&seed, names.iter()), [2, 4, 5, 3, 1]);
}

/// `samples/allocation/draw` is a whole published draw.
#[test]
fn the_published_sample_is_what_this_school_publishes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/allocation/draw");
    for (file, bytes) in published() {
        let path = folder.join(file.name());
        if std::env::var_os("AFTERBELL_WRITE_SAMPLE").is_some() {
            std::fs::write(&path, &bytes).expect("the sample can be written");
        }
        let found = std::fs::read(&path).expect("the sample");
        assert!(found == bytes, "{} differs", file.name());
    }
}
