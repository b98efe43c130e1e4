//! What vendors answer, and what is made of it.
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

use afterbell_hosts::ExchangeFault::{self, *};
use afterbell_hosts::Host;
use school::{NOW, PATIENT, exchange};
use vendor::Reply::{self, Json};
use vendor::Vendor;

/// Whose credential it is, what the vendor answers by path, and what comes of it.
type Case = (
    Host,
    &'static [(&'static str, &'static str)],
    Result<&'static str, ExchangeFault>,
);

async fn account(host: Host, replies: &[(&str, &[Reply])]) -> Result<String, ExchangeFault> {
    let vendor = Vendor::new(replies).await;
    let found = exchange(&vendor.address, PATIENT)
        .account(host, "code", NOW)
        .await;
    found.map(|account| account.subject)
}

#[tokio::test]
async fn each_vendors_answers_are_understood() {
    let token: (_, &[_]) = (
        "/cgi-bin/gettoken",
        &[Json(
            200,
            r#"{"errcode":0,"access_token":"t","expires_in":7200}"#,
        )],
    );
    let ding: (_, &[_]) = (
        "/v1.0/oauth2/accessToken",
        &[Json(200, r#"{"accessToken":"t","expireIn":7200}"#)],
    );
    let cases: &[Case] = &[
        (
            Host::WeChatMiniProgram,
            &[(
                "/sns/jscode2session",
                r#"{"openid":"o1","session_key":"k","unionid":"u"}"#,
            )],
            Ok("o1"),
        ),
        (
            Host::WeChatMiniProgram,
            &[(
                "/sns/jscode2session",
                r#"{"errcode":40029,"errmsg":"invalid code"}"#,
            )],
            Err(BadCredential),
        ),
        (
            Host::WeChatMiniProgram,
            &[(
                "/sns/jscode2session",
                r#"{"errcode":40163,"errmsg":"code been used"}"#,
            )],
            Err(BadCredential),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"errcode":45011}"#)],
            Err(TooOften(45011)),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"errcode":40226}"#)],
            Err(Blocked),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"errcode":-1}"#)],
            Err(Failing(-1)),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"errcode":40125}"#)],
            Err(Misregistered(40125)),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"errcode":0}"#)],
            Err(Unreadable),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"openid":"with space"}"#)],
            Err(Unreadable),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", r#"{"openid":7}"#)],
            Err(Unreadable),
        ),
        (
            Host::WeChatMiniProgram,
            &[("/sns/jscode2session", "[]")],
            Err(Unreadable),
        ),
        (
            Host::WeChat,
            &[(
                "/sns/oauth2/access_token",
                r#"{"access_token":"t","openid":"o2","scope":"snsapi_base"}"#,
            )],
            Ok("o2"),
        ),
        (
            Host::WeChat,
            &[(
                "/sns/oauth2/access_token",
                r#"{"openid":"o2","is_snapshotuser":1}"#,
            )],
            Err(Snapshot),
        ),
        (
            Host::WeCom,
            &[(
                "/cgi-bin/auth/getuserinfo",
                r#"{"errcode":0,"userid":"teacher"}"#,
            )],
            Err(NotAParent),
        ),
        (
            Host::WeCom,
            &[("/cgi-bin/auth/getuserinfo", r#"{"errcode":40029}"#)],
            Err(BadCredential),
        ),
        (
            Host::WeCom,
            &[
                (
                    "/cgi-bin/auth/getuserinfo",
                    r#"{"errcode":0,"parent_userid":"p1","external_userid":"w"}"#,
                ),
                (
                    "/cgi-bin/school/user/get",
                    r#"{"errcode":0,"user_type":1,"student":{}}"#,
                ),
            ],
            Err(NotAParent),
        ),
        (
            Host::DingTalk,
            &[(
                "/topapi/v2/user/getuserinfo",
                r#"{"errcode":0,"result":{"userid":"d1"}}"#,
            )],
            Ok("d1"),
        ),
        (
            Host::DingTalk,
            &[("/topapi/v2/user/getuserinfo", r#"{"errcode":40078}"#)],
            Err(BadCredential),
        ),
        (
            Host::DingTalk,
            &[("/topapi/v2/user/getuserinfo", r#"{"errcode":60020}"#)],
            Err(Misregistered(60020)),
        ),
        (
            Host::Feishu,
            &[
                (
                    "/open-apis/authen/v2/oauth/token",
                    r#"{"code":0,"access_token":"u-t"}"#,
                ),
                (
                    "/open-apis/authen/v1/user_info",
                    r#"{"code":0,"data":{"open_id":"ou_1"}}"#,
                ),
            ],
            Ok("ou_1"),
        ),
        (
            Host::Feishu,
            &[(
                "/open-apis/authen/v2/oauth/token",
                r#"{"code":20003,"error":"invalid_grant"}"#,
            )],
            Err(BadCredential),
        ),
        (
            Host::Feishu,
            &[("/open-apis/authen/v2/oauth/token", r#"{"code":20004}"#)],
            Err(BadCredential),
        ),
        (
            Host::Feishu,
            &[("/open-apis/authen/v2/oauth/token", r#"{"code":20010}"#)],
            Err(NotAParent),
        ),
        (
            Host::Feishu,
            &[("/open-apis/authen/v2/oauth/token", r#"{"code":20002}"#)],
            Err(Misregistered(20002)),
        ),
        (
            Host::Alipay,
            &[(
                "/gateway.do",
                r#"{"alipay_system_oauth_token_response":{"open_id":"a1"},"sign":"x"}"#,
            )],
            Ok("a1"),
        ),
        (
            Host::Alipay,
            &[(
                "/gateway.do",
                r#"{"alipay_system_oauth_token_response":{"user_id":"2088"}}"#,
            )],
            Ok("2088"),
        ),
        (
            Host::Alipay,
            &[(
                "/gateway.do",
                r#"{"error_response":{"code":"40002","sub_code":"isv.code-invalid"}}"#,
            )],
            Err(BadCredential),
        ),
        (
            Host::Alipay,
            &[(
                "/gateway.do",
                r#"{"error_response":{"code":"40002","sub_code":"isv.invalid-signature"}}"#,
            )],
            Err(Misregistered(40002)),
        ),
        (
            Host::Alipay,
            &[("/gateway.do", r#"{"error_response":{"code":"20000"}}"#)],
            Err(Failing(20000)),
        ),
        (
            Host::Zhejiang,
            &[(
                "/restapi/prod/IC33000020220329000007/uc/sso/access_token",
                r#"{"success":false,"errorCode":"x"}"#,
            )],
            Err(BadCredential),
        ),
        (
            Host::Zhejiang,
            &[
                (
                    "/restapi/prod/IC33000020220329000007/uc/sso/access_token",
                    r#"{"success":true,"data":{"accessToken":"t"}}"#,
                ),
                (
                    "/restapi/prod/IC33000020220329000008/uc/sso/getUserInfo",
                    r#"{"success":true,"data":{"legalPersonInfo":{}}}"#,
                ),
            ],
            Err(NotAParent),
        ),
        (
            Host::Zhejiang,
            &[(
                "/restapi/prod/IC33000020220329000007/uc/sso/access_token",
                r#"{"message":"x"}"#,
            )],
            Err(Unreadable),
        ),
        (
            Host::Line,
            &[(
                "/oauth2/v2.1/verify",
                r#"{"iss":"https://access.line.me","sub":"U1","iat":1,"exp":2,"aud":"1"}"#,
            )],
            Ok("U1"),
        ),
        (
            Host::Line,
            &[(
                "/oauth2/v2.1/verify",
                r#"{"iss":"https://access.line.me","sub":"U1","iat":1,"exp":2,"aud":"2"}"#,
            )],
            Err(BadCredential),
        ),
        (
            Host::Line,
            &[(
                "/oauth2/v2.1/verify",
                r#"{"iss":"https://elsewhere","sub":"U1","iat":1,"exp":2,"aud":"1"}"#,
            )],
            Err(BadCredential),
        ),
    ];
    for (host, answers, expected) in cases {
        let replies: Vec<_> = answers
            .iter()
            .map(|(path, body)| (*path, [Json(200, body)]))
            .collect();
        let mut all = vec![token, ding];
        all.extend(
            replies
                .iter()
                .map(|(path, reply)| (*path, reply.as_slice())),
        );
        let found = account(*host, &all).await;
        assert_eq!(
            found.as_deref().map_err(|fault| *fault),
            *expected,
            "{host} {answers:?}"
        );
    }
    let refused: &[(&str, &[Reply])] = &[(
        "/oauth2/v2.1/verify",
        &[Json(
            400,
            r#"{"error":"invalid_request","error_description":"IdToken expired."}"#,
        )],
    )];
    assert_eq!(account(Host::Line, refused).await, Err(BadCredential));
}
