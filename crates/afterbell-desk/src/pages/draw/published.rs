//! 公示文件: what everybody can fetch and verify, with the hashes that belong on paper.

use afterbell_domain::desk::{DrawRecord, PublishedFileView};
use afterbell_domain::draw::PublishedFile;
use afterbell_locale::format;
use afterbell_locale::text::desk::published as say;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;

pub(super) fn published(page: Page) -> impl IntoView {
    let draws = Memo::new(move |_| page.at(|view| view.draws.clone()));
    let nothing = move || draws.with(Vec::is_empty).then(|| say::nothing(LOCALE));
    // The newest first: it is the one that holds or is under way.
    let tables = move || {
        let draws = draws.get().into_iter().rev();
        draws.map(|draw| of_draw(&draw)).collect_view()
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        {move || nothing().map(|told| view! { <p>{told}</p> })}
        {tables}
    }
}

fn of_draw(draw: &DrawRecord) -> impl IntoView + use<> {
    let reason = draw.reason.as_ref().map(|reason| {
        let told = say::reason(LOCALE, reason);
        view! { <p>{told}</p> }
    });
    let rows: Vec<_> = draw.files.iter().map(row).collect();
    view! {
        <h3>{say::draw(LOCALE, draw.number)}</h3>
        {reason}
        <table class="rows files">
            <thead>
                <tr>
                    <th scope="col">{say::file(LOCALE)}</th>
                    <th scope="col">{say::hash(LOCALE)}</th>
                    <th scope="col">{say::at(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(file: &PublishedFileView) -> impl IntoView + use<> {
    let name = file.file.name();
    let is_anchor = matches!(
        file.file,
        PublishedFile::Commitment | PublishedFile::Closing
    );
    let post = is_anchor.then(|| view! { " "<b class="post">{say::post(LOCALE)}</b> });
    let href = format!("/api/draw/{}", file.hash);
    view! {
        <tr>
            <td>{word(file.file)}" "<a href=href download=name>{name}</a>{post}</td>
            <td><code>{file.hash.to_string()}</code></td>
            <td>{format::moment(LOCALE, file.published_at)}</td>
        </tr>
    }
}

/// What it is, before the name by which programs know it.
fn word(file: PublishedFile) -> &'static str {
    match file {
        PublishedFile::Rules => say::rules(LOCALE),
        PublishedFile::Commitment => say::commitment(LOCALE),
        PublishedFile::Applicants => say::applicants(LOCALE),
        PublishedFile::Closing => say::closing(LOCALE),
        PublishedFile::Reveal => say::reveal(LOCALE),
        PublishedFile::Results => say::results(LOCALE),
        PublishedFile::Sums => say::sums(LOCALE),
    }
}
