//! The folder that the server hands out as files: `target/site`.
//!
//! Knows how a file is named by its content, pressed in advance for browsers that take it smaller, and dropped when no
//! build asks for it any more. Must not know how a file comes to be.
//!
//! A file put by [`Site::put_hashed`] never changes under its name, so the server may let browsers keep it for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::place::{Bundle, PKG};

/// Kinds of file that shrink when pressed; pictures and fonts are pressed already.
const PRESSED: &[&str] = &["css", "html", "ico", "js", "json", "map", "svg", "txt", "wasm", "webmanifest", "xml"];

/// The ending of the form that today's browsers load.
const BROTLI: &str = "br";

/// The site while it is being put together.
pub struct Site {
    root: PathBuf,
    /// Lines `kind: hash`, as Leptos' `hash_files` option reads them, by the list that they belong to.
    hashed: BTreeMap<&'static str, String>,
    kept: BTreeSet<PathBuf>,
}

impl Site {
    /// Begins a build in a folder, over whatever the last one left.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf(), hashed: BTreeMap::new(), kept: BTreeSet::new() }
    }

    /// Puts `pkg/<name>.<hash>.<kind>` of a bundle in place and gives the bytes that a browser loads of it. Error: the disk.
    pub fn put_hashed(&mut self, bundle: &Bundle, kind: &str, bytes: &[u8]) -> Result<u64> {
        let hash = &digest(&[bytes])[..16];
        self.hashed.entry(bundle.hashes).or_default().push_str(&format!("{kind}: {hash}\n"));
        let path = Path::new(PKG).join(format!("{}.{hash}.{kind}", bundle.name));
        self.put(&path, bytes)?;
        Ok(fs::metadata(self.root.join(path).with_added_extension(BROTLI))?.len())
    }

    /// Puts a file under a path of the site, with its pressed forms beside it. Error: the disk.
    pub fn put(&mut self, path: impl AsRef<Path>, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(path);
        let changed = fs::read(&path).ok().as_deref() != Some(bytes);
        if changed {
            write(&path, bytes)?;
        }
        if path.extension().is_some_and(|kind| PRESSED.iter().any(|pressed| kind == *pressed)) {
            self.put_pressed(&path, BROTLI, changed, || brotli(bytes))?;
            self.put_pressed(&path, "gz", changed, || gzip(bytes))?;
        }
        self.kept.insert(path);
        Ok(())
    }

    fn put_pressed(
        &mut self,
        path: &Path,
        ending: &str,
        changed: bool,
        press: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<()> {
        let pressed = path.with_added_extension(ending);
        if changed || !pressed.exists() {
            write(&pressed, &press()?)?;
        }
        self.kept.insert(pressed);
        Ok(())
    }

    /// Puts every file below `folder` into the site under the same path; a missing folder holds nothing. Error: the disk.
    pub fn put_folder(&mut self, folder: &Path) -> Result<()> {
        for file in files_below(folder)? {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            self.put(file.strip_prefix(folder)?, &bytes)?;
        }
        Ok(())
    }

    /// Writes the lists of hashes and removes what no step of this build has put. Error: the disk.
    pub fn finish(mut self) -> Result<()> {
        for (list, hashes) in &self.hashed {
            let list = self.root.join(PKG).join(list);
            if fs::read(&list).ok().as_deref() != Some(hashes.as_bytes()) {
                write(&list, hashes.as_bytes())?;
            }
            self.kept.insert(list);
        }
        for file in files_below(&self.root)? {
            if !self.kept.contains(&file) {
                fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }
}

/// What a browser loads from the site at `root` to bring the islands of a bundle to life, in bytes. Error: it was not built.
pub fn weight(root: &Path, bundle: &Bundle) -> Result<u64> {
    let folder = root.join(PKG);
    let hashes = fs::read_to_string(folder.join(bundle.hashes)).context("the site was not built")?;
    let living =
        hashes.lines().filter_map(|line| line.split_once(": ")).filter(|(kind, _)| ["js", "wasm"].contains(kind));
    living
        .map(|(kind, hash)| Ok(fs::metadata(folder.join(format!("{}.{hash}.{kind}.{BROTLI}", bundle.name)))?.len()))
        .sum()
}

/// The SHA-256 of all `parts` one after the other, each marked off by its length, in hexadecimal.
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file whole or not at all, with the folders above it: a server may be reading the site. Error: the disk.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let whole = || -> std::io::Result<()> {
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        let draft = path.with_added_extension("draft");
        fs::write(&draft, bytes)?;
        fs::rename(draft, path)
    };
    whole().with_context(|| format!("cannot write {}", path.display()))
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut pressed = Vec::new();
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut pressed, &params)?;
    Ok(pressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{CUSTOMERS, DESKS};
    use crate::scratch::Scratch;

    #[test]
    fn a_second_build_drops_what_it_does_not_put_and_names_by_content() {
        let scratch = Scratch::new("site-test").unwrap();
        let mut first = Site::at(scratch.path());
        first.put_hashed(&CUSTOMERS, "css", b"a{color:red}").unwrap();
        first.put("robots.txt", b"User-agent: *").unwrap();
        first.finish().unwrap();
        let before = files_below(scratch.path()).unwrap();
        assert_eq!(before.len(), 7, "two files, their .br and .gz, and the hashes: {before:?}");

        let mut second = Site::at(scratch.path());
        second.put_hashed(&CUSTOMERS, "css", b"a{color:tan}").unwrap();
        second.finish().unwrap();
        let after = files_below(scratch.path()).unwrap();
        assert_eq!(after.len(), 4, "{after:?}");

        let hashes = fs::read_to_string(scratch.path().join("pkg/hash.txt")).unwrap();
        let hash = hashes.trim().strip_prefix("css: ").unwrap();
        assert_eq!(fs::read(scratch.path().join(format!("pkg/portolan.{hash}.css"))).unwrap(), b"a{color:tan}");
    }

    #[test]
    fn a_bundle_weighs_what_a_browser_loads_of_it() {
        let scratch = Scratch::new("weight-test").unwrap();
        let mut site = Site::at(scratch.path());
        let loads = [("js", b"export {}".as_slice()), ("wasm", b"\0asm")];
        let loaded: u64 = loads.iter().map(|(kind, bytes)| site.put_hashed(&CUSTOMERS, kind, bytes).unwrap()).sum();
        site.put_hashed(&CUSTOMERS, "css", b"a{color:red}").unwrap();
        site.finish().unwrap();
        assert_eq!(weight(scratch.path(), &CUSTOMERS).unwrap(), loaded);
        assert!(weight(scratch.path(), &DESKS).is_err());
    }

    #[test]
    fn parts_are_marked_off() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }
}
