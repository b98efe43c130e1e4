use afterbell_domain::district::SchoolAddress;

#[test]
fn a_key_goes_only_where_nobody_can_read_it_on_the_way() {
    for (text, kept) in [
        (
            "https://xuanke.example.school",
            Some("https://xuanke.example.school"),
        ),
        (
            " https://xuanke.example.school/ ",
            Some("https://xuanke.example.school"),
        ),
        (
            "https://example.school:8443/a/b_2",
            Some("https://example.school:8443/a/b_2"),
        ),
        ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
        ("http://localhost:8080/", Some("http://localhost:8080")),
        ("http://xuanke.example.school", None),
        ("http://127.0.0.1.example.school", None),
        ("https://user:secret@example.school", None),
        ("https://example.school/a?b=c", None),
        ("https://example.school/a#b", None),
        ("https://example.school//a", None),
        ("https://example.school/..", None),
        ("https://example.school:0", None),
        ("https://example.school:99999", None),
        ("https://Example.School", None),
        ("https://", None),
        ("example.school", None),
        ("ftp://example.school", None),
        ("", None),
    ] {
        let read = text.parse::<SchoolAddress>().ok();
        assert_eq!(read.as_ref().map(SchoolAddress::as_str), kept, "{text}");
    }
    let long = format!("https://{}.school", "a".repeat(SchoolAddress::LONGEST));
    assert!(long.parse::<SchoolAddress>().is_err());
    let address: SchoolAddress = "https://example.school/a".parse().unwrap();
    assert_eq!(
        address.oversight(),
        "https://example.school/a/api/oversight"
    );
}
