use serde_json::{Value, json};

/// A draft as loose values, with what every naive rule asks for.
pub struct Draft<'a>(pub &'a Value);

/// A line of the menu's services with what the plan says of it.
pub struct Service<'a> {
    pub line: &'a Value,
    pub detail: &'a Value,
}

/// An offering, its course, and what the plan says of that.
pub struct Extension<'a> {
    pub offering: &'a Value,
    pub course: &'a Value,
    pub detail: &'a Value,
}

const NOTHING: &[Value] = &[];

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(NOTHING, Vec::as_slice)
}

pub fn has(value: &Value, item: &Value) -> bool {
    list(value).contains(item)
}

pub fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or(0)
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// Minutes since midnight of `15:30`.
pub fn clock(value: &Value) -> i64 {
    let (hour, minute) = text(value).split_once(':').expect("a clock time");
    hour.parse::<i64>().expect("hours") * 60 + minute.parse::<i64>().expect("minutes")
}

/// Every minute of a time.
pub fn minutes(time: &Value) -> std::ops::Range<i64> {
    clock(&time["start"])..clock(&time["end"])
}

/// Days since a Monday long ago, counted day by day.
pub fn day(value: &Value) -> i64 {
    let date = text(value).get(..10).expect("a date");
    let mut parts = date
        .split('-')
        .map(|part| part.parse::<i64>().expect("a number"));
    let mut next = || parts.next().expect("three parts");
    let (year, month, of_month) = (next(), next(), next());
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    // 1900-01-01 was a Monday.
    let years: i64 = (1900..year)
        .map(|year| if is_leap(year) { 366 } else { 365 })
        .sum();
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let months: i64 = lengths.iter().take((month - 1) as usize).sum();
    years + months + of_month - 1
}

pub fn is_working_day(day: i64) -> bool {
    day.rem_euclid(7) < 5
}

impl<'a> Draft<'a> {
    pub fn menu(&self) -> &'a Value {
        &self.0["menu"]
    }

    pub fn plan(&self) -> &'a Value {
        &self.0["plan"]
    }

    pub fn grades(&self) -> &'a [Value] {
        list(&self.menu()["school"]["grades"])
    }

    pub fn care_days(&self) -> &'a [Value] {
        list(&self.menu()["base_care"]["days"])
    }

    pub fn care_on(&self, weekday: &Value) -> Option<&'a Value> {
        self.care_days()
            .iter()
            .find(|day| day["weekday"] == *weekday)
    }

    /// Those of the term.
    pub fn services(&self) -> Vec<Service<'a>> {
        let all = self.all_services().into_iter();
        all.filter(|it| it.line["dates"].is_null()).collect()
    }

    pub fn all_services(&self) -> Vec<Service<'a>> {
        let lines = list(&self.menu()["base_care"]["services"]).iter();
        let details = &self.plan()["services"];
        lines
            .map(|line| Service {
                line,
                detail: &details[text(&line["name"])],
            })
            .collect()
    }

    pub fn after_school(&self) -> Vec<Service<'a>> {
        let services = self.services().into_iter();
        services.filter(|it| it.kind() != "lunch").collect()
    }

    pub fn of_kinds(&self, kinds: &Value) -> Vec<Service<'a>> {
        let services = self.services().into_iter();
        services
            .filter(|it| has(kinds, &json!(it.kind())))
            .collect()
    }

    /// In the term and in the holidays.
    pub fn ever_of_kinds(&self, kinds: &Value) -> Vec<Service<'a>> {
        let services = self.all_services().into_iter();
        services
            .filter(|it| has(kinds, &json!(it.kind())))
            .collect()
    }

    pub fn extensions(&self) -> Vec<Extension<'a>> {
        let courses = list(&self.menu()["courses"]);
        let offerings = list(&self.menu()["offerings"]).iter();
        let found = offerings.filter_map(|offering| {
            // Of two courses with one identifier the later one is meant.
            let course = courses
                .iter()
                .rev()
                .find(|it| it["id"] == offering["course"])?;
            let detail = &self.plan()["courses"][text(&course["id"])];
            Some(Extension {
                offering,
                course,
                detail,
            })
        });
        found.collect()
    }

    /// The school's day on which the first window opens.
    pub fn opens_on(&self) -> Option<i64> {
        let windows = list(&self.menu()["round"]["windows"]).iter();
        // The drafts here write their windows in the school's zone.
        windows.map(|window| day(&window["opens_at"])).min()
    }

    pub fn first_day(&self) -> i64 {
        day(&self.menu()["term"]["first_day"])
    }

    pub fn last_day(&self) -> i64 {
        day(&self.menu()["term"]["last_day"])
    }
}

impl Service<'_> {
    /// What is said of it, or what it looks like.
    pub fn kind(&self) -> &str {
        if let Some(said) = self.detail["kind"].as_str() {
            return said;
        }
        if !self.line["dates"].is_null() {
            return "holiday_care";
        }
        if list(&self.line["weekdays"])
            .iter()
            .all(|it| number(it) >= 6)
        {
            return "weekend";
        }
        match clock(&self.line["time"]["start"]) / 60 {
            11..=13 => "lunch",
            18.. => "evening_study",
            _ => "base_care",
        }
    }

    pub fn does(&self, activity: &Value) -> bool {
        has(&self.detail["activities"], activity)
    }

    pub fn is_for(&self, grade: &Value) -> bool {
        has(&self.line["grades"], grade)
    }

    pub fn is_on(&self, weekday: &Value) -> bool {
        has(&self.line["weekdays"], weekday)
    }

    pub fn weekly_minutes(&self) -> i64 {
        let days = list(&self.line["weekdays"]).len();
        minutes(&self.line["time"]).count() as i64 * days as i64
    }
}

impl Extension<'_> {
    pub fn is_for(&self, grade: &Value) -> bool {
        has(&self.offering["eligibility"]["grades"], grade)
    }

    pub fn is_outside(&self) -> bool {
        self.offering["provider"]["kind"] == "outside"
    }

    pub fn weekly_minutes(&self) -> i64 {
        let sessions = list(&self.offering["sessions"]).iter();
        sessions.map(|it| minutes(&it["time"]).count() as i64).sum()
    }
}
