//! Policy packs (政策包) as files: the bundled ones, a district's own, and their findings in words.
//!
//! What a pack means is decided by `afterbell_domain::policy`; this crate reads `policies/*.toml`
//! and says where a file is wrong.

mod bundled;
pub mod course_words;
mod fee_standard;
mod own_word_list;
mod problem;
mod quoted;
mod read;
pub mod wording;

pub use bundled::{BUNDLED, bundled, bundled_text, bundled_word_list, bundled_word_list_text};
pub use fee_standard::with_fee_standard;
pub use own_word_list::with_word_list;
pub use problem::{PackProblem, ProblemKind};
pub use read::{read, read_word_list};
