//! Servers that behave and that do not, each on this machine and for one test.

use std::io::Write;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Instant;

use super::*;

/// Starts a server that answers every request by `answer`; gives its address.
fn server(answer: impl Fn(&str, &mut TcpStream) -> io::Result<()> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let path = request(&mut stream);
            // A client that had enough hangs up.
            drop(answer(&path, &mut stream));
            drop(stream.shutdown(Shutdown::Both));
        }
    });
    address
}

/// Reads a request up to its empty line; gives the path asked for.
fn request(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    head.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn page(head: &'static str, body: &'static [u8]) -> String {
    server(move |_, stream| {
        let len = body.len();
        write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {len}\r\nConnection: close\r\n\r\n")?;
        stream.write_all(body)
    })
}

fn quick() -> Patience {
    Patience { connect: Duration::from_secs(2), whole: Duration::from_millis(700) }
}

fn get(address: &str) -> Result<Vec<u8>, String> {
    let limits = Limits { source: 1 << 20, ..Limits::default() };
    fetch(address, &limits, &quick()).map_err(|error| error.to_string())
}

#[track_caller]
fn refused(address: &str, words: &str) {
    let why = get(address).expect_err("refused");
    assert!(why.contains(words), "{why}");
}

#[test]
fn a_page_comes_as_it_is() {
    let address = page("200 OK\r\nContent-Type: image/png", b"<html><p>gr\xc3\xb6\xc3\x9fer");
    assert_eq!(get(&address), Ok("<html><p>größer".into()));
}

#[test]
fn the_encoding_the_server_names_is_believed_unless_the_page_denies_it() {
    let cyrillic = page("200 OK\r\nContent-Type: text/html; charset=\"Windows-1251\"", b"\xef\xf0");
    assert_eq!(get(&cyrillic), Ok("пр".into()));
    let wrong = page("200 OK\r\nContent-Type: text/html; charset=latin1", "größer".as_bytes());
    assert_eq!(get(&wrong), Ok("größer".into()));
    let unknown = page("200 OK\r\nContent-Type: text/html; charset=nonsense", b"\xef\xf0");
    assert_eq!(get(&unknown), Ok(b"\xef\xf0".to_vec()));
}

#[test]
fn a_packed_page_is_unpacked() {
    /// "packed words", by gzip.
    const PACKED: &[u8] = &[
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0x48, 0x4c, 0xce, 0x4e,
        0x4d, 0x51, 0x28, 0xcf, 0x2f, 0x4a, 0x29, 0x06, 0x00, 0xe7, 0x84, 0x22, 0x7d, 0x0c, 0x00,
        0x00, 0x00,
    ];
    let address = page("200 OK\r\nContent-Encoding: gzip", PACKED);
    assert_eq!(get(&address), Ok(b"packed words".to_vec()));
}

#[test]
fn redirects_are_followed_but_not_for_ever_nor_anywhere() {
    let around = server(|path, stream| match path {
        "/start" => {
            write!(stream, "HTTP/1.1 302 Found\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n")
        }
        "/end" => write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend"),
        "/file" => {
            let file = "Location: file:///etc/passwd";
            write!(stream, "HTTP/1.1 302 Found\r\n{file}\r\nContent-Length: 0\r\n\r\n")
        }
        _ => write!(stream, "HTTP/1.1 302 Found\r\nLocation: /on\r\nContent-Length: 0\r\n\r\n"),
    });
    assert_eq!(get(&format!("{around}/start")), Ok(b"end".to_vec()));
    refused(&format!("{around}/loop"), "leads on to another address");
    assert!(get(&format!("{around}/file")).is_err());
}

#[test]
fn what_does_not_come_is_told() {
    refused(&page("404 Not Found", b"no"), "knows no such page");
    refused(&page("403 Forbidden", b"no"), "not for everyone");
    refused(&page("500 Oops", b"no"), "answers 500");
    refused("http://", "no address");
    let gone = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    refused(&format!("http://{gone}"), "refuses the connection");
}

#[test]
fn a_server_cannot_hold_a_reader_up() {
    let begun = Instant::now();
    let silent = server(|_, _| {
        thread::sleep(Duration::from_secs(5));
        Ok(())
    });
    refused(&silent, "takes too long");
    let dripping = server(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n\r\n")?;
        loop {
            stream.write_all(b".")?;
            thread::sleep(Duration::from_millis(20));
        }
    });
    refused(&dripping, "takes too long");
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[test]
fn an_endless_page_ends_at_the_limit() {
    let endless = server(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n\r\n")?;
        loop {
            stream.write_all(&[b'.'; 8192])?;
        }
    });
    refused(&endless, "larger than 1 MiB");
}

#[test]
fn a_page_that_breaks_off_is_told() {
    let broken =
        server(|_, stream| write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfew"));
    refused(&broken, "broke off");
}
