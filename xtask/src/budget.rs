//! The numbers that `cargo xtask test` gates: bytes only, since times differ by machine.

/// Everything the parent's app fetches before it can be used, brotli-compressed.
pub const FIRST_LOAD_BROTLI_BYTES: u64 = 120 * 1024;

/// Everything the school's desk fetches, and the district's page with it: computers of an office, once a build.
pub const DESK_BROTLI_BYTES: u64 = 960 * 1024;

/// The pages of wishes: a phone fetches them in drawn rounds, beside the parent's app.
pub const WISHES_BROTLI_BYTES: u64 = 152 * 1024;
