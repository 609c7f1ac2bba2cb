//! Pages of the web: an address to bytes, within limits of time and size. What they are is told by
//! `format`, whatever the server says of them.

use std::io::{self, Read};
use std::time::Duration;

use encoding_rs::{Encoding, ISO_2022_JP};
use ureq::http::{Response, Uri};
use ureq::{Agent, Body, Error};

use crate::format::Limits;

/// How long a server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Patience {
    /// To be connected to.
    pub(super) connect: Duration,
    /// For all together, redirects and the whole page.
    pub(super) whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(30) }
    }
}

/// Addresses that may lead on to another before the page comes.
const REDIRECTS: u32 = 8;

/// The bytes behind an address, as UTF-8 where the server names another encoding.
pub(super) fn fetch(address: &str, limits: &Limits, patience: &Patience) -> io::Result<Vec<u8>> {
    let agent = agent(address, patience);
    let accept = "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.8";
    let answer = agent.get(address).header("Accept", accept).call();
    let answer = answer.map_err(|error| explain(&error))?;
    let encoding = declared(&answer);
    let mut source = Vec::new();
    let mut body = answer.into_body().into_with_config().limit(u64::MAX).reader();
    let read = body.by_ref().take(limits.source + 1).read_to_end(&mut source);
    read.map_err(|error| interrupted(&error))?;
    if source.len() as u64 > limits.source {
        let mib = limits.source >> 20;
        return Err(io::Error::other(format!("is larger than {mib} MiB: save it and split it")));
    }
    Ok(as_utf8(source, encoding))
}

fn agent(address: &str, patience: &Patience) -> Agent {
    let config = Agent::config_builder()
        .timeout_connect(Some(patience.connect))
        .timeout_global(Some(patience.whole))
        .max_redirects(REDIRECTS)
        // A connection is not used again: some servers end it without a word.
        .max_idle_connections(0)
        .user_agent(concat!("perusal/", env!("CARGO_PKG_VERSION")));
    // No proxy can reach what this machine serves to itself.
    let config = if is_own(address) { config.proxy(None) } else { config };
    config.build().new_agent()
}

/// Whether the address leads to this machine.
fn is_own(address: &str) -> bool {
    let host = address.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    host.is_some_and(|host| host == "localhost" || host.starts_with("127.") || host == "[::1]")
}

/// The encoding that the server names.
fn declared(answer: &Response<Body>) -> Option<&'static Encoding> {
    let kind = answer.headers().get("content-type")?.to_str().ok()?.to_ascii_lowercase();
    let (_, charset) = kind.split_once("charset=")?;
    let charset = charset.split([';', ' ', ',']).next()?.trim_matches(['"', '\'']);
    Encoding::for_label(charset.as_bytes())
}

/// The page in UTF-8, unless it is or says to be something else than the server thinks.
fn as_utf8(source: Vec<u8>, encoding: Option<&'static Encoding>) -> Vec<u8> {
    let Some(encoding) = encoding else { return source };
    let is_utf8 =
        std::str::from_utf8(&source).is_ok_and(|text| !text.is_ascii() || encoding != ISO_2022_JP);
    if is_utf8 || Encoding::for_bom(&source).is_some() || encoding == encoding_rs::UTF_8 {
        return source;
    }
    let (text, malformed) = encoding.decode_without_bom_handling(&source);
    if malformed { source } else { text.into_owned().into_bytes() }
}

/// Why there is no answer, and what to do.
fn explain(error: &Error) -> io::Error {
    let why = match error {
        Error::StatusCode(404 | 410) => "is not there: the server knows no such page".to_owned(),
        Error::StatusCode(401 | 403) => {
            "is not for everyone: save it with a browser and open the file".to_owned()
        }
        Error::StatusCode(status) => {
            format!("could not be fetched: the server answers {status}; try again later")
        }
        Error::Timeout(_) => too_slow(),
        Error::TooManyRedirects => {
            format!("leads on to another address more than {REDIRECTS} times")
        }
        Error::HostNotFound => "has an unknown host: check the address and the network".to_owned(),
        Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            "could not be fetched: the host refuses the connection".to_owned()
        }
        Error::BadUri(_) | Error::Http(_) => "is no address that can be fetched".to_owned(),
        other => format!("could not be fetched: {other}"),
    };
    io::Error::other(why)
}

/// Why the page stopped coming.
fn interrupted(error: &io::Error) -> io::Error {
    let timeout = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    let slow =
        error.kind() == io::ErrorKind::TimedOut || matches!(timeout, Some(Error::Timeout(_)));
    let why = if slow { too_slow() } else { format!("broke off while it came: {error}") };
    io::Error::other(why)
}

fn too_slow() -> String {
    "takes too long to come: try again later".to_owned()
}

#[cfg(test)]
mod tests;
