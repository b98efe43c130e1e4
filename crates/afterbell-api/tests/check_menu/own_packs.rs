//! A district writes its own pack, without Rust, and is told where it is wrong.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::ran::{Ran, changed, check, check_as_json, checks, example};

const PACK: &str = r#"name = "本区"

[documents.rules]
title = "本区课后服务办法"
issued_by = "本区教育局"

[[check]]
id = "friday"
severity = "error"
clause = { document = "rules", section = "第三条" }
mend = "请把周五排上。"
rule.service_days = { weekdays = [5] }

[[check]]
id = "own-words"
severity = "warning"
clause = { document = "rules", section = "第九条" }
mend = "请改名。"
rule.prohibited_words = { lists = ["own"] }
"#;

const WORDS: &str = r#"about = "本区不用的名称"
caught = ["天才班"]
harmless = ["天才与蜡笔"]

[[words]]
find = "天才"
except = ["天才与"]
"#;

fn written(pack: &str, words: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("own.toml"), pack).expect("written");
    fs::create_dir(folder.path().join("words")).expect("a folder");
    fs::write(folder.path().join("words/own.toml"), words).expect("written");
    folder
}

fn ran(pack: &str, words: &str) -> Ran {
    let folder = written(pack, words);
    let path = folder.path().join("own.toml");
    check(path.to_str().expect("UTF-8"), &example("ningbo"))
}

#[test]
fn a_pack_of_a_district_works_like_a_bundled_one() {
    let folder = written(PACK, WORDS);
    let path = folder.path().join("own.toml");
    let path = path.to_str().expect("UTF-8");
    assert_eq!(check(path, &example("ningbo")).status, 0);
    let (_folder, menu) = changed("ningbo", |draft| {
        let days = draft["menu"]["base_care"]["days"].as_array_mut();
        days.expect("days").pop();
        draft["menu"]["courses"][0]["name"] = json!("天才机器人");
    });
    let (status, told) = check_as_json(path, &menu);
    assert_eq!(status, 1);
    assert_eq!(checks(&told), ["friday", "own-words"]);
}

#[track_caller]
fn refused(from: &str, to: &str, expected: &str) {
    assert!(PACK.contains(from) || WORDS.contains(from), "{from}");
    let ran = ran(&PACK.replacen(from, to, 1), &WORDS.replacen(from, to, 1));
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(
        ran.stderr.contains(expected),
        "{expected:?} is not in:\n{}",
        ran.stderr
    );
}

#[test]
fn a_pack_that_is_wrong_is_told_by_line() {
    refused(
        "service_days",
        "service_dais",
        "第 12 行：不能写 service_dais，这里可以写：service_days",
    );
    refused(
        "{ weekdays = [5] }",
        "{ weekday = [5] }",
        "第 12 行：没有 weekday 这一项，这里可以写：weekdays",
    );
    refused("{ weekdays = [5] }", "{}", "第 12 行：缺 weekdays，请写上");
    refused("[5]", "[8]", "第 12 行：not a valid weekday: 8");
    refused(
        "\"error\"",
        "\"fatal\"",
        "第 9 行：不能写 fatal，这里可以写：error、warning",
    );
    refused(
        "id = \"own-words\"",
        "id = \"friday\"",
        "第 14 行：检查项 friday 写了两次",
    );
    refused(
        "document = \"rules\", section = \"第九条\"",
        "document = \"law\", section = \"第九条\"",
        "第 14 行：clause 里的文件“law”没有写在 [documents] 里",
    );
    refused("[\"own\"]", "[\"theirs\"]", "第 14 行：找不到词表“theirs”");
    refused("[\"own\"]", "[]", "第 14 行：参数 lists 这样写等于没有要求");
    refused("\"请改名。\"", "\" \"", "第 14 行：mend 是空的");
    refused("mend = \"请改名。\"\n", "", "第 14 行：缺 mend，请写上");
}

#[test]
fn a_word_list_is_held_to_its_own_examples() {
    refused(
        "find = \"天才\"\n",
        "find = \"英才\"\n",
        "词表“own”：例句“天才班”里应当找到词",
    );
    refused(
        "except = [\"天才与\"]",
        "except = []",
        "词表“own”：例句“天才与蜡笔”里不应当找到词，却找到了“天才”",
    );
    refused(
        "except = [\"天才与\"]",
        "exempt = []",
        "词表“own”第 7 行：没有 exempt 这一项，这里可以写：",
    );
    refused(
        "except = [\"天才与\"]",
        "except = [\"天才与\", \" \"]",
        "词表“own”：有一个词是空的",
    );
}

#[test]
fn a_pack_without_checks_and_one_that_is_not_there() {
    let nothing = PACK.split("[[check]]").next().expect("the head");
    let ran = ran(nothing, WORDS);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("没有一项检查"), "{}", ran.stderr);
    let ran = check("atlantis", &example("ningbo"));
    assert_eq!(ran.status, 2);
    let known = "自带的政策包有：zhoushan、sanming、changzhi、ningbo、school-plan";
    assert!(ran.stderr.contains(known), "{}", ran.stderr);
}
