use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A request makes and drops some hundred small things on two threads, which took the system's
/// allocator a sixth of the server's time in an opening minute.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    afterbell_api::command::run()
}
