use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use super::draft::{Draft, Extension, list, number, text};

/// What a reader sees: no spaces, small letters.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

pub fn named_activity_missing(draft: &Draft, with: &Value) -> bool {
    list(&with["grades"]).iter().any(|asked| {
        let grade = &asked["grade"];
        let has_name = |name: &Value| {
            let services = draft.services().into_iter().filter(|it| it.is_for(grade));
            let services = services.map(|it| text(&it.line["name"]));
            let courses = draft.extensions().into_iter().filter(|it| it.is_for(grade));
            let courses = courses.map(|it| text(&it.course["name"]));
            let mut held = services.chain(courses);
            held.any(|held| squeezed(held).contains(&squeezed(text(name))))
        };
        draft.grades().contains(grade) && !list(&asked["names"]).iter().all(has_name)
    })
}

/// Each word list's words, as they are written.
static LISTS: LazyLock<BTreeMap<String, Vec<toml::Value>>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/words");
    let files = std::fs::read_dir(folder).expect("the word lists");
    let lists = files.map(|file| {
        let path = file.expect("a file").path();
        let list = std::fs::read_to_string(&path).expect("a list");
        let list: toml::Table = list.parse().expect("TOML");
        let name = path.file_stem().and_then(|name| name.to_str());
        let words = list["words"].as_array().expect("words").clone();
        (name.expect("a name").to_owned(), words)
    });
    lists.collect()
});

pub fn prohibited_words(draft: &Draft, with: &Value) -> bool {
    let mut texts: Vec<String> = Vec::new();
    for course in list(&draft.menu()["courses"]) {
        let detail = &draft.plan()["courses"][text(&course["id"])];
        texts.extend(
            [&course["name"], &detail["content"], &detail["series"]].map(|it| squeezed(text(it))),
        );
    }
    for it in draft.extensions() {
        let institution = &it.offering["provider"]["institution"];
        texts.extend([&it.offering["remark"], institution].map(|it| squeezed(text(it))));
    }
    for it in draft.all_services() {
        let keys = ["name", "content", "place", "fee_note", "signing_up"];
        texts.extend(keys.map(|key| squeezed(text(&it.line[key]))));
        texts.push(squeezed(text(&it.detail["subject"])));
    }
    texts.push(squeezed(text(&draft.plan()["selection"]["explanation"])));
    list(&with["lists"]).iter().any(|name| {
        let words = &LISTS[text(name)];
        texts
            .iter()
            .any(|text| words.iter().any(|word| is_in(word, text)))
    })
}

/// The word is still there when its exceptions have been struck out.
fn is_in(word: &toml::Value, text: &str) -> bool {
    let strings = |key: &str| {
        let found = word
            .get(key)
            .and_then(toml::Value::as_array)
            .cloned()
            .unwrap_or_default();
        found
            .iter()
            .map(|it| it.as_str().expect("a text").to_owned())
            .collect::<Vec<_>>()
    };
    let with = strings("with");
    let mut struck = text.to_owned();
    for phrase in strings("except") {
        struck = struck.replace(&phrase, "\n");
    }
    let find = word["find"].as_str().expect("a word");
    struck.contains(find) && (with.is_empty() || with.iter().any(|it| text.contains(it)))
}

pub fn few_groups(draft: &Draft, with: &Value) -> bool {
    if let Some(only) = with["area"].as_str() {
        match draft.plan()["school"]["area"].as_str() {
            None => return true,
            Some(area) if area != only => return false,
            Some(_) => {}
        }
    }
    let is_few = |offered: &[&Extension]| {
        let is_offered = |group: &Value| {
            list(&group["any_of"]).iter().any(|kind| {
                offered.iter().any(|it| {
                    it.course["category"] == *kind || kind == "club" && it.detail["form"] == "club"
                })
            })
        };
        let groups = list(&with["groups"])
            .iter()
            .filter(|it| is_offered(it))
            .count();
        (groups as i64) < number(&with["least"])
    };
    let all = draft.extensions();
    match with["each_grade"] == true {
        false => is_few(&all.iter().collect::<Vec<_>>()),
        true => draft
            .grades()
            .iter()
            .any(|grade| is_few(&all.iter().filter(|it| it.is_for(grade)).collect::<Vec<_>>())),
    }
}

pub fn few_series(draft: &Draft, with: &Value) -> bool {
    let all = draft.extensions();
    let series: BTreeSet<_> = all
        .iter()
        .filter_map(|it| it.detail["series"].as_str())
        .collect();
    (series.len() as i64) < number(&with["least"])
}

pub fn few_gifted(draft: &Draft, with: &Value) -> bool {
    let all = draft.extensions();
    let gifted = all.iter().filter(|it| it.detail["for_gifted"] == true);
    let gifted: BTreeSet<_> = gifted.map(|it| text(&it.course["id"])).collect();
    (gifted.len() as i64) < number(&with["least"])
}

pub fn details_missing(draft: &Draft, with: &Value) -> bool {
    let nobody = |it: &Extension| list(&it.offering["teachers"]).is_empty();
    let blank = |course: &Value| {
        let detail = &draft.plan()["courses"][text(&course["id"])];
        detail["content"].is_null()
    };
    with["teachers"] == true && draft.extensions().iter().any(nobody)
        || with["content"] == true && list(&draft.menu()["courses"]).iter().any(blank)
}
