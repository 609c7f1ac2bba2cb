//! EPUB books, versions 2 and 3. A chapter is an article, under the book's name: it is what one reads
//! at a sitting, its marks and its place in the list mean something, and a whole book as one article
//! would bury both. Files that only go on with a chapter are joined to it, and a book of one chapter
//! is one article under its own name. Cover, title page, contents and copyright page are no articles.
//!
//! Reads the few parts itself: what was tried of libraries unpacks without limits.

mod chapters;
mod package;

use package::Package;

use super::archive::Archive;
use super::{Found, Limits};

/// Whether an archive is a book.
pub(super) fn is_book(archive: &Archive) -> bool {
    archive.has("META-INF/container.xml")
}

/// Reads the chapters of a book.
pub(super) fn read(source: &[u8], limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    let opened = Archive::open(source, limits).and_then(|mut archive| {
        let package = Package::read(&mut archive, limits)?;
        Ok((archive, package))
    });
    match opened {
        Ok((archive, package)) => chapters::read(archive, &package, limits, sink),
        Err(refusal) => {
            sink(Err(refusal));
        }
    }
}

/// The path that `href` means in a file of `folder`, "../" and percent signs resolved.
fn path(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<String> = folder.split('/').map(str::to_owned).collect();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(decoded(part)),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// A part of an address with its percent signs resolved.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        if let (b'%', Some(byte)) = (*first, byte) {
            bytes.push(byte);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The folder of a path.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests;
