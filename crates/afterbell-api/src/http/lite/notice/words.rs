//! The words of a notice in each language; the office's own are in one only.

use afterbell_domain::policy::{Channel, NoticeContent};
use afterbell_locale::Locale;
use afterbell_locale::text::lite::{notice_channel, notice_content};

pub(super) fn content(locale: Locale, content: NoticeContent) -> &'static str {
    match content {
        NoticeContent::Times => notice_content::times(locale),
        NoticeContent::Content => notice_content::content(locale),
        NoticeContent::Form => notice_content::form(locale),
        NoticeContent::Safety => notice_content::safety(locale),
        NoticeContent::Teachers => notice_content::teachers(locale),
        NoticeContent::Fees => notice_content::fees(locale),
        NoticeContent::OutsideCourses => notice_content::outside_courses(locale),
        NoticeContent::OutsideTeachers => notice_content::outside_teachers(locale),
    }
}

pub(super) fn channel(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => notice_channel::phone(locale),
        Channel::Email => notice_channel::email(locale),
        Channel::LetterBox => notice_channel::letter_box(locale),
        Channel::Platform => notice_channel::platform(locale),
    }
}
