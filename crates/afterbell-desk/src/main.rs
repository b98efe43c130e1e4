//! The school's desk in a browser.

fn main() {
    afterbell_desk::mount();
}
