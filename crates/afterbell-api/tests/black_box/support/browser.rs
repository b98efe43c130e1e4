//! An old browser at the pages without JavaScript: pages, forms and cookies.

use super::http::Answer;
use super::server::Server;

/// A browser that keeps cookies and sends forms as they are.
pub struct Browser<'a> {
    pub server: &'a Server,
    cookies: Vec<(String, String)>,
    pub language: &'static str,
}

/// What a page's form holds besides what a parent fills in.
pub fn hidden<'a>(page: &'a str, name: &str) -> Vec<(String, &'a str)> {
    let start = format!("<input type=\"hidden\" name=\"{name}\" value=\"");
    let values = page.split(&start).skip(1);
    values
        .map(|rest| (name.to_owned(), rest.split('"').next().expect("a value")))
        .collect()
}

fn encoded(text: &str) -> String {
    let bytes = text.bytes();
    bytes.map(|byte| format!("%{byte:02X}")).collect()
}

impl<'a> Browser<'a> {
    pub fn new(server: &'a Server) -> Self {
        Self {
            server,
            cookies: Vec::new(),
            language: "zh-CN",
        }
    }

    pub fn cookie(&self) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, answer: &Answer) {
        let Some(set) = answer.header("set-cookie") else {
            return;
        };
        assert!(set.contains("; HttpOnly; SameSite=Lax"), "{set}");
        assert!(set.contains("; Path=/lite/"), "{set}");
        let pair = set.split(';').next().expect("a pair");
        let (name, value) = pair.split_once('=').expect("a value");
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    #[track_caller]
    pub fn open(&mut self, path: &str) -> Answer {
        let request = self.server.get(path).header("Cookie", &self.cookie());
        let answer = request.header("Accept-Language", self.language).send();
        self.keep(&answer);
        answer
    }

    #[track_caller]
    pub fn page(&mut self, path: &str) -> String {
        let answer = self.open(path);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }

    #[track_caller]
    pub fn send(&mut self, path: &str, fields: &[(String, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)));
        let request = self
            .server
            .post(path)
            .header("Cookie", &self.cookie())
            .header("Accept-Language", self.language)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(pairs.collect::<Vec<_>>().join("&"));
        let answer = request.send();
        self.keep(&answer);
        answer
    }

    /// Comes in with a letter's code, to the child's page.
    #[track_caller]
    pub fn bind(&mut self, code: &str) -> String {
        let page = self.page("/lite/");
        let mut fields = [hidden(&page, "form"), hidden(&page, "key")].concat();
        fields.truncate(2);
        fields.push(("code".to_owned(), code));
        let answer = self.send("/lite/bind", &fields);
        led(&answer)
    }
}

/// Where the page leads on.
#[track_caller]
pub fn led(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").expect("an address").to_owned()
}
