use afterbell_domain::Fen;
use afterbell_domain::policy::MenuDraft;

/// One of the drafts that stand beside the packs.
pub fn example(name: &str) -> MenuDraft {
    let path = format!(
        "{}/../../policies/examples/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("an example");
    serde_json::from_str(&text).expect("a draft")
}

pub fn fen(fen: u32) -> Fen {
    Fen::try_from(fen).expect("a fee")
}
