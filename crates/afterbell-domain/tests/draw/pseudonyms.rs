use afterbell_domain::draw::TermKey;

#[test]
fn a_child_has_another_name_in_every_term_and_the_same_within_one() {
    let (autumn, spring) = (TermKey::new([1; 32]), TermKey::new([2; 32]));
    let student = "student-1".parse().expect("an id");
    let name = autumn.pseudonym(&student).expect("a pseudonym");
    assert_eq!(autumn.pseudonym(&student).expect("a pseudonym"), name);
    assert_ne!(spring.pseudonym(&student).expect("a pseudonym"), name);
    let sibling = "student-2".parse().expect("an id");
    assert_ne!(autumn.pseudonym(&sibling).expect("a pseudonym"), name);
    assert_eq!(name.as_str().len(), 20);
}

#[test]
fn keys_and_secrets_do_not_print_themselves() {
    let key: TermKey = "07".repeat(32).parse().expect("a key");
    assert_eq!(format!("{key:?}"), "TermKey(…)");
    assert_eq!(format!("{:?}", super::school::secret()), "DrawSecret(…)");
    let slip = "0g"
        .repeat(32)
        .parse::<TermKey>()
        .expect_err("no hexadecimal digits");
    assert!(!slip.to_string().contains("0g"));
}
