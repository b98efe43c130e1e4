use std::borrow::Cow;

/// A sentence, fixed or composed.
pub type Text = Cow<'static, str>;

/// What can stand in a text or an attribute; `None` stands for nothing.
pub trait Shown {
    fn shown(self) -> Option<Text>;
}

impl Shown for &'static str {
    fn shown(self) -> Option<Text> {
        Some(Text::Borrowed(self))
    }
}

impl Shown for String {
    fn shown(self) -> Option<Text> {
        Some(Text::Owned(self))
    }
}

impl Shown for Text {
    fn shown(self) -> Option<Text> {
        Some(self)
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(self) -> Option<Text> {
        self.and_then(T::shown)
    }
}

/// The two words in which ARIA states are written.
pub fn yes_no(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}
