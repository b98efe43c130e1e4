use crate::reading::text::{compact, contains_any};

/// In the order in which they are tried: `科技阅读` is science, `劳动教育` is labour.
const CATEGORIES: [(&str, &[&str]); 6] = [
    (
        "labour",
        &[
            "劳动",
            "劳技",
            "种植",
            "厨艺",
            "生活技能",
            "手工技能",
            "劳育",
            "生活",
        ],
    ),
    (
        "moral",
        &[
            "德育",
            "思想",
            "品德",
            "心理",
            "红色",
            "少先队",
            "思政",
            "德行",
            "礼仪",
            "传统文化",
        ],
    ),
    (
        "science",
        &[
            "科技",
            "科学",
            "科创",
            "创客",
            "编程",
            "信息",
            "机器人",
            "stem",
            "steam",
            "思维",
            "科普",
            "数学",
            "益智",
            "智育",
            "创新",
        ],
    ),
    (
        "sport",
        &[
            "体育", "运动", "球类", "田径", "体能", "棋类", "体艺", "健康", "武术", "体锻", "体质",
        ],
    ),
    (
        "arts",
        &[
            "艺术", "美术", "音乐", "艺体", "舞蹈", "书画", "书法", "器乐", "声乐", "美育", "戏剧",
            "合唱", "文艺", "手工", "绘画", "曲艺", "才艺",
        ],
    ),
    (
        "reading",
        &[
            "阅读", "人文", "语言", "文学", "读书", "国学", "语文", "英语", "外语", "文化", "诵读",
            "口才", "写作", "学科",
        ],
    ),
];

/// The slug of 类别, or `None` for a category the house does not know.
pub fn category(text: &str) -> Option<&'static str> {
    let text = compact(text);
    CATEGORIES
        .into_iter()
        .find(|(_, words)| contains_any(&text, words))
        .map(|(slug, _)| slug)
}
