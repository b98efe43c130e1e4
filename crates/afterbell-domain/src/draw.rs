//! A draw that anyone can check (抽签): how numbers come out of a sealed secret and a public number, and
//! how what was published is verified. `docs/DRAW.md` tells every byte of it.

mod number;
mod seed;

pub use number::drawn_order;
pub use seed::Seed;
