//! Parameters of an address, and of a form.

/// `a=1&b=%E4%B8%AD`, in the order given.
pub(crate) fn query(parameters: &[(&str, &str)]) -> String {
    let pairs = parameters
        .iter()
        .map(|(name, value)| [encode(name).as_str(), "=", &encode(value)].concat());
    pairs.collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Back again; `None` for what is no UTF-8 or has a percent that leads nowhere.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parameters_are_written_as_forms_write_them() {
        let written = query(&[("appid", "wx1"), ("name", "周二 a+b&c=%")]);
        assert_eq!(
            written,
            "appid=wx1&name=%E5%91%A8%E4%BA%8C%20a%2Bb%26c%3D%25"
        );
    }

    #[test]
    fn what_leads_nowhere_is_no_text() {
        for text in ["%", "%4", "%zz", "%ff", "a%"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(text in ".*") {
            prop_assert_eq!(decode(&encode(&text)), Some(text));
        }

        #[test]
        fn no_text_is_too_strange_to_read(text in ".*") {
            let _ = decode(&text);
        }
    }
}
