//! Hashes that were written down when they were published: whoever exchanges all files together is
//! found by nothing else.

use afterbell_domain::FileHash;
use afterbell_locale::Locale;
use afterbell_locale::text::wishes::verify as say;
use afterbell_parent::components::message;
use afterbell_parent::progress::Progress;
use afterbell_parent::ui::{State, View, el};

#[derive(Clone, Copy)]
pub struct Paper {
    pub commitment: State<String>,
    pub closing: State<String>,
    pub progress: State<Progress>,
}

impl Paper {
    /// Both as they were typed, empty where nothing was; `None` when one of them is no hash.
    pub fn read(self, locale: Locale) -> Option<(String, String)> {
        let typed = |state: State<String>| state.get_untracked().trim().to_lowercase();
        let both = (typed(self.commitment), typed(self.closing));
        let is_fine = |text: &str| text.is_empty() || text.parse::<FileHash>().is_ok();
        let are_fine = is_fine(&both.0) && is_fine(&both.1);
        self.progress.set(match are_fine {
            true => Progress::Idle,
            false => Progress::Failed(say::paper_invalid(locale).into()),
        });
        are_fine.then_some(both)
    }
}

pub fn paper(locale: Locale, paper: Paper) -> View {
    let field = |id: &'static str, label: &str, state: State<String>| {
        let input = el("input")
            .attr("id", id)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false");
        let typed = input.clone();
        let input = input.on("input", move |_| state.set(typed.typed()));
        el("div")
            .child(el("label").attr("for", id).text(label))
            .child(input)
    };
    el("details")
        .class("paper-codes")
        .child(el("summary").text(say::paper(locale)))
        .child(
            el("form")
                .attr("novalidate", "")
                .on("submit", |event| event.prevent_default())
                .child(field(
                    "commitment",
                    say::paper_commitment(locale),
                    paper.commitment,
                ))
                .child(field("closing", say::paper_closing(locale), paper.closing)),
        )
        .child(message(move || paper.progress.with(Progress::message)))
}
