use afterbell_domain::district::PackVersion;
use afterbell_locale::format;
use afterbell_locale::text::district::{pack as say, schools as listed};
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;

pub(super) fn versions(page: Page) -> impl IntoView {
    move || {
        let packs = page.packs.get()?;
        if packs.versions.is_empty() {
            return None;
        }
        let rows = packs.versions.iter().map(shown).collect_view();
        // Schools ask it for the newest one, which is open to all, as the document is that it is made of.
        let address = window().location().origin().unwrap_or_default();
        Some(view! {
            <h2>{say::versions(LOCALE)}</h2>
            <p class="quiet">{say::to_schools(LOCALE, address)}</p>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col" class="figure">{say::version(LOCALE)}</th>
                        <th scope="col">{listed::name(LOCALE)}</th>
                        <th scope="col">{say::saved_at(LOCALE)}</th>
                        <th scope="col">{say::saved_by(LOCALE)}</th>
                        <th scope="col" class="figure">{say::schools(LOCALE)}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        })
    }
}

fn shown(version: &PackVersion) -> impl IntoView + use<> {
    let href = format!("/api/district/packs/{}", version.version);
    let file = format!("pack-{}.toml", version.version);
    view! {
        <tr>
            <td class="figure">{version.version}</td>
            <td>{version.name.to_string()}</td>
            <td>{format::moment(LOCALE, version.saved_at)}</td>
            <td>{version.saved_by.to_string()}</td>
            <td class="figure">{version.schools}</td>
            <td><a href=href download=file>{say::download(LOCALE)}</a></td>
        </tr>
    }
}
