//! Backup, restore and verify, as the office types them.

use super::support::{Phone, School, afterbell};

#[test]
fn a_backup_made_while_serving_is_restored_with_every_receipt() {
    let school = School::new();
    if school.books()[0] != "--data-dir" {
        return; // PostgreSQL has its own tools to copy with.
    }
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (token, child) = (phone.token.clone(), phone.child.clone());
    phone.chooses(&["足球"]);
    let receipt = phone.receipt().is(200);
    let copy = school.path("copy.sqlite");
    let copy = copy.to_str().expect("UTF-8");
    school
        .office("backup", &[copy])
        .succeeds()
        .says("已备份到")
        .says("核对无误：台账 1 条");
    // What comes later is not in it.
    phone.chooses(&["篮球"]);
    school.office("verify", &[]).succeeds().says("台账 2 条");
    // Not under a running server.
    let refused = school.office("restore", &[copy, "--replace"]).fails();
    refused.says("已有一个服务在运行");
    drop(server);
    let refused = school.office("restore", &[copy]).fails();
    refused.says("什么也没有改动");
    school.office("verify", &[]).succeeds().says("台账 2 条");
    school
        .office("restore", &[copy, "--replace"])
        .succeeds()
        .says("已从");
    let server = school.serve();
    let again = Phone {
        server: &server,
        token,
        child,
    };
    assert_eq!(again.receipt().is(200), receipt);
    drop(server);
    let other = school.path("other");
    let other = other.to_str().expect("UTF-8");
    afterbell(["restore", "--data-dir", other, copy]).succeeds();
    afterbell(["verify", "--data-dir", other])
        .succeeds()
        .says("台账 1 条");
}

#[test]
fn a_copy_that_does_not_fit_replaces_nothing() {
    let school = School::new();
    if school.books()[0] != "--data-dir" {
        return; // PostgreSQL has its own tools to copy with.
    }
    let copy = school.path("copy.sqlite");
    let path = copy.to_str().expect("UTF-8").to_owned();
    school.office("backup", &[&path]).succeeds();
    let whole = std::fs::read(&copy).expect("a copy");
    let half = whole.get(..whole.len() / 8192 * 4096).expect("a half");
    std::fs::write(&copy, half).expect("a damaged copy");
    let refused = school.office("restore", &[&path, "--replace"]).fails();
    refused.says("错误");
    school.office("verify", &[]).succeeds();
    drop(school.serve());
}

/// A head that is no head, pages that are not there, a file that was never a database: none of
/// them can be overwritten page by page.
#[test]
fn books_that_are_damaged_are_put_aside_and_the_copy_takes_their_place() {
    let school = School::new();
    if school.books()[0] != "--data-dir" {
        return; // PostgreSQL has its own tools to copy with.
    }
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let (token, child) = (phone.token.clone(), phone.child.clone());
    phone.chooses(&["足球"]);
    let receipt = phone.receipt().is(200);
    let copy = school.path("copy.sqlite").display().to_string();
    school.office("backup", &[&copy]).succeeds();
    assert!(server.stop().success());
    let books = school.data().join("afterbell.sqlite");
    let whole = std::fs::read(&copy).expect("a copy");
    let damages: [fn(&mut Vec<u8>); 3] = [
        |books| books[..100].fill(7),
        |books| books.truncate(books.len() / 8192 * 4096),
        |books| *books = "学号,姓名\n".repeat(1000).into_bytes(),
    ];
    for (number, damage) in (1..).zip(damages) {
        let mut damaged = whole.clone();
        damage(&mut damaged);
        std::fs::write(&books, &damaged).expect("damaged books");
        for command in ["verify", "letters"] {
            let refused = school.office(command, &[]).fails();
            refused.says("数据库文件已损坏");
        }
        school.office("restore", &[&copy]).fails().says("--replace");
        let name = format!("damaged-{number}.sqlite");
        let restored = school.office("restore", &[&copy, "--replace"]).succeeds();
        restored.says(&name);
        let aside = std::fs::read(school.data().join(&name)).expect("put aside");
        assert!(aside == damaged, "what was put aside is not what was there");
        school.office("verify", &[]).succeeds();
    }
    let server = school.serve();
    let again = Phone {
        server: &server,
        token,
        child,
    };
    assert_eq!(again.receipt().is(200), receipt);
}

/// There it could replace the books under the running server.
#[test]
fn a_backup_does_not_go_into_the_data_directory() {
    let school = School::new();
    if school.books()[0] != "--data-dir" {
        return; // PostgreSQL has its own tools to copy with.
    }
    let books = school.data().join("afterbell.sqlite");
    let before = std::fs::read(&books).expect("books");
    for name in ["afterbell.sqlite", "copy.sqlite"] {
        let path = school.data().join(name).display().to_string();
        let refused = school.office("backup", &[&path]).fails();
        assert!(refused.stderr.contains("以外的地方"), "{}", refused.stderr);
    }
    assert_eq!(std::fs::read(&books).expect("books"), before);
}
