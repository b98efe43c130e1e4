//! The parent's app as a program of its own; what it does is in the library beside it.

/// The standard one is 2 KB (brotli) of every phone's first load.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    afterbell_parent::app::mount();
}
