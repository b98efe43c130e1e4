//! 课程说明的写法: the words in which a sheet says what a district asks about a course, and reading them back.

use afterbell_domain::policy::{Activity, ActivityLevel, CourseForm};
use afterbell_domain::reading::{ReadingError, compact, tidy, yes_or_no};
use afterbell_locale::{Locale, format};

use crate::wording;

/// How much of a cell an error repeats.
const FOUND_CHARACTERS: usize = 80;
const SEPARATORS: [char; 6] = ['、', '，', ',', '；', ';', '\n'];

/// 是否面向特长学生
pub fn read_answer(text: &str) -> Result<Option<bool>, ReadingError> {
    read(text, yes_or_no)
}

/// 课程形式
pub fn read_form(locale: Locale, text: &str) -> Result<Option<CourseForm>, ReadingError> {
    read(text, |text| {
        named(CourseForm::ALL, text, |it| wording::course_form(locale, it))
    })
}

/// 活动层级
pub fn read_level(locale: Locale, text: &str) -> Result<Option<ActivityLevel>, ReadingError> {
    read(text, |text| {
        named(ActivityLevel::ALL, text, |it| {
            wording::activity_level(locale, it)
        })
    })
}

/// 活动, in the order in which they are written, each once.
pub fn read_activities(locale: Locale, text: &str) -> Result<Vec<Activity>, ReadingError> {
    let mut activities = Vec::new();
    for word in text.split(SEPARATORS) {
        let activity = read(word, |word| {
            named(Activity::ALL, word, |it| wording::activity(locale, it))
        })?;
        activities.extend(activity.filter(|it| !activities.contains(it)));
    }
    Ok(activities)
}

pub fn print_activities(locale: Locale, activities: &[Activity]) -> String {
    let words = activities.iter();
    format::list(locale, words.map(|it| wording::activity(locale, *it)))
}

/// An empty cell says nothing.
fn read<T>(text: &str, word: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, ReadingError> {
    if compact(text).is_empty() {
        return Ok(None);
    }
    let unknown = || ReadingError::WordUnknown {
        found: tidy(text).chars().take(FOUND_CHARACTERS).collect(),
    };
    word(text).map(Some).ok_or_else(unknown)
}

/// By its word, also where the word's 活动 is left out or added.
fn named<T: Copy>(all: &[T], text: &str, word: impl Fn(T) -> &'static str) -> Option<T> {
    let core = |text: &str| {
        let text = compact(text);
        text.strip_suffix("活动").unwrap_or(&text).to_owned()
    };
    let text = core(text);
    let mut all = all.iter().copied();
    all.find(|it| core(word(*it)) == text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ZH: Locale = Locale::ZhHans;

    #[test]
    fn every_word_is_read_back() {
        for it in CourseForm::ALL {
            let read = read_form(ZH, wording::course_form(ZH, *it));
            assert_eq!(read.unwrap(), Some(*it));
        }
        for it in ActivityLevel::ALL {
            let read = read_level(ZH, wording::activity_level(ZH, *it));
            assert_eq!(read.unwrap(), Some(*it));
        }
        let all = Activity::ALL;
        let printed = print_activities(ZH, all);
        assert_eq!(read_activities(ZH, &printed).unwrap(), all);
    }

    #[test]
    fn words_are_read_as_offices_write_them() {
        let activities = |text| read_activities(ZH, text).unwrap();
        let some = [Activity::Science, Activity::Handcraft];
        assert_eq!(activities(" 科普活动， 手工操作、科普 "), some);
        assert_eq!(activities(""), []);
        assert_eq!(
            read_level(ZH, "班级活动").unwrap(),
            Some(ActivityLevel::Class)
        );
        assert_eq!(read_form(ZH, " 社 团 ").unwrap(), Some(CourseForm::Club));
        assert_eq!(read_form(ZH, " ").unwrap(), None);
        assert_eq!(read_answer("√").unwrap(), Some(true));
    }

    #[test]
    fn a_word_that_is_none_is_told_with_what_was_found() {
        let unknown = |found: &str| ReadingError::WordUnknown {
            found: found.to_owned(),
        };
        assert_eq!(read_activities(ZH, "科普、打牌"), Err(unknown("打牌")));
        assert_eq!(read_form(ZH, "线上"), Err(unknown("线上")));
        assert_eq!(read_level(ZH, "年级"), Err(unknown("年级")));
        assert_eq!(read_answer("看情况"), Err(unknown("看情况")));
    }
}
