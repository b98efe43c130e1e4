//! A school that has set every host up, with all vendors at one address.

use std::time::Duration;

use afterbell_hosts::{Client, Endpoints, Exchange, HostSettings, Secrets};

pub const NOW: u64 = 1_772_000_000;
pub const PATIENT: Duration = Duration::from_secs(60);
const SETTINGS: &str = r#"{
  "wechat-mini-program": { "app_id": "wx1" },
  "wechat": { "app_id": "wx2" },
  "wecom": { "corp_id": "ww1", "agent_id": "1000002" },
  "dingtalk": { "corp_id": "ding1", "client_id": "dingabc" },
  "feishu": { "app_id": "cli_1" },
  "alipay": { "app_id": "2021" },
  "zhejiang": { "app_key": "k", "api": "mgop.x", "app_id": "2001" },
  "line": { "liff_id": "1-a", "channel_id": "1" },
  "iframe": { "origins": ["https://www.example.school"] }
}"#;

pub fn exchange(address: &str, limit: Duration) -> Exchange {
    let settings: HostSettings = serde_json::from_str(SETTINGS).unwrap();
    let secrets = Secrets::read(|name| match name {
        "AFTERBELL_ALIPAY_PRIVATE_KEY" => Some(include_str!("alipay-key.txt").to_owned()),
        _ => Some("hush".to_owned()),
    });
    let client = Client::new(limit);
    Exchange::new(client, Endpoints::all_at(address), settings, secrets)
}
