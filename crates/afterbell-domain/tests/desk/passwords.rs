use afterbell_domain::Label;
use afterbell_domain::desk::{PasswordFault, password_faults};

#[test]
fn a_password_is_long_and_is_not_a_name() {
    let (name, school): (Label, Label) = ("Li Hua".parse().unwrap(), "海棠路小学".parse().unwrap());
    for (password, expected) in [
        ("correct horse battery", vec![]),
        ("十二个汉字也是一个好密码", vec![]),
        ("elevenchars", vec![PasswordFault::TooShort]),
        ("twelve chars", vec![]),
        ("111111111111", vec![PasswordFault::TooUniform]),
        ("abababababab", vec![PasswordFault::TooUniform]),
        ("my name is LI HUA", vec![PasswordFault::HasName]),
        (
            "海棠路小学的密码真长呀",
            vec![PasswordFault::TooShort, PasswordFault::HasName],
        ),
        ("", vec![PasswordFault::TooShort, PasswordFault::TooUniform]),
    ] {
        assert_eq!(
            password_faults(password, &[&name, &school]),
            expected,
            "{password}"
        );
    }
    let long = "abcdefghi ".repeat(13);
    assert_eq!(password_faults(&long, &[]), [PasswordFault::TooLong]);
}
