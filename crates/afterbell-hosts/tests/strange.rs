//! Answers and settings with anything in them: nothing panics, and nobody is let in by a number that is none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "support/school.rs"]
mod school;
#[path = "support/vendor.rs"]
#[allow(dead_code, reason = "the other tests need the rest")]
mod vendor;

use afterbell_hosts::{Host, HostSettings, Origin};
use proptest::prelude::*;
use proptest::sample::Index;
use school::{NOW, PATIENT, exchange};
use serde_json::{Value, json};
use tokio::runtime::Builder;
use vendor::{Reply, Vendor};

/// What each vendor answers when all is well, in the order in which it is asked.
fn well(host: Host) -> Vec<(&'static str, Value)> {
    let token = json!({ "errcode": 0, "access_token": "t", "expires_in": 7200 });
    match host {
        Host::WeChatMiniProgram => vec![("/sns/jscode2session", json!({ "openid": "o" }))],
        Host::WeChat => vec![(
            "/sns/oauth2/access_token",
            json!({ "openid": "o", "is_snapshotuser": 0, "errcode": 0 }),
        )],
        Host::WeCom => vec![
            ("/cgi-bin/gettoken", token),
            (
                "/cgi-bin/auth/getuserinfo",
                json!({ "errcode": 0, "parent_userid": "p" }),
            ),
            (
                "/cgi-bin/school/user/get",
                json!({ "errcode": 0, "user_type": 2,
                    "parent": { "children": [{ "student_userid": "1", "name": "n" }] } }),
            ),
        ],
        Host::DingTalk => vec![
            (
                "/v1.0/oauth2/accessToken",
                json!({ "accessToken": "t", "expireIn": 7200 }),
            ),
            (
                "/topapi/v2/user/getuserinfo",
                json!({ "errcode": 0, "result": { "userid": "u" } }),
            ),
        ],
        Host::Feishu => vec![
            (
                "/open-apis/authen/v2/oauth/token",
                json!({ "code": 0, "access_token": "t" }),
            ),
            (
                "/open-apis/authen/v1/user_info",
                json!({ "code": 0, "data": { "open_id": "o" } }),
            ),
        ],
        Host::Alipay => vec![(
            "/gateway.do",
            json!({ "alipay_system_oauth_token_response": { "open_id": "o", "user_id": "u" } }),
        )],
        Host::Zhejiang => vec![
            (
                "/restapi/prod/IC33000020220329000007/uc/sso/access_token",
                json!({ "success": true, "data": { "accessToken": "t" } }),
            ),
            (
                "/restapi/prod/IC33000020220329000008/uc/sso/getUserInfo",
                json!({ "success": true, "data": { "personInfo": { "userId": "u" } } }),
            ),
        ],
        _ => vec![(
            "/oauth2/v2.1/verify",
            json!({ "iss": "https://access.line.me", "aud": "1", "sub": "s", "iat": 1, "exp": 2 }),
        )],
    }
}

const ASKED: [Host; 8] = [
    Host::WeChatMiniProgram,
    Host::WeChat,
    Host::WeCom,
    Host::DingTalk,
    Host::Feishu,
    Host::Alipay,
    Host::Zhejiang,
    Host::Line,
];

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        // Of Han, of signs that end lines, of nothing, and longer than any number.
        prop_oneof![".{0,12}", "[ -~]{0,200}", "[0-9]{1,3}"].prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Every place in a value that could hold something else.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    found.push(at.clone());
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(name, inner)| places(inner, format!("{at}/{name}"), found)),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(nth, inner)| places(inner, format!("{at}/{nth}"), found)),
        _ => {}
    }
}

fn with(value: &Value, place: Index, other: Value) -> Value {
    let mut found = Vec::new();
    places(value, String::new(), &mut found);
    let mut changed = value.clone();
    let place = &found[place.index(found.len())];
    *changed.pointer_mut(place).unwrap() = other;
    changed
}

/// A text that lives as long as the test.
fn kept(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

proptest! {
    // Each of them makes a server and reads the machine's certificates. Once 1,500 were run.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_a_vendor_answers_is_an_account_or_a_fault(
        host in prop::sample::select(&ASKED[..]),
        changed in any::<Index>(),
        place in any::<Index>(),
        other in any_json(),
        cut in prop::option::of(any::<Index>()),
        status in prop::sample::select(&[200u16, 200, 200, 400, 403, 500][..]),
    ) {
        let mut replies = well(host);
        let at = changed.index(replies.len());
        replies[at].1 = with(&replies[at].1, place, other);
        let written: Vec<_> = replies.iter().enumerate().map(|(nth, (path, answer))| {
            let text = answer.to_string();
            // Sometimes the end is missing, wherever a letter ends.
            let end = cut.filter(|_| nth == at).map_or(text.len(), |cut| cut.index(text.len() + 1));
            let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap();
            let status = if nth == at { status } else { 200 };
            (*path, [Reply::Json(status, kept(text[..end].to_owned()))])
        }).collect();
        let written: Vec<_> = written.iter().map(|(path, reply)| (*path, &reply[..])).collect();
        // With it go the vendor's tasks, and the port.
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let found = runtime.block_on(async {
            let vendor = Vendor::new(&written).await;
            exchange(&vendor.address, PATIENT).account(host, "code", NOW).await
        });
        if let Ok(account) = found {
            prop_assert_eq!(account.host, host);
            prop_assert!(!account.registration.is_empty());
            prop_assert!((1..=128).contains(&account.subject.len()));
            prop_assert!(account.subject.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(account.children.iter().all(|child| !child.student_number.is_empty()));
        }
    }
}

const SETTINGS: &str = r#"{"wechat-mini-program":{"app_id":"w"},"wecom":{"corp_id":"c","agent_id":"1"},
    "dingtalk":{"corp_id":"d","client_id":"e"},"line":{"liff_id":"l","channel_id":"1"},"telegram":{},
    "zhejiang":{"app_key":"k","api":"a","app_id":"1","files":"https://files.example"},
    "iframe":{"origins":["https://a.example","https://b.example:8443"]}}"#;

proptest! {
    #[test]
    fn settings_are_read_as_they_are_written_or_not_at_all(place in any::<Index>(), other in any_json()) {
        let changed = with(&serde_json::from_str(SETTINGS).unwrap(), place, other);
        if let Ok(settings) = serde_json::from_str::<HostSettings>(&changed.to_string()) {
            let written = serde_json::to_string(&settings).unwrap();
            prop_assert_eq!(serde_json::from_str::<HostSettings>(&written).unwrap(), settings);
        }
    }

    #[test]
    fn an_origin_is_one_and_nothing_else(text in prop_oneof![".{0,40}", "https?://[a-zA-Z0-9.:@/?#;' -]{0,40}"]) {
        if let Ok(origin) = Origin::try_from(text) {
            let written = origin.to_string();
            // It stands in a header, between blanks: nothing in it may end the word or the directive.
            prop_assert!(written.starts_with("https://") || written.starts_with("http://"), "{written}");
            prop_assert!(!written.contains([' ', ';', ',', '\'', '*', '@', '?', '#']), "{written}");
            prop_assert_eq!(written.matches('/').count(), 2, "{}", written);
            prop_assert_eq!(Origin::try_from(written.clone()).unwrap().to_string(), written);
        }
    }
}
