//! Brotli and gzip copies beside each file that gets smaller, so that the server compresses
//! nothing while half a million phones wait.

use std::fs;
use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// Images and fonts are compressed already.
const COMPRESSIBLE: [&str; 10] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];
const BROTLI_QUALITY: u32 = 11;
/// The largest window every browser accepts.
const BROTLI_WINDOW_BITS: u32 = 22;
const BUFFER_BYTES: usize = 4096;

pub fn compress_folder(folder: &Path) -> Result<()> {
    let mut files: Vec<(u64, PathBuf)> = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.context("cannot list the site")?;
        let extension = entry.path().extension().and_then(|found| found.to_str());
        if extension.is_some_and(|found| COMPRESSIBLE.contains(&found)) {
            let length = entry.metadata().context("cannot list the site")?.len();
            files.push((length, entry.into_path()));
        }
    }
    // One file takes as long as all others together: it is begun first.
    files.sort();
    let waiting = Mutex::new(files);
    let next = || waiting.lock().ok()?.pop();
    let work = || std::iter::from_fn(next).try_for_each(|(_, path)| compress_file(&path));
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..at_once).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| match worker.join() {
                Ok(done) => done,
                Err(_) => bail!("a file could not be compressed"),
            })
    })
}

fn compress_file(path: &Path) -> Result<()> {
    let context = || format!("cannot compress {}", path.display());
    let content = fs::read(path).with_context(context)?;
    fs::write(beside(path, "br"), brotli(&content)?).with_context(context)?;
    fs::write(beside(path, "gz"), gzip(&content)?).with_context(context)
}

/// `app.js` → `app.js.br`
pub fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    brotli::CompressorReader::new(content, BUFFER_BYTES, BROTLI_QUALITY, BROTLI_WINDOW_BITS)
        .read_to_end(&mut compressed)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_compressible_file_gets_two_smaller_copies_and_an_image_gets_none() {
        let folder = crate::scratch::folder("precompress");
        let text = "课后服务".repeat(200);
        fs::write(folder.join("app.css"), &text).unwrap();
        fs::write(folder.join("icon.png"), &text).unwrap();
        compress_folder(&folder).unwrap();

        for extension in ["br", "gz"] {
            let copy = fs::read(beside(&folder.join("app.css"), extension)).unwrap();
            assert!(copy.len() < text.len() / 10, "{extension}: {}", copy.len());
            assert!(!beside(&folder.join("icon.png"), extension).exists());
        }
    }
}
