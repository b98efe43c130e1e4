use afterbell_domain::wire::{BindRequest, Problem, ProblemCode};

/// An old phone must read the answer of a newer server.
#[test]
fn problem_codes() {
    for (json, expected) in [
        ("\"selection_denied\"", ProblemCode::SelectionDenied),
        ("\"sign_in_required\"", ProblemCode::SignInRequired),
        ("\"a_code_of_next_year\"", ProblemCode::Unknown),
    ] {
        assert_eq!(
            serde_json::from_str::<ProblemCode>(json).ok(),
            Some(expected),
            "{json}"
        );
    }
}

#[test]
fn problems_leave_out_what_they_do_not_say() {
    let json = r#"{"type":"/api/problems/not_found","status":404,"code":"not_found"}"#;
    let problem: Problem = serde_json::from_str(json).expect("a problem");
    assert_eq!(serde_json::to_string(&problem).expect("a JSON form"), json);
}

#[test]
fn a_code_is_read_as_it_was_typed() {
    let typed = r#"{"code":"7k4q 92mx oabc 1efg"}"#;
    let request: BindRequest = serde_json::from_str(typed).expect("a request");
    assert_eq!(request.code.to_string(), "7K4Q-92MX-0ABC-1EFG");
    assert!(serde_json::from_str::<BindRequest>(r#"{"code":"7k4q","admin":true}"#).is_err());
}
