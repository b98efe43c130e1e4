use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;
use tempfile::TempDir;

use super::office::{Ran, afterbell_in};
use super::server::Server;
use crate::postgres_database::Database;

/// A moment at which parents choose.
const OPEN: &str = "2026-09-09T10:00:00+08:00";

/// A school small enough to be seen whole, with a course for every rule.
pub const COURSES: &str = "\
试验小学2026学年第一学期课后服务课程菜单
类别,课程名称,适合年级,上课时间,地点,任课教师,教师来源,人数上限,开班人数,收费(元/学期),备注
体育,篮球,3-6,周二 15:30-17:00,操场,丁博知,本校,2,,0,
体育,足球,3-6,周二 15:30-17:00,操场,许瑶思,本校,30,,120,
体育,跳绳,1-6,周五 15:30-16:30,操场,潘思晨,本校,30,,0,
体育,游泳,3-6,周五 16:40-17:40,泳池,任晨曦,校外,30,,480,
艺术,合唱,3-6,周一 15:30-16:30,音乐教室,杜曦佳,本校,30,,0,
艺术,合唱,3-6,周三 15:30-16:30,音乐教室,杜曦佳,本校,30,,0,
艺术,书法入门,1-3,周四 15:30-16:30,书法室,孙思梓,本校,30,,0,
艺术,书法提高,3-6,周四 16:40-17:40,书法室,何慕浩,本校,30,,0,
科技,机器人,3-6,周一 16:40-17:40,创客空间,李轩明,本校,30,,0,
阅读,朗诵,3-6,周一 17:40-18:30,图书馆,魏沐可,本校,30,,0,
科技,围棋,3-6,周三 16:40-17:40,棋类教室,孟诗欣,本校,30,,0,需面试，由教师选拔
";

pub const SETTINGS: &str = r#"
[school]
name = "试验小学"
receipt_prefix = "SY"
grades = [1, 2, 3, 4, 5, 6]
zone = "+08:00"

[term]
name = "2026学年第一学期"
first_day = "2026-09-01"
last_day = "2027-01-29"

[[base_care]]
weekdays = [1, 2, 3, 4, 5]
time = { start = "15:30", end = "18:30" }
pick_up_times = ["16:40", "17:40", "18:30"]

[limits]
per_day = 2
per_category = 2
per_term = 4

[round]
mode = "first_come"

[[round.windows]]
opens_at = "2026-09-08T20:00:00+08:00"
closes_at = "2026-09-10T20:00:00+08:00"

[[prerequisite]]
course = "书法提高"
needs = "书法入门"
"#;

/// Thirty children of the third grade and two of the first.
static ROSTER: OnceLock<String> = OnceLock::new();

fn roster() -> &'static str {
    ROSTER.get_or_init(|| {
        let mut roster = "班级,学号,姓名\n".to_owned();
        for number in 1..=30 {
            roster.push_str(&format!("三(1)班,{},学生{number}\n", 2024_0100 + number));
        }
        roster.push_str("一(1)班,20260101,小苗一\n一(1)班,20260102,小苗二\n");
        roster
    })
}

#[derive(Debug, Clone, Deserialize)]
pub struct IssuedCode {
    pub school_number: String,
    pub name: String,
    pub class: String,
    pub code: String,
}

/// Says in which kind of books the schools of this run are kept; SQLite when it says nothing.
const KIND: &str = "AFTERBELL_TEST_BOOKS";

/// Books with the school imported, and the codes of all its children.
pub struct School {
    folder: TempDir,
    /// The books when they are not in the data directory.
    pub database: Option<Database>,
    pub codes: Vec<IssuedCode>,
}

struct Template {
    folder: TempDir,
    codes: Vec<IssuedCode>,
}

/// Imported once per process and copied for each test.
static TEMPLATE: OnceLock<Template> = OnceLock::new();

impl School {
    pub fn new() -> Self {
        if std::env::var(KIND).is_ok_and(|kind| kind == "postgres") {
            return Self::in_postgres();
        }
        let template = TEMPLATE.get_or_init(|| {
            let Self { folder, codes, .. } = Self::in_directory().opened();
            Template { folder, codes }
        });
        let school = Self::in_directory();
        copy(&template.folder.path().join("data"), &school.data());
        let codes = template.codes.clone();
        Self { codes, ..school }
    }

    /// The same in a database of its own.
    pub fn in_postgres() -> Self {
        Self::empty_in_postgres().opened()
    }

    /// The same in this database.
    pub fn in_database(database: Database) -> Self {
        let school = Self {
            database: Some(database),
            ..Self::in_directory()
        };
        school.opened()
    }

    /// An empty database.
    pub fn empty_in_postgres() -> Self {
        Self {
            database: Some(Database::new()),
            ..Self::in_directory()
        }
    }

    fn opened(self) -> Self {
        self.import(&[("courses.csv", COURSES), ("roster.csv", roster())])
            .succeeds();
        let codes = self.letters(&[]);
        Self { codes, ..self }
    }

    /// The same school with a round of wishes.
    pub fn of_wishes() -> Self {
        Self::with_settings(&SETTINGS.replace("mode = \"first_come\"", "mode = \"wishes\""))
    }

    /// The same school with these settings.
    pub fn with_settings(settings: &str) -> Self {
        let school = Self::empty();
        school.write("school.toml", settings);
        school.opened()
    }

    /// A step of the draw, at the time of this school's clock.
    pub fn draw(&self, step: &str, more: &[&str]) -> Ran {
        let [which, place] = self.books();
        let clock = text(&self.path("clock"));
        let all = ["draw", step, &which, &place, "--clock-file", &clock];
        afterbell_in(
            &self.desk(),
            all.iter().copied().chain(more.iter().copied()),
        )
    }

    /// Nothing but the clock and the settings.
    pub fn empty() -> Self {
        let kind = std::env::var(KIND).unwrap_or_default();
        Self {
            database: (kind == "postgres").then(Database::new),
            ..Self::in_directory()
        }
    }

    fn in_directory() -> Self {
        let school = Self {
            folder: tempfile::tempdir().expect("a temporary directory"),
            database: None,
            codes: Vec::new(),
        };
        school.write("school.toml", SETTINGS);
        school.set_clock(OPEN);
        school
    }

    pub fn roster() -> &'static str {
        roster()
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// The option that says where the books are.
    pub fn books(&self) -> [String; 2] {
        match &self.database {
            None => ["--data-dir".to_owned(), text(&self.data())],
            Some(database) => ["--database".to_owned(), database.address()],
        }
    }

    /// The folder commands are typed in: files nobody named a place for go there when the
    /// books are in a database.
    fn desk(&self) -> PathBuf {
        if self.database.is_none() {
            return self.path(".");
        }
        fs::create_dir_all(self.data()).expect("a directory");
        self.data()
    }

    pub fn write(&self, file: &str, content: &str) -> PathBuf {
        let path = self.path(file);
        fs::write(&path, content).expect("a file is written");
        path
    }

    /// Moves the server's clock. Replaced whole, so that no half moment is ever read.
    pub fn set_clock(&self, moment: &str) {
        let next = self.write("clock.next", moment);
        fs::rename(next, self.path("clock")).expect("the clock is set");
    }

    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    pub fn serve_with(&self, more: &[&str]) -> Server {
        Server::start(
            &self.books(),
            &self.path("clock"),
            &self.path("serve.log"),
            more,
        )
    }

    /// Imports files of these names and contents with the school's settings.
    pub fn import(&self, files: &[(&str, &str)]) -> Ran {
        self.import_with(&[], files)
    }

    pub fn import_with(&self, more: &[&str], files: &[(&str, &str)]) -> Ran {
        let mut arguments = vec!["import".to_owned()];
        arguments.extend(self.books());
        arguments.extend(["--settings".to_owned(), text(&self.path("school.toml"))]);
        arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
        arguments.extend(
            files
                .iter()
                .map(|(name, content)| text(&self.write(name, content))),
        );
        afterbell_in(&self.desk(), arguments)
    }

    /// Publishes the menu anew with an agreement of this text.
    pub fn publishes_agreement(&self, text: &str) -> Ran {
        self.write("agreement.txt", text);
        let named = "agreement = \"agreement.txt\"\n";
        let settings = fs::read_to_string(self.path("school.toml")).expect("the settings");
        let settings = settings.trim_start_matches(named);
        self.write("school.toml", &[named, settings].concat());
        self.import(&[("courses.csv", COURSES)])
    }

    /// A command on this school's books.
    pub fn office(&self, command: &str, more: &[&str]) -> Ran {
        let books = self.books();
        let [which, place] = books.each_ref().map(String::as_str);
        let all = [command, which, place].into_iter();
        afterbell_in(&self.desk(), all.chain(more.iter().copied()))
    }

    /// `afterbell staff` on this school's books, for somebody of this name.
    pub fn staff(&self, more: &[&str], name: &str) -> Ran {
        let books = self.books();
        let [which, place] = books.each_ref().map(String::as_str);
        let (verb, more) = more.split_first().expect("a verb");
        let all = ["staff", verb, which, place, "--name", name].into_iter();
        afterbell_in(&self.desk(), all.chain(more.iter().copied()))
    }

    /// Fresh codes.
    pub fn letters(&self, more: &[&str]) -> Vec<IssuedCode> {
        let more: Vec<_> = more.iter().copied().chain(["--json"]).collect();
        let printed = self.office("letters", &more).succeeds().stdout;
        serde_json::from_str(&printed).expect("codes as JSON")
    }

    /// The code of the `n`-th child of the third grade, counted from 0.
    pub fn code(&self, n: usize) -> &str {
        let number = (2024_0101 + n).to_string();
        let issued = self
            .codes
            .iter()
            .find(|issued| issued.school_number == number);
        &issued.expect("a child").code
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}
