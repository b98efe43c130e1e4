use super::{Unreadable, text};

/// Deeper than anything we write; a hostile text must not exhaust the stack.
const DEEPEST: u8 = 32;

/// A place in a text.
pub struct Reader<'de> {
    rest: &'de [u8],
    depth: u8,
}

impl<'de> Reader<'de> {
    pub fn at(rest: &'de [u8]) -> Self {
        Self { rest, depth: 0 }
    }

    pub fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// The next byte that is not a space.
    pub fn peek(&mut self) -> Option<u8> {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// Takes a byte, if it is the next one.
    pub fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        is_next
    }

    pub fn take(&mut self, byte: u8) -> Result<(), Unreadable> {
        if self.takes(byte) {
            Ok(())
        } else {
            Err(Unreadable)
        }
    }

    pub fn takes_word(&mut self, word: &str) -> bool {
        self.peek();
        match self.rest.strip_prefix(word.as_bytes()) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// A whole number that is not negative, as all of ours are.
    pub fn number(&mut self) -> Result<u64, Unreadable> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(Unreadable);
        }
        let mut number = 0u64;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            self.rest = rest;
            let digit = u64::from(digit - b'0');
            let shifted = number.checked_mul(10).ok_or(Unreadable)?;
            number = shifted.checked_add(digit).ok_or(Unreadable)?;
        }
        // What is passed over as one number is read as one.
        if self.rest.first().is_some_and(is_of_number) {
            return Err(Unreadable);
        }
        Ok(number)
    }

    pub fn text(&mut self) -> Result<String, Unreadable> {
        self.take(b'"')?;
        let (text, rest) = text::unquote(self.rest)?;
        self.rest = rest;
        Ok(text)
    }

    /// Steps into a list or an object.
    pub fn enter(&mut self, open: u8) -> Result<(), Unreadable> {
        self.take(open)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Unreadable);
        }
        Ok(())
    }

    /// Whether another item follows; steps out when none does.
    pub fn has_next(&mut self, is_first: &mut bool, close: u8) -> Result<bool, Unreadable> {
        if self.takes(close) {
            self.depth -= 1;
            return Ok(false);
        }
        if !std::mem::take(is_first) {
            self.take(b',')?;
        }
        Ok(true)
    }

    /// The values of an object under these names, each where it stands in the text; others are passed over.
    pub fn fields(&mut self, names: &[&str]) -> Result<Vec<Option<&'de [u8]>>, Unreadable> {
        let mut values = vec![None; names.len()];
        let mut is_first = true;
        self.enter(b'{')?;
        while self.has_next(&mut is_first, b'}')? {
            let name = self.text()?;
            self.take(b':')?;
            let from = self.rest;
            self.skip()?;
            let at = names.iter().position(|known| *known == name);
            if let Some(value) = at.and_then(|at| values.get_mut(at)) {
                // Twice is once too often.
                if value.is_some() {
                    return Err(Unreadable);
                }
                *value = from.get(..from.len() - self.rest.len());
            }
        }
        Ok(values)
    }

    /// Passes over a value.
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        let mut is_first = true;
        match self.peek() {
            Some(b'"') => self.skip_text(),
            Some(b'[') => {
                self.enter(b'[')?;
                while self.has_next(&mut is_first, b']')? {
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'{') => {
                self.enter(b'{')?;
                while self.has_next(&mut is_first, b'}')? {
                    self.skip_text()?;
                    self.take(b':')?;
                    self.skip()?;
                }
                Ok(())
            }
            Some(b't') if self.takes_word("true") => Ok(()),
            Some(b'f') if self.takes_word("false") => Ok(()),
            Some(b'n') if self.takes_word("null") => Ok(()),
            _ => self.skip_number(),
        }
    }

    /// Each text is passed over once for each object around it: it is not looked at closely before it is read.
    fn skip_text(&mut self) -> Result<(), Unreadable> {
        self.take(b'"')?;
        loop {
            let (byte, rest) = self.rest.split_first().ok_or(Unreadable)?;
            let is_escape = *byte == b'\\';
            self.rest = rest.get(usize::from(is_escape)..).ok_or(Unreadable)?;
            if *byte == b'"' {
                return Ok(());
            }
        }
    }

    fn skip_number(&mut self) -> Result<(), Unreadable> {
        let length = self
            .rest
            .iter()
            .take_while(|byte| is_of_number(byte))
            .count();
        self.rest = self.rest.get(length..).unwrap_or_default();
        if length == 0 { Err(Unreadable) } else { Ok(()) }
    }
}

fn is_of_number(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}
