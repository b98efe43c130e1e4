//! The school's desk: a wasm module beside the parent's.

use anyhow::Result;

use crate::beside::{Beside, FOR_OFFICES, Stage};
use crate::project::Project;

/// The page in the checkout and in the site.
pub const PAGE: &str = "school.html";
/// The district's page: the same bundle under another address.
pub const DISTRICT_PAGE: &str = "district.html";
/// The parent's page over a draft, which the desk shows in a frame; made in publication only.
pub const PREVIEW_PAGE: &str = "preview.html";
/// The page of wishes over a draft, to which that one leads.
pub const WISHES_PREVIEW_PAGE: &str = "preview-wishes.html";
/// Where Trunk's output holds everything that only the desk's page names.
pub const FOLDER: &str = "desk";

const DESK: Beside = Beside {
    package: "afterbell-desk",
    program: Some("desk"),
    module: "desk",
    folder: FOLDER,
    glue: "web",
    making: FOR_OFFICES,
};

pub fn build_for_trunk(project: &Project) -> Result<()> {
    let stage = Stage::of_trunk()?;
    DESK.build(project, &stage)?;
    DESK.copy_page(project, &stage, DISTRICT_PAGE)?;
    DESK.copy_page(project, &stage, PAGE)
}
