//! What crosses between the desk and the server.

mod audition;
mod codes;
mod draft;
mod draw;
mod groups;
mod import;
mod notice;
mod proposal;
mod publication;
mod roster;
mod session;
mod staff;

pub use audition::*;
pub use codes::*;
pub use draft::*;
pub use draw::*;
pub use groups::*;
pub use import::*;
pub use notice::*;
pub use proposal::*;
pub use publication::*;
pub use roster::*;
pub use session::*;
pub use staff::*;
