use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;
use ureq::Agent;

use super::http::{Request, agent};
use super::phone::Phone;

/// A running server. Killed, as by a power cut, when the test ends.
pub struct Server {
    child: Child,
    // Kept open: a server must not die of a closed pipe.
    _stdout: BufReader<ChildStdout>,
    pub url: String,
    agent: Agent,
    log: PathBuf,
}

impl Server {
    pub fn start(books: &[String; 2], clock: &Path, log: &Path, more: &[&str]) -> Self {
        Self::start_as(&["serve"], books, clock, log, more)
    }

    /// With this in its environment.
    pub fn start_knowing(
        variable: (&str, &str),
        books: &[String; 2],
        clock: &Path,
        log: &Path,
    ) -> Self {
        Self::launch(&["serve"], Some(variable), books, clock, log, &[])
    }

    /// The same of another program than a school's.
    pub fn start_as(
        command: &[&str],
        books: &[String; 2],
        clock: &Path,
        log: &Path,
        more: &[&str],
    ) -> Self {
        Self::launch(command, None, books, clock, log, more)
    }

    fn launch(
        command: &[&str],
        variable: Option<(&str, &str)>,
        books: &[String; 2],
        clock: &Path,
        log: &Path,
        more: &[&str],
    ) -> Self {
        let log_file = File::options().create(true).append(true).open(log);
        let mut child = Command::new(env!("CARGO_BIN_EXE_afterbell"))
            .args(command)
            .args(["--port", "0", "--log", "json"])
            .args(books)
            .args([Path::new("--clock-file"), clock])
            // Read only where `--hosts` says that a chat app is set up.
            .envs(super::chat_app::SECRETS)
            .envs(variable)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(log_file.expect("a log"))
            .spawn()
            .expect("the binary starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let url = line.trim().strip_prefix("listening on ");
        let url = url.unwrap_or_else(|| {
            let log = std::fs::read_to_string(log).unwrap_or_default();
            panic!("the server did not start: {line:?}\n{log}")
        });
        Self {
            url: url.to_owned(),
            child,
            _stdout: stdout,
            agent: agent(),
            log: log.to_owned(),
        }
    }

    pub fn request(&self, method: &str, path: &str) -> Request {
        Request::new(&self.agent, method, &format!("{}{path}", self.url))
    }

    pub fn get(&self, path: &str) -> Request {
        self.request("GET", path)
    }

    pub fn post(&self, path: &str) -> Request {
        self.request("POST", path)
    }

    /// The current menu.
    #[track_caller]
    pub fn menu(&self) -> Value {
        let hash = self.menu_hash();
        self.get(&format!("/api/menus/{hash}")).send().is(200)
    }

    #[track_caller]
    pub fn menu_hash(&self) -> String {
        let school = self.get("/api/school").send().is(200);
        school["menu"].as_str().expect("a hash").to_owned()
    }

    /// The agreement that the current menu names.
    #[track_caller]
    pub fn agreement_hash(&self) -> String {
        let menu = self.menu();
        menu["agreement"].as_str().expect("a hash").to_owned()
    }

    /// The identifiers of a course's offerings, in the order of the menu.
    #[track_caller]
    pub fn offerings(&self, course: &str) -> Vec<String> {
        let menu = self.menu();
        let courses = menu["courses"].as_array().expect("courses");
        let found = courses.iter().find(|found| found["name"] == course);
        let id = &found.unwrap_or_else(|| panic!("no course {course}"))["id"];
        let offerings = menu["offerings"].as_array().expect("offerings").iter();
        let ids = offerings.filter(|offering| offering["course"] == *id);
        ids.map(|offering| offering["id"].as_str().expect("an id").to_owned())
            .collect()
    }

    #[track_caller]
    pub fn offering(&self, course: &str) -> String {
        self.offerings(course).remove(0)
    }

    /// Opens an account with a letter's code.
    #[track_caller]
    pub fn bind(&self, code: &str) -> Phone<'_> {
        Phone::bound_by(self, code)
    }

    /// As many children as hold a place in a course, from the shared snapshot.
    pub fn taken(&self, offering: &str) -> u64 {
        let places = self.get("/api/places").send().is(200);
        places["taken"][offering].as_u64().unwrap_or(0)
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("a log")
    }

    /// Asks the server to stop.
    pub fn ask_to_stop(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Asks the server to stop and says how it ended.
    pub fn stop(mut self) -> std::process::ExitStatus {
        self.ask_to_stop();
        self.child.wait().expect("an end")
    }

    /// Takes the power away.
    pub fn kill(mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("an end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
