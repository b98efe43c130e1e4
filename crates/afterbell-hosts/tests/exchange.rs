//! Asking vendors' servers, which hang, lie and forget.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "support/school.rs"]
mod school;
#[path = "support/vendor.rs"]
mod vendor;

use std::time::Duration;

use afterbell_hosts::ExchangeFault::*;
use afterbell_hosts::{Client, Endpoints, Exchange, Host, HostSettings, Secrets};
use school::{NOW, PATIENT, exchange};
use vendor::Reply::{self, Json};
use vendor::Vendor;

/// For servers that never answer: however short, it passes.
const IMPATIENT: Duration = Duration::from_millis(50);

#[tokio::test]
async fn the_schools_directory_says_whose_parent_it_is() {
    let vendor = Vendor::new(&[
        ("/cgi-bin/gettoken", &[
            Json(200, r#"{"errcode":0,"access_token":"old","expires_in":7200}"#),
            Json(200, r#"{"errcode":0,"access_token":"new","expires_in":7200}"#),
        ]),
        // The kept token has ended before its time.
        ("/cgi-bin/auth/getuserinfo", &[Json(200, r#"{"errcode":42001}"#), Json(200, r#"{"errcode":0,"parent_userid":"p1"}"#)]),
        ("/cgi-bin/school/user/get", &[Json(200, r#"{"errcode":0,"user_type":2,"parent":{"children":[
            {"student_userid":"20230101","relation":"爸爸","name":"小明"},{"student_userid":"20240202"}]}}"#)]),
    ])
    .await;
    let exchange = exchange(&vendor.address, PATIENT);
    let found = exchange.account(Host::WeCom, "code", NOW).await.unwrap();
    let numbers: Vec<_> = found
        .children
        .iter()
        .map(|child| (child.student_number.as_str(), child.name.as_str()))
        .collect();
    assert_eq!(
        (found.subject.as_str(), numbers),
        ("p1", vec![("20230101", "小明"), ("20240202", "")])
    );
    assert_eq!(found.registration, "ww1");
    let shown = format!("{found:?}");
    assert!(!shown.contains("p1") && !shown.contains("2023"), "{shown}");
    // The token is kept for the next parent.
    exchange.account(Host::WeCom, "code", NOW).await.unwrap();
    let tokens = vendor
        .paths()
        .iter()
        .filter(|path| *path == "/cgi-bin/gettoken")
        .count();
    assert_eq!(tokens, 2);
    assert!(
        vendor
            .asked()
            .last()
            .unwrap()
            .line
            .contains("access_token=new")
    );
}

#[tokio::test]
async fn a_vendor_that_misbehaves_costs_one_limit_and_never_an_account() {
    for (reply, limit, expected) in [
        (Reply::Silent, IMPATIENT, Silent),
        (Reply::HalfSaid, IMPATIENT, Silent),
        (Reply::HangsUp, PATIENT, Unreachable),
        (Reply::Garbage, PATIENT, Unreachable),
        (Reply::Endless, PATIENT, Unreadable),
        (Json(500, "<html>oops</html>"), PATIENT, Failing(500)),
        (Json(502, ""), PATIENT, Failing(502)),
        (Json(429, "{}"), PATIENT, TooOften(429)),
        (
            Json(200, "<html>sign in to the network</html>"),
            PATIENT,
            Unreadable,
        ),
        (Json(200, "\"openid\""), PATIENT, Unreadable),
        (Json(200, "{\"openid\":\"\"}"), PATIENT, Unreadable),
        (Json(200, "{\"openid\":null}"), PATIENT, Unreadable),
    ] {
        let vendor = Vendor::new(&[("/sns/jscode2session", std::slice::from_ref(&reply))]).await;
        let found = exchange(&vendor.address, limit)
            .account(Host::WeChatMiniProgram, "code", NOW)
            .await;
        assert_eq!(found, Err(expected));
    }
    let nobody = exchange("http://127.0.0.1:9", PATIENT);
    let found = nobody.account(Host::WeChatMiniProgram, "code", NOW).await;
    assert_eq!(found, Err(Unreachable));
}

#[tokio::test]
async fn what_is_sent_is_what_vendors_read() {
    let vendor = Vendor::new(&[
        ("/sns/jscode2session", &[Json(200, r#"{"openid":"o"}"#)]),
        (
            "/open-apis/authen/v2/oauth/token",
            &[Json(200, r#"{"code":0,"access_token":"u-t"}"#)],
        ),
        (
            "/open-apis/authen/v1/user_info",
            &[Json(200, r#"{"code":0,"data":{"open_id":"ou"}}"#)],
        ),
        (
            "/gateway.do",
            &[Json(
                200,
                r#"{"alipay_system_oauth_token_response":{"open_id":"a"}}"#,
            )],
        ),
    ])
    .await;
    let exchange = exchange(&vendor.address, PATIENT);
    for host in [Host::WeChatMiniProgram, Host::Feishu, Host::Alipay] {
        exchange.account(host, "a&b=c", NOW).await.unwrap();
    }
    let asked = vendor.asked();
    let [session, tokens, who, alipay] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(
        session.line,
        "GET /sns/jscode2session?appid=wx1&secret=hush&js_code=a%26b%3Dc&grant_type=authorization_code HTTP/1.1"
    );
    let body: serde_json::Value = serde_json::from_str(&tokens.body).unwrap();
    assert_eq!(body["code"], "a&b=c");
    assert!(who.headers.contains("authorization: Bearer u-t"));
    assert!(
        alipay
            .body
            .starts_with("app_id=2021&charset=utf-8&code=a%26b%3Dc&"),
        "{}",
        alipay.body
    );
    assert!(verifies(&alipay.body), "{}", alipay.body);
    let forged = alipay.body.replace("app_id=2021", "app_id=2022");
    assert!(!verifies(&forged));
}

/// As Alipay does: the parameters but the signature, decoded, by name, with the school's public key.
fn verifies(form: &str) -> bool {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use ring::signature::{
        KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey,
    };
    let decode = |text: &str| {
        let bytes: Vec<u8> = text
            .split('%')
            .enumerate()
            .flat_map(|(at, part)| {
                let (hex, rest) = part.split_at(if at == 0 { 0 } else { 2 });
                let byte = u8::from_str_radix(hex, 16).ok();
                byte.into_iter().chain(rest.bytes()).collect::<Vec<_>>()
            })
            .collect();
        String::from_utf8(bytes).unwrap()
    };
    let mut pairs: Vec<_> = form
        .split('&')
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), decode(value))
        })
        .collect();
    pairs.sort();
    let (_, signature) = pairs.remove(pairs.iter().position(|(name, _)| name == "sign").unwrap());
    let signed: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let key = STANDARD
        .decode(include_str!("support/alipay-key.txt").trim())
        .unwrap();
    let key = RsaKeyPair::from_pkcs8(&key).unwrap();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public_key())
        .verify(
            signed.join("&").as_bytes(),
            &STANDARD.decode(signature).unwrap(),
        )
        .is_ok()
}

#[tokio::test]
async fn wechats_page_ticket_is_asked_for_once() {
    let vendor = Vendor::new(&[
        (
            "/cgi-bin/token",
            &[Json(200, r#"{"access_token":"t","expires_in":7200}"#)],
        ),
        (
            "/cgi-bin/ticket/getticket",
            &[Json(200, r#"{"errcode":0,"ticket":"k","expires_in":7200}"#)],
        ),
        (
            "/cgi-bin/gettoken",
            &[Json(200, r#"{"access_token":"w","expires_in":7200}"#)],
        ),
        (
            "/cgi-bin/get_jsapi_ticket",
            &[Json(
                200,
                r#"{"errcode":0,"ticket":"kw","expires_in":7200}"#,
            )],
        ),
    ])
    .await;
    let exchange = exchange(&vendor.address, PATIENT);
    let ask = || exchange.page_ticket(Host::WeChat);
    let (first, second) = tokio::join!(ask(), ask());
    assert_eq!((first.as_deref(), second.as_deref()), (Ok("k"), Ok("k")));
    assert_eq!(
        vendor.paths(),
        ["/cgi-bin/token", "/cgi-bin/ticket/getticket"]
    );
    let wecom = exchange.page_ticket(Host::WeCom).await;
    assert_eq!(wecom.as_deref(), Ok("kw"));
    assert_eq!(exchange.page_ticket(Host::Line).await, Err(NotSetUp));
}

#[tokio::test]
async fn a_host_that_is_not_set_up_is_never_asked() {
    let client = Client::new(PATIENT);
    let vendor = Vendor::new(&[]).await;
    let endpoints = Endpoints::all_at(&vendor.address);
    let empty = Exchange::new(
        client,
        endpoints,
        HostSettings::default(),
        Secrets::default(),
    );
    for host in Host::ALL {
        assert_eq!(
            empty.account(host, "code", NOW).await,
            Err(NotSetUp),
            "{host}"
        );
        assert_eq!(host.name().parse(), Ok(host));
        for credential in [String::new(), "x".repeat(9000)] {
            assert_eq!(
                empty.account(host, &credential, NOW).await,
                Err(BadCredential)
            );
        }
    }
    assert!(vendor.paths().is_empty());
    assert_eq!(empty.known_to_site("hush", "p1"), Err(NotSetUp));
    assert_eq!(empty.page_ticket(Host::WeCom).await, Err(NotSetUp));
    assert!(vendor.paths().is_empty());
    assert!("desktop".parse::<Host>().is_err());
}

#[tokio::test]
async fn a_site_is_believed_only_with_the_secret_that_it_shares() {
    let exchange = exchange("http://127.0.0.1:9", PATIENT);
    let known = exchange.known_to_site("hush", "parent-7").unwrap();
    assert_eq!(
        (
            known.host,
            known.registration.as_str(),
            known.subject.as_str()
        ),
        (Host::Frame, "https://www.example.school", "parent-7")
    );
    for (shown, subject, expected) in [
        ("", "parent-7", NotAParent),
        ("hus", "parent-7", NotAParent),
        ("hush!", "parent-7", NotAParent),
        ("hush", "", BadCredential),
        ("hush", "with space", BadCredential),
    ] {
        assert_eq!(
            exchange.known_to_site(shown, subject),
            Err(expected),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn the_provinces_gateway_gets_every_request_signed() {
    let (token, user) = (
        "/restapi/prod/IC33000020220329000007/uc/sso/access_token",
        "/restapi/prod/IC33000020220329000008/uc/sso/getUserInfo",
    );
    let vendor = Vendor::new(&[
        (
            token,
            &[Json(200, r#"{"success":true,"data":{"accessToken":"at"}}"#)],
        ),
        (
            user,
            &[Json(
                200,
                r#"{"success":true,"data":{"personInfo":{"userId":"z1","idNo":"3302"}}}"#,
            )],
        ),
    ])
    .await;
    let exchange = exchange(&vendor.address, PATIENT);
    let found = exchange.account(Host::Zhejiang, "tk", NOW).await.unwrap();
    assert_eq!(found.subject, "z1");
    let asked = vendor.asked();
    assert_eq!(vendor.paths(), [token, user]);
    let body = |at: usize| serde_json::from_str::<serde_json::Value>(&asked[at].body).unwrap();
    assert_eq!(
        body(0),
        serde_json::json!({ "ticketId": "tk", "appId": "2001" })
    );
    assert_eq!(body(1), serde_json::json!({ "token": "at" }));
    let header = |at: usize, name: &str| {
        let mut lines = asked[at].headers.lines();
        let found = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        found.unwrap().to_owned()
    };
    assert_eq!(header(0, "x-bg-hmac-access-key"), "hush");
    assert_eq!(header(0, "x-bg-date-time"), "Wed, 25 Feb 2026 06:13:20 GMT");
    let signatures = [0, 1].map(|at| header(at, "x-bg-hmac-signature"));
    assert_ne!(signatures[0], signatures[1]);
}
