use std::fs;
use std::io::Write as _;

use serde_json::json;

use super::support::{School, Server, afterbell, afterbell_knowing};

/// A site as the build leaves it: hashed names, and compressed copies beside the files.
fn serve_site(school: &School) -> Server {
    let site = school.path("site");
    fs::create_dir_all(site.join("icons")).expect("a directory");
    let write = |name: &str, content: &[u8]| fs::write(site.join(name), content).expect("a file");
    write("index.html", b"<!doctype html><title>Afterbell</title>");
    write("school.html", b"<!doctype html><title>Desk</title>");
    write("app-0123456789abcdef.js", b"plain");
    write("app-0123456789abcdef.js.br", b"brotli");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"plain").expect("gzip");
    write("app-0123456789abcdef.js.gz", &gzip.finish().expect("gzip"));
    write("app-fedcba9876543210.wasm", b"\0asm");
    write("style-0123abcd.css", b"a{}");
    write("manifest.webmanifest", b"{}");
    write("icons/icon.svg", b"<svg/>");
    write(".inputs", b"a stamp of the build");
    school.serve_with(&["--site", site.to_str().expect("a path")])
}

#[test]
fn files_come_with_their_types() {
    let school = School::new();
    let server = serve_site(&school);
    for (path, kind) in [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/app-0123456789abcdef.js", "text/javascript"),
        ("/app-fedcba9876543210.wasm", "application/wasm"),
        ("/style-0123abcd.css", "text/css"),
        ("/icons/icon.svg", "image/svg+xml"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ] {
        let answer = server.get(path).send();
        assert_eq!(answer.status, 200, "{path}");
        let found = answer.header("content-type").expect("a type");
        assert!(found.starts_with(kind), "{path}: {found}");
    }
}

#[test]
fn the_smallest_form_a_browser_takes_is_sent() {
    let school = School::new();
    let server = serve_site(&school);
    let get = |accepted: &str| {
        let request = server.get("/app-0123456789abcdef.js");
        request.header("Accept-Encoding", accepted).send()
    };
    let brotli = get("gzip, deflate, br, zstd");
    assert_eq!(
        (brotli.header("content-encoding"), brotli.text().as_str()),
        (Some("br"), "brotli")
    );
    assert_eq!(brotli.header("vary"), Some("accept-encoding"));
    assert_eq!(get("gzip").header("content-encoding"), Some("gzip"));
    let plain = get("identity");
    assert_eq!(
        (plain.header("content-encoding"), plain.text().as_str()),
        (None, "plain")
    );
    assert!(
        plain
            .header("content-type")
            .expect("a type")
            .starts_with("text/javascript")
    );
    // A file without compressed copies is sent as it is.
    let request = server
        .get("/style-0123abcd.css")
        .header("Accept-Encoding", "br");
    assert_eq!(request.send().text(), "a{}");
}

#[test]
fn only_files_named_by_their_content_are_kept_for_ever() {
    let school = School::new();
    let server = serve_site(&school);
    let for_ever = "public, max-age=31536000, immutable";
    for (path, kept) in [
        ("/app-0123456789abcdef.js", for_ever),
        ("/app-fedcba9876543210.wasm", for_ever),
        ("/style-0123abcd.css", for_ever),
        ("/", "no-cache"),
        ("/index.html", "no-cache"),
        ("/manifest.webmanifest", "no-cache"),
    ] {
        let answer = server.get(path).send();
        assert_eq!(answer.header("cache-control"), Some(kept), "{path}");
    }
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let school = School::new();
    let server = serve_site(&school);
    let first = server.get("/").send();
    let modified = first.header("last-modified").expect("a date").to_owned();
    let again = server
        .get("/")
        .header("If-Modified-Since", &modified)
        .send();
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn nothing_outside_the_site_is_served() {
    let school = School::new();
    let server = serve_site(&school);
    for path in [
        "/nothing",
        "/icons",
        "/icons/",
        "/.inputs",
        "/%2einputs",
        "/../school.toml",
        "/..%2fschool.toml",
        "/%2e%2e/school.toml",
        "/icons/..%2f..%2fschool.toml",
        "//etc/passwd",
        "/%00",
        "/api/nothing",
    ] {
        let answer = server.get(path).send();
        assert!(
            matches!(answer.status, 404 | 307),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.text().contains("receipt_prefix"), "{path}");
        assert!(!answer.text().contains("stamp"), "{path}");
    }
    server.get("/nothing").send().is_problem(404, "not_found");
    server
        .post("/")
        .send()
        .is_problem(405, "method_not_allowed");
}

#[test]
fn pages_are_protected_like_answers() {
    let school = School::new();
    let server = serve_site(&school);
    let page = server.get("/").send();
    assert!(page.header("content-security-policy").is_some());
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
}

/// The desk shows the parent's page in a frame; nobody shows the desk in one.
#[test]
fn only_the_desk_has_frames_and_nobody_frames_the_desk() {
    let school = School::new();
    let server = serve_site(&school);
    let policy = |path: &str| {
        let page = server.get(path).send();
        page.header("content-security-policy")
            .expect("a policy")
            .to_owned()
    };
    let (parents, desks) = (policy("/"), policy("/school.html"));
    assert!(!parents.contains("frame-src") && desks.contains("frame-src 'self'"));
    assert!(desks.contains("frame-ancestors 'none'"), "{desks}");
    for directive in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'"] {
        assert!(desks.contains(directive), "{directive}");
    }
}

/// Each chat app's page may load its vendor's script, and named sites may frame the page made for frames.
#[test]
fn entrances_may_what_the_school_has_registered() {
    let school = School::new();
    let hosts = school.path("hosts.json");
    let registered = json!({
        "feishu": { "app_id": "cli_1" },
        "iframe": { "origins": ["https://www.example.school", "https://www.example.gov"] },
    });
    fs::write(&hosts, registered.to_string()).expect("a file");
    let plain = serve_site(&school);
    let policy = |server: &Server, path: &str| {
        let page = server.get(path).send();
        assert_eq!(page.status, 200, "{path}");
        page.header("content-security-policy")
            .expect("a policy")
            .to_owned()
    };
    let of_every_page = policy(&plain, "/");
    assert_eq!(policy(&plain, "/?in=feishu"), of_every_page);
    plain.get("/hosts.json").send().is_problem(404, "not_found");
    drop(plain);

    let site = school.path("site");
    let [site, hosts] = [&site, &hosts].map(|path| path.to_str().expect("a path"));
    let server = school.serve_with(&["--site", site, "--hosts", hosts]);
    let published = server.get("/hosts.json").send();
    assert_eq!(published.header("cache-control"), Some("no-cache"));
    assert_eq!(published.is(200), registered);
    assert!(
        policy(&server, "/?in=feishu").contains("script-src 'self' 'wasm-unsafe-eval' https://")
    );
    let framed = policy(&server, "/?in=iframe");
    assert!(
        framed
            .ends_with("frame-ancestors 'self' https://www.example.school https://www.example.gov"),
        "{framed}"
    );
    for path in [
        "/",
        "/?in=alipay",
        "/?in=nobody",
        "/app-0123456789abcdef.js?in=iframe",
    ] {
        assert_eq!(policy(&server, path), of_every_page, "{path}");
    }
    assert!(policy(&server, "/school.html?in=iframe").contains("frame-ancestors 'none'"));
}

#[test]
fn a_secret_among_what_is_published_keeps_the_server_from_starting() {
    let school = School::new();
    let hosts = school.path("hosts.json");
    let secret = json!({ "feishu": { "app_id": "cli_1", "app_secret": "hush" } });
    fs::write(&hosts, secret.to_string()).expect("a file");
    let [which, place] = school.books();
    let hosts = hosts.to_str().expect("a path");
    let ran = afterbell(["serve", &which, &place, "--port", "0", "--hosts", hosts]).fails();
    ran.says("app_secret").says("环境变量");
}

#[test]
fn a_site_s_secret_that_cannot_be_used_is_told_to_the_office_without_the_secret() {
    let school = School::new();
    let file = school.path("hosts.json");
    let [a, b] = ["https://a.example", "https://b.example"];
    let registered = json!({ "iframe": { "origins": [a, b] } });
    fs::write(&file, registered.to_string()).expect("a file");
    let [which, place] = school.books();
    let hosts = file.to_str().expect("a path");
    let secret = "hush".repeat(8);
    for (text, says) in [
        (format!("{a}=hush"), "至少 32 个字符"),
        (secret.clone(), "没有写明是哪个网站"),
        (format!("https://c.example={secret}"), "没有登记"),
        (format!("{a}={secret} {b}={secret}"), "同一个密钥"),
    ] {
        let arguments = ["serve", &which, &place, "--port", "0", "--hosts", hosts];
        let ran = afterbell_knowing(("AFTERBELL_FRAME_SECRET", &text), arguments).fails();
        assert!(!ran.stderr.contains("hush"), "{}", ran.stderr);
        ran.says(says).says("AFTERBELL_FRAME_SECRET");
    }
}
