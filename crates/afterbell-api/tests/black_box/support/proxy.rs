use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What becomes of a connection on its way to the server.
const FATES: [Fate; 7] = [
    Fate::LostBeforeTheServer,
    Fate::AnswerLost,
    Fate::HalfTheRequest,
    Fate::Late,
    Fate::InCrumbs,
    Fate::HalfTheAnswer,
    Fate::Whole,
];

#[derive(Clone, Copy)]
enum Fate {
    /// Nothing reaches the server.
    LostBeforeTheServer,
    /// It reaches the server and is carried out, and the phone never hears of it.
    AnswerLost,
    HalfTheRequest,
    HalfTheAnswer,
    /// It reaches the server long after the phone has given up and asked again.
    Late,
    /// Both ways a few bytes at a time.
    InCrumbs,
    Whole,
}

/// A bad line between phones and a server. Each connection carries one request, and the fates
/// take turns, so that however the phones are scheduled each befalls as many.
pub struct Proxy {
    pub address: String,
    server: String,
    carried: Arc<AtomicUsize>,
    late: Late,
}

/// Requests that are still on their way.
type Late = Arc<Mutex<VecDeque<Vec<u8>>>>;

impl Proxy {
    /// In front of a server, as long as the test lasts.
    pub fn before(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let carried = Arc::new(AtomicUsize::new(0));
        let late = Late::default();
        let (count, waiting) = (Arc::clone(&carried), Arc::clone(&late));
        let to = server.to_owned();
        std::thread::spawn(move || {
            for phone in listener.incoming().map_while(Result::ok) {
                let fate = FATES[count.fetch_add(1, Ordering::Relaxed) % FATES.len()];
                let (server, late) = (to.clone(), Arc::clone(&waiting));
                std::thread::spawn(move || {
                    // Cut off from either side is what lines are.
                    let _ = carry(phone, &server, &late, fate);
                });
            }
        });
        let server = server.to_owned();
        Self {
            address,
            server,
            carried,
            late,
        }
    }

    /// What is still on its way arrives now. Says how much that was.
    pub fn deliver_late(&self) -> usize {
        std::iter::from_fn(|| deliver_one(&self.server, &self.late))
            .map(|answer| assert!(is_whole(&answer), "no answer to a late request"))
            .count()
    }

    /// Whether every fate has befallen so many connections.
    pub fn has_carried(&self, each: usize) -> bool {
        self.carried.load(Ordering::Relaxed) >= each * FATES.len()
    }
}

/// Lets the request arrive that has been on its way for longest.
fn deliver_one(server: &str, late: &Late) -> Option<Vec<u8>> {
    let request = late.lock().expect("no panic").pop_front()?;
    let mut server = TcpStream::connect(server).expect("a server");
    server.write_all(&request).expect("a request");
    Some(read_message(&mut server).expect("an answer"))
}

fn carry(mut phone: TcpStream, address: &str, late: &Late, fate: Fate) -> std::io::Result<()> {
    let request = read_message(&mut phone)?;
    match fate {
        Fate::LostBeforeTheServer => return phone.shutdown(Shutdown::Both),
        Fate::Late => {
            late.lock().expect("no panic").push_back(request);
            return phone.shutdown(Shutdown::Both);
        }
        _ => {}
    }
    let mut server = TcpStream::connect(address)?;
    server.set_nodelay(true)?;
    phone.set_nodelay(true)?;
    match fate {
        Fate::HalfTheRequest => {
            server.write_all(&request[..request.len() / 2])?;
            server.shutdown(Shutdown::Both)?;
            return phone.shutdown(Shutdown::Both);
        }
        Fate::InCrumbs => crumbs(&mut server, &request)?,
        _ => server.write_all(&request)?,
    }
    let answer = read_message(&mut server)?;
    match fate {
        Fate::AnswerLost => {}
        Fate::HalfTheAnswer => phone.write_all(&answer[..answer.len() / 2])?,
        Fate::InCrumbs => crumbs(&mut phone, &answer)?,
        _ => phone.write_all(&answer)?,
    }
    phone.shutdown(Shutdown::Both)?;
    if matches!(fate, Fate::Whole) {
        deliver_one(address, late);
    }
    Ok(())
}

fn crumbs(to: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    bytes.chunks(7).try_for_each(|crumb| to.write_all(crumb))
}

/// A whole message of HTTP/1.1 that tells its length, or what came before the end.
pub fn read_message(from: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut message = Vec::new();
    let mut some = [0; 4_096];
    while !is_whole(&message) {
        match from.read(&mut some)? {
            0 => break,
            count => message.extend_from_slice(&some[..count]),
        }
    }
    Ok(message)
}

pub fn is_whole(message: &[u8]) -> bool {
    let Some((head, body)) = parts(message) else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then_some(value)
    });
    let length = length.map_or(0, |length| length.trim().parse().expect("a length"));
    body.len() >= length
}

/// Head and body.
pub fn parts(message: &[u8]) -> Option<(&str, &[u8])> {
    let end = message.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&message[..end]).expect("text");
    Some((head, &message[end + 4..]))
}
