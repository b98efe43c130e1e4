//! The pages of wishes as a program of their own; what they do is in the library beside it.

/// As in the parent's app: the standard one is 2 KB (brotli).
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    afterbell_wishes::app::mount();
}
