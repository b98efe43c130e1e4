use sha1::{Digest as _, Sha1};

/// JS-SDK 签名: lets a page with this address use WeChat's or WeCom's functions. What is behind the `#` is no part of
/// the address.
pub fn page_signature(ticket: &str, nonce: &str, timestamp: u64, url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let signed = format!("jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}");
    let digest = Sha1::digest(signed.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKET: &str =
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    const NONCE: &str = "Wm3WZYTPz0wzccnW";
    const URL: &str = "http://mp.weixin.qq.com?params=value";

    #[test]
    fn the_vendors_own_example_comes_out() {
        let expected = "0f9de62fce790f9a083d5c99e95740ceb90c27ed";
        assert_eq!(page_signature(TICKET, NONCE, 1_414_587_457, URL), expected);
        let with_route = format!("{URL}#/courses");
        assert_eq!(
            page_signature(TICKET, NONCE, 1_414_587_457, &with_route),
            expected
        );
    }

    #[test]
    fn every_part_is_signed() {
        let right = page_signature(TICKET, NONCE, 1_414_587_457, URL);
        assert_ne!(page_signature("x", NONCE, 1_414_587_457, URL), right);
        assert_ne!(page_signature(TICKET, "x", 1_414_587_457, URL), right);
        assert_ne!(page_signature(TICKET, NONCE, 1_414_587_458, URL), right);
        assert_ne!(
            page_signature(TICKET, NONCE, 1_414_587_457, "http://a/"),
            right
        );
    }
}
