use afterbell_locale::{Locale, format, text::letters as text};

use super::qr::{TooLong, svg};
use super::{Letter, Sender};
use crate::html::escaped;

const STYLE: &str = include_str!("page.css");

/// The letters as one page of HTML to print, one sheet of A4 per child.
pub fn html(locale: Locale, sender: &Sender, letters: &[Letter]) -> Result<String, TooLong> {
    let title = text::letter::title(locale, &sender.school, &sender.term);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n",
        text::letter::language(locale),
        escaped(&title),
    );
    for letter in letters {
        page.push_str(&sheet(locale, sender, letter)?);
    }
    page.push_str("</body>\n</html>\n");
    Ok(page)
}

fn sheet(locale: Locale, sender: &Sender, letter: &Letter) -> Result<String, TooLong> {
    let address = sender.address_of(&letter.code);
    let qr = svg(&address, text::letter::qr_label(locale))?;
    let class = format::class(locale, letter.class);
    let greeting = text::letter::greeting(locale, class, &letter.name);
    let window = match (sender.opens_at, sender.closes_at) {
        (Some(opens), Some(closes)) => {
            let (opens, closes) = (
                format::moment(locale, opens),
                format::moment(locale, closes),
            );
            text::letter::window(locale, closes, opens)
        }
        _ => String::new(),
    };
    let steps = [
        text::letter::step_scan(locale).to_owned(),
        text::letter::step_type(locale, &sender.base_url),
        text::letter::step_choose(locale).to_owned(),
    ];
    let steps: String = steps
        .iter()
        .map(|step| format!("<li>{}</li>\n", escaped(step)))
        .collect();
    Ok(format!(
        "<section class=\"letter\">\n<header>{school}</header>\n<h1>{title}</h1>\n\
         <p class=\"greeting\">{greeting}</p>\n<p>{introduction}</p>\n<p>{window}</p>\n\
         <div class=\"code\">{qr}\n<p>{code_label}<strong>{code}</strong></p></div>\n\
         <ol>\n{steps}</ol>\n<p class=\"note\">{voluntary}</p>\n<p class=\"note\">{secret}</p>\n\
         </section>\n",
        school = escaped(sender.school.as_str()),
        title = escaped(&text::letter::heading(locale, &sender.term)),
        greeting = escaped(&greeting),
        introduction = text::letter::introduction(locale),
        window = escaped(&window),
        code_label = text::letter::code_label(locale),
        code = letter.code,
        voluntary = text::letter::voluntary(locale),
        secret = text::letter::secret(locale),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterbell_domain::{ChildCode, Grade, HomeroomClass};

    #[test]
    fn a_letter_says_name_class_and_code_and_escapes_them() {
        let sender = Sender {
            school: "海棠路小学".parse().unwrap(),
            term: "2026学年第一学期".parse().unwrap(),
            opens_at: None,
            closes_at: None,
            base_url: "https://school.example".to_owned(),
        };
        let letter = Letter {
            name: "<b>马嘉</b>".parse().unwrap(),
            class: HomeroomClass::new(Grade::new(3).unwrap(), 2).unwrap(),
            code: ChildCode::from_bits([7; 10]),
        };
        let code = letter.code.to_string();
        let page = html(Locale::ZhHans, &sender, &[letter]).unwrap();
        assert!(page.contains("&lt;b&gt;马嘉&lt;/b&gt;"));
        assert!(!page.contains("<b>"));
        assert!(page.contains("三(2)班"));
        assert!(page.contains(&code));
        assert_eq!(page.matches("<section").count(), 1);
        assert_eq!(page.matches("<svg").count(), 1);
        assert!(!page.contains("<script"));
    }
}
