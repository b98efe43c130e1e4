use afterbell_domain::Label;
use afterbell_locale::text::parent::course as say;

use crate::host;
use crate::parent::Parent;
use crate::ui::{View, el, fragment};

/// 转发: passes the screen on show on to another parent, under a title. Nothing of the child is in either.
pub fn share_button(title: &Label) -> Option<View> {
    let locale = Parent::here().locale;
    let title = title.clone();
    let said = el("p").class("quiet").attr("role", "status");
    let told = said.clone();
    let share = move |_| {
        let (copied, refused) = (say::share_copied(locale), say::share_refused(locale));
        host::share(title.as_str(), told.node(), copied, refused);
    };
    let button = el("button").class("add").on("click", share);
    host::asks_to_share().then(|| {
        fragment()
            .child(button.text(say::share(locale)))
            .child(said)
    })
}
