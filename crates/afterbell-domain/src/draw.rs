//! A draw that anyone can check (抽签): how numbers come out of a sealed secret and a public number, and
//! how what was published is verified. `docs/DRAW.md` tells every byte of it.

mod bytes;
mod number;
mod publish;
mod published;
mod results;
mod seed;
mod sums;
mod timing;
mod verify;

pub use bytes::{DrawSecret, Seed, TermKey};
pub use number::drawn_order;
pub use publish::{Closed, Committed, DrawFault, Revealed, Told, close, commit, reveal};
pub use published::{
    ApplicantList, ApplicantsFormat, Closing, ClosingFormat, Commitment, CommitmentFormat,
    DrawTime, NumberIssue, PublicNumber, Reveal, RevealFormat, RevealedNumber,
};
pub use results::{ClosedResult, ResultOf, Results, ResultsFormat};
pub use seed::SeedInputs;
pub use sums::{PublishedFile, Sums};
pub use timing::{EarlierDraw, Untimely};
pub use verify::{Anchors, Finding, FindingCode, Folder, Verified, verify};
