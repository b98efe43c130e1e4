pub mod browser;
pub mod chat_app;
pub mod desk;
pub mod district;
mod http;
mod office;
mod phone;
pub mod proxy;
mod school;
mod server;

pub use http::Answer;
pub use office::{Ran, afterbell, afterbell_knowing};
pub use phone::{Phone, new_key};
pub use school::{COURSES, SETTINGS, School};
pub use server::Server;

use std::time::{Duration, Instant};

/// Waits for a condition, not for a time: the deadline only ends a test that has failed.
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "never happened: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
