use afterbell_domain::policy::FeeStandard;
use afterbell_domain::reading;
use afterbell_locale::text::district::fee as say;
use afterbell_policy::with_fee_standard;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;
use crate::pages::form::{alert, field};

#[derive(Clone, Copy)]
struct Fields {
    document: RwSignal<String>,
    published_on: RwSignal<String>,
    service: RwSignal<String>,
    course: RwSignal<String>,
}

impl Fields {
    fn fill(self, standard: Option<&FeeStandard>) {
        let text = |at: fn(&FeeStandard) -> String| standard.map(at).unwrap_or_default();
        self.document.set(text(|it| it.document.to_string()));
        self.published_on
            .set(text(|it| it.published_on.to_string()));
        self.service.set(text(|it| it.service_fen.to_string()));
        self.course.set(text(|it| it.course_fen.to_string()));
    }

    /// The standard, or what is still to be written.
    fn read(self) -> Result<FeeStandard, &'static str> {
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let fee = |field| reading::fee(&text(field)).map_err(|_| say::no_fee(LOCALE));
        Ok(FeeStandard {
            document: text(self.document)
                .parse()
                .map_err(|_| say::no_document(LOCALE))?,
            published_on: text(self.published_on)
                .parse()
                .map_err(|_| say::no_date(LOCALE))?,
            service_fen: fee(self.service)?,
            course_fen: fee(self.course)?,
        })
    }
}

/// 收费标准: a form for the one part of the text that is no rule.
pub(super) fn form(page: Page) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let fields = Fields {
        document: empty(),
        published_on: empty(),
        service: empty(),
        course: empty(),
    };
    let (trouble, told) = (empty(), empty());
    // What is saved, whenever it is.
    Effect::new(move |_| {
        page.packs.with(|packs| {
            let newest = packs.as_ref().and_then(|packs| packs.newest.as_ref());
            fields.fill(newest.and_then(|newest| newest.fee_standard.as_ref()));
        });
    });
    let write = move |standard: Option<&FeeStandard>, words: &'static str| {
        page.text
            .update(|text| *text = with_fee_standard(text, standard));
        trouble.set(String::new());
        told.set(words.to_owned());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match fields.read() {
            Ok(standard) => write(Some(&standard), say::written(LOCALE)),
            Err(words) => {
                told.set(String::new());
                trouble.set(words.to_owned());
            }
        }
    };
    let take_out = move |_| {
        fields.fill(None);
        write(None, say::taken_out(LOCALE));
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        <form class="inline" on:submit=submit>
            {field(say::document(LOCALE), "fee-document", "text", "off", fields.document)}
            {field(say::published_on(LOCALE), "fee-published", "date", "off", fields.published_on)}
            {field(say::service(LOCALE), "fee-service", "text", "off", fields.service)}
            {field(say::course(LOCALE), "fee-course", "text", "off", fields.course)}
            <button type="submit">{say::write(LOCALE)}</button>
            <button type="button" on:click=take_out>{say::take_out(LOCALE)}</button>
        </form>
        {alert(trouble)}
        <p role="status">{move || told.get()}</p>
    }
}
