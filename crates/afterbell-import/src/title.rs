//! What titles, sheet names and file names say: the school, the term, the grade, the class.

use afterbell_domain::reading::{compact, grades, homeroom_class, tidy};
use afterbell_domain::{Grade, GradeSet, HomeroomClass};

/// A title character by character, with the plain form it is compared in.
struct Title(Vec<(char, char)>);

impl Title {
    fn of(text: &str) -> Self {
        let visible = text.chars().filter_map(|character| {
            let plain = compact(&character.to_string()).chars().next()?;
            Some((character, plain))
        });
        Self(visible.collect())
    }

    fn plain(&self, from: usize) -> String {
        self.0.iter().skip(from).map(|(_, plain)| plain).collect()
    }

    /// As it was written, with digits of one width.
    fn written(&self, from: usize, to: usize) -> String {
        let characters = self.0.iter().take(to).skip(from);
        characters
            .map(|(written, plain)| match plain.is_ascii_alphanumeric() {
                true => *plain,
                false => *written,
            })
            .collect()
    }
}

/// `2026学年第一学期`, `2026-2027学年第二学期`, `2026年秋季学期` anywhere in a title.
pub(crate) fn term(text: &str) -> Option<String> {
    let title = Title::of(text);
    let (from, to) = term_span(&title)?;
    Some(title.written(from, to))
}

fn term_span(title: &Title) -> Option<(usize, usize)> {
    (0..title.0.len()).find_map(|from| {
        let rest = title.plain(from);
        let after = term_end(&rest)?;
        let length = rest.chars().count() - after.chars().count();
        Some((from, from + length))
    })
}

/// What follows the term that the text begins with.
fn term_end(text: &str) -> Option<&str> {
    let year = |text: &str| -> Option<usize> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (digits == 4 && text.starts_with("20")).then_some(digits)
    };
    let mut rest = text.get(year(text)?..)?;
    if let Some(second) = rest.strip_prefix(['-', '至', '/']) {
        let digits = second.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 4 || digits == 2 {
            rest = second.get(digits..)?;
        }
    }
    let eat = |rest: &'_ str, words: &[&str]| -> Option<usize> {
        words
            .iter()
            .find(|word| rest.starts_with(**word))
            .map(|word| word.len())
    };
    if let Some(length) = eat(rest, &["学年度", "学年"]) {
        rest = rest.get(length..)?;
        const HALVES: [&str; 12] = [
            "第一学期",
            "第二学期",
            "第1学期",
            "第2学期",
            "上学期",
            "下学期",
            "秋季学期",
            "春季学期",
            "(上)",
            "(下)",
            "一学期",
            "二学期",
        ];
        let half = eat(rest, &HALVES).unwrap_or(0);
        return rest.get(half..);
    }
    const SEASONS: [&str; 10] = [
        "年秋季学期",
        "年春季学期",
        "年秋学期",
        "年春学期",
        "年秋季",
        "年春季",
        "年上半年",
        "年下半年",
        "年暑期",
        "年寒假",
    ];
    rest.get(eat(rest, &SEASONS)?..)
}

const SCHOOL_ENDS: [&str; 15] = [
    "小学部",
    "初中部",
    "高中部",
    "中学部",
    "附属小学",
    "附属中学",
    "教育集团",
    "小学",
    "中学",
    "学校",
    "校区",
    "分校",
    "附小",
    "附中",
    "学部",
];
/// What may follow 小学 without being a part of the school's name.
const NOT_AFTER_SCHOOL: [char; 3] = ['生', '阶', '段'];

/// `海棠路小学` in `海棠路小学2026学年第一学期课后服务课程菜单`.
pub(crate) fn school(text: &str) -> Option<String> {
    let title = Title::of(text);
    let (from, to) = term_span(&title).unwrap_or((0, 0));
    let end = title.0.len();
    let spans = if to > 0 {
        vec![(0, from), (to, end)]
    } else {
        vec![(0, end)]
    };
    spans
        .into_iter()
        .find_map(|(from, to)| school_within(&title, from, to))
}

fn school_within(title: &Title, from: usize, to: usize) -> Option<String> {
    let part: Vec<char> = title
        .0
        .iter()
        .take(to)
        .skip(from)
        .map(|(_, plain)| *plain)
        .collect();
    let leading = part.iter().take_while(|c| !c.is_alphanumeric()).count();
    let mut end = school_end(&part, 0, part.len())?;
    // `实验学校小学部`, `海棠路小学（东校区）`: parts of the name that follow its end.
    while let Some(further) = school_end(&part, end, 5) {
        end = further;
        if part.get(end) == Some(&')') {
            end += 1;
        }
    }
    let name = title.written(from + leading, from + end);
    let is_only_kind =
        SCHOOL_ENDS.contains(&name.as_str()) || ["本校", "我校"].contains(&name.as_str());
    (!is_only_kind).then_some(name)
}

/// Where the first word for a school ends that begins within `reach` characters.
fn school_end(part: &[char], from: usize, reach: usize) -> Option<usize> {
    const BREAKS: [char; 9] = ['课', '级', '学', '年', '生', '班', '的', '第', '与'];
    for start in from..part.len().min(from.saturating_add(reach)) {
        let rest: String = part.iter().skip(start).collect();
        let word = SCHOOL_ENDS.iter().find(|word| rest.starts_with(**word));
        if let Some(word) = word {
            let end = start + word.chars().count();
            let follower = part.get(end);
            if !follower.is_some_and(|next| NOT_AFTER_SCHOOL.contains(next)) {
                return Some(end);
            }
        }
        // Only a few neutral characters may stand between a name and its next part.
        if from > 0 && part.get(start).is_some_and(|c| BREAKS.contains(c)) {
            return None;
        }
    }
    None
}

/// The grades a school has, as far as its name tells.
pub(crate) fn grades_of_school(name: &str) -> Option<GradeSet> {
    const STAGES: [(&str, u8, u8); 11] = [
        ("九年一贯", 1, 9),
        ("十二年一贯", 1, 12),
        ("小学部", 1, 6),
        ("初中部", 7, 9),
        ("高中部", 10, 12),
        ("初级中学", 7, 9),
        ("高级中学", 10, 12),
        ("初中", 7, 9),
        ("高中", 10, 12),
        ("小学", 1, 6),
        ("附小", 1, 6),
    ];
    let (_, lowest, highest) = STAGES.into_iter().find(|(word, ..)| name.contains(word))?;
    let grade = |number| Grade::new(number).ok();
    Some(GradeSet::between(grade(lowest)?, grade(highest)?))
}

/// The one grade a roster is of: a sheet called `一年级`, a title `…小学三年级学生名册`.
pub(crate) fn grade(sheet: &str, titles: &[String]) -> Option<Grade> {
    let texts = std::iter::once(sheet).chain(titles.iter().map(String::as_str));
    texts.into_iter().find_map(|text| {
        let text = compact(text);
        ["年级", "年段"].into_iter().find_map(|word| {
            let (before, _) = text.split_once(word)?;
            // The longest text that reads decides, so that `一、二年级` is not taken for 2.
            let mut starts: Vec<usize> = before
                .char_indices()
                .rev()
                .take(6)
                .map(|(at, _)| at)
                .collect();
            starts.reverse();
            let set = starts
                .into_iter()
                .find_map(|start| grades(before.get(start..)?, None).ok())?;
            (set.lowest() == set.highest()).then_some(set.lowest())
        })
    })
}

/// The one class a roster is of: a sheet called `三(2)班`, a title `…三（2）班学生名册`.
pub(crate) fn class(sheet: &str, titles: &[String]) -> Option<HomeroomClass> {
    let hint = grade(sheet, titles);
    if let Ok(class) = homeroom_class(sheet, hint) {
        return Some(class);
    }
    let texts = std::iter::once(sheet).chain(titles.iter().map(String::as_str));
    texts.into_iter().find_map(|text| {
        let text = compact(text);
        let end = text.find('班')? + '班'.len_utf8();
        let name = text.get(..end)?;
        let starts = name.char_indices().rev().take(9).map(|(at, _)| at);
        starts
            .filter_map(|start| homeroom_class(name.get(start..)?, hint).ok())
            .last()
    })
}

/// The one weekday a list is of: a sheet called `周一`, a title `周三社团活动`.
pub(crate) fn weekday(sheet: &str, titles: &[String]) -> Option<String> {
    const DAYS: [char; 8] = ['一', '二', '三', '四', '五', '六', '日', '天'];
    let texts = std::iter::once(sheet).chain(titles.iter().rev().map(String::as_str));
    texts.into_iter().find_map(|text| {
        let text = compact(text);
        let (_, after) = ["星期", "周"]
            .into_iter()
            .find_map(|word| text.split_once(word))?;
        let mut following = after.chars();
        let day = following.next().filter(|day| DAYS.contains(day))?;
        let goes_on = |next: char| DAYS.contains(&next) || "至到-、,和".contains(next);
        (!following.next().is_some_and(goes_on)).then(|| format!("周{day}"))
    })
}

/// The category a list is of: a sheet called `体育类`, a title `课程类别：体育`.
pub(crate) fn category(sheet: &str, titles: &[String]) -> Option<String> {
    let texts = titles.last().map(String::as_str).into_iter().chain([sheet]);
    texts.into_iter().find_map(category_title)
}

/// `一、体育类课程` as `体育`, or `None` for a text that is more than a category.
pub(crate) fn category_title(text: &str) -> Option<String> {
    let tidied = tidy(text);
    let last = tidied.rsplit([':', '：']).next()?;
    let bare =
        last.trim_start_matches(|c: char| "一二三四五六七八九十0123456789、.．（）() ".contains(c));
    let bare = bare.trim_end_matches("课程").trim_end_matches("社团");
    let bare = bare.trim_end_matches("项目").trim_end_matches('类');
    let is_category = (2..=6).contains(&bare.chars().count())
        && afterbell_domain::reading::category(bare).is_some();
    is_category.then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn school_and_term_of_a_title() {
        let check = |title: &str, expected_school: Option<&str>, expected_term: Option<&str>| {
            assert_eq!(school(title).as_deref(), expected_school, "{title}");
            assert_eq!(term(title).as_deref(), expected_term, "{title}");
        };
        check(
            "海棠路小学2026学年第一学期课后服务课程菜单",
            Some("海棠路小学"),
            Some("2026学年第一学期"),
        );
        check(
            "2026-2027学年第二学期春晖实验学校课后服务",
            Some("春晖实验学校"),
            Some("2026-2027学年第二学期"),
        );
        check(
            "２０２６ 学年 第一学期 海棠路小学",
            Some("海棠路小学"),
            Some("2026学年第一学期"),
        );
        check(
            "江北中学2026年秋季社团一览",
            Some("江北中学"),
            Some("2026年秋季"),
        );
        check("文海实验学校小学部课程表", Some("文海实验学校小学部"), None);
        check(
            "海棠路小学（东校区）2026学年第一学期",
            Some("海棠路小学（东校区）"),
            Some("2026学年第一学期"),
        );
        check(
            "市第一中学附属小学学生名册",
            Some("市第一中学附属小学"),
            None,
        );
        check(
            "春晖九年一贯制学校一年级学生名册",
            Some("春晖九年一贯制学校"),
            None,
        );
        check("海棠路小学一年级学生名册", Some("海棠路小学"), None);
        check("2026学年课后服务课程菜单", None, Some("2026学年"));
        check(
            "2026学年度第一学期学校课程菜单",
            None,
            Some("2026学年度第一学期"),
        );
        check("小学生课程菜单", None, None);
        check("课程菜单", None, None);
        check("学生名册2026", None, None);
    }

    #[test]
    fn grades_and_classes_of_titles() {
        let grade_of = |sheet: &str, title: &str| grade(sheet, &[title.into()]).map(Grade::number);
        assert_eq!(grade_of("一年级", "海棠路小学一年级学生名册"), Some(1));
        assert_eq!(grade_of("Sheet1", "海棠路小学三年级学生名册"), Some(3));
        assert_eq!(grade_of("Sheet1", "学生名册"), None);
        assert_eq!(grade_of("Sheet1", "一、二年级学生名册"), None);
        let class_of = |sheet: &str, title: &str| {
            class(sheet, &[title.into()]).map(|class| (class.grade().number(), class.number()))
        };
        assert_eq!(class_of("三(2)班", ""), Some((3, 2)));
        assert_eq!(class_of("302", ""), Some((3, 2)));
        assert_eq!(
            class_of("Sheet1", "海棠路小学三（2）班学生名册"),
            Some((3, 2))
        );
        assert_eq!(class_of("2班", "海棠路小学三年级学生名册"), Some((3, 2)));
        assert_eq!(class_of("Sheet1", "学生名册"), None);
    }

    #[test]
    fn grades_of_schools() {
        let check = |name: &str, expected: Option<(u8, u8)>| {
            let found = grades_of_school(name);
            let ends = found.map(|set| (set.lowest().number(), set.highest().number()));
            assert_eq!(ends, expected, "{name}");
        };
        check("海棠路小学", Some((1, 6)));
        check("春晖九年一贯制学校", Some((1, 9)));
        check("文海实验学校小学部", Some((1, 6)));
        check("江北初级中学", Some((7, 9)));
        check("江北中学", None);
        check("春晖实验学校", None);
    }
}
