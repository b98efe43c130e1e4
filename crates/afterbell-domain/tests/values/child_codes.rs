use afterbell_domain::ChildCode;
use proptest::prelude::*;

use super::written::{check, check_refused};

#[test]
fn typed_and_pasted() {
    let written = "7K4Q-92MX-0ABC-1EFG";
    for typed in [
        "7K4Q-92MX-0ABC-1EFG",
        "7k4q92mx0abc1efg",
        "7k4q 92mx 0abc 1efg",
        " 7K4Q92MX-0ABC1EFG\n",
        "７Ｋ４Ｑ－９２ＭＸ－０ＡＢＣ－１ＥＦＧ",
        "７ｋ４ｑ　９２ｍｘ　０ａｂｃ　１ｅｆｇ",
        "7K4Q-92MX-OABC-IEFG",
        "7k4q-92mx-oabc-lefg",
        "7K4Q—92MX–OABC_1EFG",
        "7K4Q\u{2011}92MX\u{2212}0ABC\u{2010}1EFG",
        "\u{feff}7K4Q-92MX\u{200b}-0ABC-1EFG\u{200e}",
    ] {
        check::<ChildCode>(typed, written);
    }
}

#[test]
fn refused() {
    check_refused::<ChildCode>(&[
        "",
        "----",
        "7K4Q-92MX-0ABC-1EF",
        "7K4Q-92MX-0ABC-1EFGH",
        "7K4Q-92MX-0ABC-1EFU",
        "7K4Q.92MX.0ABC.1EFG",
        "7K4Q-92MX-0ABC-1EF课",
        "7K4Q-92MX-0ABC-1EF🎻",
    ]);
}

/// A code opens an account: neither a log nor an error may repeat it.
#[test]
fn kept_out_of_logs_and_errors() {
    let code: ChildCode = "7K4Q-92MX-0ABC-1EFG".parse().expect("a code");
    assert_eq!(format!("{code:?}"), "ChildCode(hidden)");
    let error = "7K4Q-92MX-0ABC-1EFU"
        .parse::<ChildCode>()
        .expect_err("no U");
    assert!(!format!("{error} {error:?}").contains("7K4Q"));
    let error = serde_json::from_str::<ChildCode>("\"7K4Q-92MX-0ABC-1EFU\"").expect_err("no U");
    assert!(!format!("{error} {error:?}").contains("7K4Q"));
}

#[test]
fn the_first_and_the_last() {
    for (bits, expected) in [
        ([0; 10], "0000-0000-0000-0000"),
        ([0xff; 10], "ZZZZ-ZZZZ-ZZZZ-ZZZZ"),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "0000-0000-0000-0001"),
        ([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0], "G000-0000-0000-0000"),
    ] {
        assert_eq!(ChildCode::from_bits(bits).to_string(), expected);
    }
}

proptest! {
    #[test]
    fn eighty_bits_there_and_back(bits in any::<[u8; 10]>()) {
        let read: ChildCode = ChildCode::from_bits(bits).to_string().parse().expect("a code");
        prop_assert_eq!(read.bits(), &bits);
    }
}
