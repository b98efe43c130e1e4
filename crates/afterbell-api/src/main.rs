use std::process::ExitCode;

fn main() -> ExitCode {
    afterbell_api::command::run()
}
