//! The numbers that `cargo xtask test` gates: bytes only, since times differ by machine.

/// Everything the parent's app fetches before it can be used, brotli-compressed.
pub const FIRST_LOAD_BROTLI_BYTES: u64 = 120 * 1024;
