use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// How a command of the binary ended.
pub struct Ran {
    pub succeeded: bool,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert!(self.succeeded, "{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn fails(self) -> Self {
        assert!(!self.succeeded, "{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        let said = format!("{}\n{}", self.stdout, self.stderr);
        assert!(said.contains(text), "{text:?} is not in:\n{said}");
        self
    }
}

/// Runs the binary to its end.
pub fn afterbell<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    afterbell_in(Path::new("."), arguments)
}

/// With this in its environment.
pub fn afterbell_knowing<A: AsRef<OsStr>>(
    variable: (&str, &str),
    arguments: impl IntoIterator<Item = A>,
) -> Ran {
    run(Path::new("."), Some(variable), arguments)
}

/// The same, typed in this folder.
pub fn afterbell_in<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Ran {
    run(folder, None, arguments)
}

fn run<A: AsRef<OsStr>>(
    folder: &Path,
    variable: Option<(&str, &str)>,
    arguments: impl IntoIterator<Item = A>,
) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_afterbell"))
        .current_dir(folder)
        .args(arguments)
        .envs(variable)
        .output()
        .expect("the binary starts");
    Ran {
        succeeded: output.status.success(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
