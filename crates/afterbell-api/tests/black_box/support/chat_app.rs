//! A school that has set chat apps up, with a fake of all their vendors' servers.

use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::http::Answer;
use super::school::School;
use super::server::Server;
use crate::vendor::{Reply, Vendor};

/// What the school shares with each of them.
pub const SECRETS: [(&str, &str); 6] = [
    ("AFTERBELL_WECHAT_MINI_PROGRAM_SECRET", "hush"),
    ("AFTERBELL_WECHAT_SECRET", "hush"),
    ("AFTERBELL_WECOM_SECRET", "hush"),
    ("AFTERBELL_DINGTALK_SECRET", "hush"),
    ("AFTERBELL_TELEGRAM_BOT_TOKEN", "1:hush"),
    ("AFTERBELL_FRAME_SECRET", SITE_SECRETS),
];

/// The school's own site, and the district's.
pub const SITE_SECRET: &str = "hush-hush-hush-hush-hush-hush-01";
pub const OTHER_SITE_SECRET: &str = "hush-hush-hush-hush-hush-hush-02";
const SITE_SECRETS: &str = "https://www.example.school=hush-hush-hush-hush-hush-hush-01 \
     https://www.example.gov=hush-hush-hush-hush-hush-hush-02";

pub struct ChatApps {
    pub vendor: Vendor,
    // The vendor answers as long as it lives.
    _runtime: Runtime,
}

impl ChatApps {
    pub fn new(replies: &[(&str, &[Reply])]) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        Self {
            vendor: runtime.block_on(Vendor::new(replies)),
            _runtime: runtime,
        }
    }

    pub fn serve(&self, school: &School) -> Server {
        let settings = json!({
            "wechat-mini-program": { "app_id": "wx1" },
            "wechat": { "app_id": "wx2" },
            "wecom": { "corp_id": "ww1", "agent_id": "1000002" },
            "telegram": {},
            "zhejiang": { "app_key": "k", "api": "mgop.x" },
            "line": { "liff_id": "1-a", "channel_id": "1" },
            "iframe": { "origins": ["https://www.example.school", "https://www.example.gov"] },
        });
        let hosts = school.write("hosts.json", &settings.to_string());
        let hosts = hosts.to_str().expect("a path in UTF-8");
        school.serve_with(&["--hosts", hosts, "--hosts-gateway", &self.vendor.address])
    }
}

impl Server {
    #[track_caller]
    pub fn signs_in(&self, host: &str, credential: &str, key: &str) -> Answer {
        let body = json!({ "host": host, "credential": credential });
        let request = self.post("/api/session/host").key(key).json(&body);
        request.send()
    }

    /// As the page of a mini-program asks, without a key.
    pub fn asks_ticket(&self, host: &str, code: &str) -> Answer {
        let path = format!("/api/hosts/{host}/tickets");
        self.post(&path).json(&json!({ "code": code })).send()
    }

    #[track_caller]
    pub fn ticket(&self, host: &str, code: &str) -> String {
        let given = self.asks_ticket(host, code).is(200);
        given["ticket"].as_str().expect("a ticket").to_owned()
    }

    /// Binds a child from a page that a chat app has opened.
    #[track_caller]
    pub fn binds_with(&self, link: &str, code: &str, key: &str) -> Answer {
        let request = self.post("/api/children").key(key);
        let request = request.header("Afterbell-Host-Link", link);
        request.json(&json!({ "code": code })).send()
    }

    /// The names of the children of whoever has this token.
    #[track_caller]
    pub fn names(&self, token: &Value) -> Vec<String> {
        let token = token.as_str().expect("a token");
        let me = self.get("/api/me").token(token).send().is(200);
        let children = me["children"].as_array().expect("children").iter();
        let name = |child: &Value| child["student"]["name"].as_str().map(str::to_owned);
        children.filter_map(name).collect()
    }
}
