//! Verifies a published draw in a browser. A module of its own: whoever only chooses courses does not
//! download what a draw is verified with.

use afterbell_domain::FileHash;
use afterbell_domain::allocation::{Applicant, Instance, Wish};
use afterbell_domain::draw::{Anchors, Folder, PublishedFile, verify};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// The files of a draw, as they were fetched.
#[wasm_bindgen]
#[derive(Default)]
pub struct Verifier {
    files: Vec<(PublishedFile, Vec<u8>, Option<FileHash>)>,
    anchors: Anchors,
    /// Of a draw that was found to be as published.
    verified: Option<Instance>,
}

#[wasm_bindgen]
impl Verifier {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a file by its name, with its SHA-256 if the browser has worked it out; says whether there
    /// is such a file.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>, hash: &str) -> bool {
        let mut all = PublishedFile::ALL.into_iter();
        let file = all.find(|file| file.name() == name);
        let hash = hash.parse().ok();
        self.files.extend(file.map(|file| (file, bytes, hash)));
        file.is_some()
    }

    /// What was written down before the close and after it; says whether both are hashes.
    pub fn compare_with(&mut self, commitment: &str, closing: &str) -> bool {
        let (commitment, closing) = (commitment.parse().ok(), closing.parse().ok());
        let are_hashes = commitment.is_some() && closing.is_some();
        self.anchors = Anchors {
            commitment,
            closing,
        };
        are_hashes
    }

    /// JSON: `{"children", "places"}`, or `{"file", "code"}` of what is not as it should be.
    pub fn verify(&mut self) -> String {
        let mut folder = Folder::default();
        for (file, bytes, hash) in &self.files {
            match hash {
                Some(hash) => folder.insert_hashed(*file, bytes, hash.clone()),
                None => folder.insert(*file, bytes),
            }
        }
        let outcome = match verify(&folder, &self.anchors) {
            Ok(verified) => {
                let told = json!({"children": verified.children, "places": verified.places});
                self.verified = Some(verified.instance);
                told
            }
            Err(found) => json!({"file": found.file.name(), "code": found.code.code()}),
        };
        outcome.to_string()
    }

    /// JSON: what a verified list of applicants says of a child: `{"slots": [{"slot", "offerings"}]}`, or
    /// `null` when it is not in it.
    pub fn row(&self, child: &str) -> String {
        let row = self.verified.as_ref().and_then(|instance| {
            let mut all = instance.applicants.iter();
            let applicant = all.find(|one| one.child.as_str() == child)?;
            Some(row(instance, applicant))
        });
        row.unwrap_or(Value::Null).to_string()
    }

    /// JSON: what this draw and other ways of giving places out come to on the published wishes
    /// (`Comparison`), or `null` when nothing was verified.
    pub fn statistics(&self) -> String {
        let comparison = self.verified.as_ref().map(Instance::comparison);
        let told = comparison.and_then(Result::ok).map(|one| json!(one));
        told.unwrap_or(Value::Null).to_string()
    }
}

fn row(instance: &Instance, applicant: &Applicant) -> Value {
    let name = |wish: &Wish| match wish {
        Wish::Named(id) => Some(id.clone()),
        Wish::Numbered(number) => {
            let place = usize::try_from(*number).ok()?.checked_sub(1)?;
            Some(instance.rules.offerings.get(place)?.id.clone())
        }
    };
    let slots = applicant.wishes.iter().map(|one| {
        let offerings: Vec<_> = one.wishes.iter().filter_map(name).collect();
        json!({"slot": one.slot, "offerings": offerings})
    });
    json!({"slots": slots.collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "../../samples/allocation/draw";

    fn sample() -> Verifier {
        let mut verifier = Verifier::new();
        for file in PublishedFile::ALL {
            let bytes = std::fs::read(format!("{SAMPLE}/{}", file.name())).unwrap();
            assert!(verifier.add(file.name(), bytes, ""));
        }
        verifier
    }

    #[test]
    fn a_draw_is_verified_and_a_changed_one_named() {
        assert_eq!(sample().verify(), r#"{"children":16,"places":19}"#);
        let mut changed = sample();
        changed.files[2].1[40] ^= 1;
        assert_eq!(
            changed.verify(),
            r#"{"code":"altered","file":"applicants.json"}"#
        );
    }

    /// The browser's hash of what it fetched decides, as our own would.
    #[test]
    fn a_hash_that_the_browser_worked_out_counts() {
        let mut verifier = sample();
        let sums = String::from_utf8(verifier.files[6].1.clone()).unwrap();
        for (line, (_, _, hash)) in sums.lines().zip(&mut verifier.files) {
            *hash = Some(line[..64].parse().unwrap());
        }
        assert_eq!(verifier.verify(), r#"{"children":16,"places":19}"#);
        verifier.files[2].2 = Some("0".repeat(64).parse().unwrap());
        assert_eq!(
            verifier.verify(),
            r#"{"code":"altered","file":"applicants.json"}"#
        );
    }

    #[test]
    fn a_verified_draw_tells_rows_and_statistics() {
        let mut verifier = sample();
        assert_eq!(verifier.statistics(), "null");
        verifier.verify();
        let list: Value = serde_json::from_slice(&verifier.files[2].1).unwrap();
        let child = list["applicants"][0]["child"].as_str().unwrap();
        let row: Value = serde_json::from_str(&verifier.row(child)).unwrap();
        assert!(!row["slots"].as_array().unwrap().is_empty());
        assert_eq!(verifier.row("nobody"), "null");
        let told: Value = serde_json::from_str(&verifier.statistics()).unwrap();
        assert_eq!(told["mechanisms"][0]["mechanism"], "deferred");
    }

    #[test]
    fn other_files_and_hashes_are_refused() {
        let mut verifier = sample();
        assert!(!verifier.add("else.json", Vec::new(), ""));
        assert!(!verifier.compare_with("", "0"));
        let other = "0".repeat(64);
        assert!(verifier.compare_with(&other, &other));
        assert_eq!(
            verifier.verify(),
            r#"{"code":"replaced","file":"commitment.json"}"#
        );
    }
}
