//! A district's own word lists, in the text of its pack.

use afterbell_domain::policy::{PackFault, Word, WordFault, WordList, judge};
use afterbell_policy::{
    BUNDLED, ProblemKind, bundled_text, bundled_word_list, read, with_word_list,
};

use super::examples;

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn word(find: &str) -> Word {
    Word {
        find: find.to_owned(),
        with: Vec::new(),
        except: Vec::new(),
    }
}

/// Finds what no bundled list finds.
fn list() -> WordList {
    WordList {
        about: "本区“另”禁 \\ 的".to_owned(),
        words: vec![
            Word {
                with: texts(&["刷题"]),
                except: texts(&["冲刺跑", "百米\t冲刺"]),
                ..word("冲刺")
            },
            word("抢跑"),
        ],
        caught: texts(&["期末冲刺刷题班", "暑期抢跑"]),
        harmless: texts(&["百米 冲刺", "冲刺跑刷题"]),
    }
}

fn bundled() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    BUNDLED.iter().flat_map(|(name, text)| {
        let pack = read(text, bundled_word_list).expect("a pack");
        let lists: Vec<_> = pack.word_lists.into_keys().collect();
        lists.into_iter().map(move |list| (*name, *text, list))
    })
}

#[test]
fn a_list_is_written_into_a_pack_and_out_of_it_again() {
    assert!(bundled().count() > 0);
    for (name, text, list_name) in bundled() {
        let written = with_word_list(text, &list_name, Some(&list()));
        let pack = read(&written, bundled_word_list).expect("a pack");
        assert_eq!(pack.word_lists.get(&list_name), Some(&list()), "{name}");
        assert!(pack.own_word_lists.contains(&list_name));
        // Another one takes its place, and nothing else moves.
        let bare = WordList {
            words: vec![word("抢跑")],
            caught: Vec::new(),
            harmless: Vec::new(),
            ..list()
        };
        let again = with_word_list(&written, &list_name, Some(&bare));
        let pack = read(&again, bundled_word_list).expect("a pack");
        assert_eq!(pack.word_lists.get(&list_name), Some(&bare), "{name}");
        assert_eq!(
            with_word_list(&again, &list_name, None),
            text.trim_end().to_owned() + "\n"
        );
    }
}

#[test]
fn what_stands_around_a_list_stays() {
    let around = "# 说明\nname = \"x\"\n\n[word_lists.other]\nabout = \"别的\"\n";
    let inside = "[word_lists.ours]\n# 里面的\nabout = \"旧\"\ncaught = [\n  \"[方括号\",\n]\n\n\
                  [[word_lists.ours.words]]\nfind = \"旧\"\n\n";
    let below = "# 下一张表的\n[documents.rules]\ntitle = \"x\"\n";
    let text = [around, "\n", inside, below].concat();
    let without = with_word_list(&text, "ours", None);
    assert_eq!(without, [around, "\n", below].concat());
    // A name that is no plain key is quoted, and found again.
    let odd = with_word_list(below, "本 区.", Some(&list()));
    assert!(odd.contains("[word_lists.\"本 区.\"]"), "{odd}");
    assert_eq!(with_word_list(&odd, "本 区.", None), below);
    assert!(with_word_list("", "ours", None).is_empty());
}

#[test]
fn a_list_s_own_examples_refuse_the_pack_with_their_line() {
    let (_, text, name) = bundled().next().expect("a list");
    let wrong = WordList {
        words: vec![word("冲刺")],
        ..list()
    };
    let written = with_word_list(text, &name, Some(&wrong));
    let problems = read(&written, bundled_word_list).expect_err("problems");
    let line_of = |text: &str| {
        let mut lines = written.lines();
        lines.position(|line| line.contains(text)).map(|at| at + 1)
    };
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.line, problem.kind.clone()))
        .collect();
    let not_harmless = |text: &str| WordFault::NotHarmless {
        text: text.to_owned(),
        word: "冲刺".to_owned(),
    };
    let not_caught = WordFault::NotCaught {
        text: "暑期抢跑".to_owned(),
    };
    assert_eq!(
        told,
        [
            (line_of("\"暑期抢跑\""), ProblemKind::Words(not_caught)),
            (
                line_of("\"百米 冲刺\""),
                ProblemKind::Words(not_harmless("百米 冲刺"))
            ),
            (
                line_of("\"冲刺跑刷题\""),
                ProblemKind::Words(not_harmless("冲刺跑刷题"))
            ),
        ]
    );
    assert!(problems.iter().all(|it| it.list.as_deref() == Some(&*name)));
}

#[test]
fn a_list_that_no_check_names_is_refused() {
    let text = bundled_text("zhoushan").expect("a pack");
    let written = with_word_list(text, "nobody-s", Some(&list()));
    let problems = read(&written, bundled_word_list).expect_err("problems");
    let unused = PackFault::UnusedWordList {
        list: "nobody-s".to_owned(),
    };
    let kinds: Vec<_> = problems.iter().map(|it| it.kind.clone()).collect();
    assert_eq!(kinds, [ProblemKind::Pack(unused)]);
    let line = written
        .lines()
        .position(|line| line == "[word_lists.nobody-s]");
    assert_eq!(problems[0].line, line.map(|at| at + 1));
}

/// What a pack brings itself comes before what is bundled under the same name.
#[test]
fn a_pack_s_own_list_is_the_one_that_looks() {
    let (name, text, list_name) = bundled().next().expect("a list");
    let mut draft = examples::read(&examples::example(name));
    let course = draft.menu.courses.first_mut().expect("a course");
    course.name = "期末冲刺刷题班".parse().expect("a name");
    let found = |text: &str| {
        let pack = read(text, bundled_word_list).expect("a pack");
        judge(&draft, &pack).findings.len()
    };
    let written = with_word_list(text, &list_name, Some(&list()));
    assert_eq!(found(&written), found(text) + 1);
}
