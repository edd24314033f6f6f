//! Finds every statement of the house by reading its source: each `sql!(…)` with its literal, file and line. It reads text,
//! not types, so it works before anything compiles and needs no tricks of the linker.

use std::path::{Path, PathBuf};

mod lexer;

/// A statement as it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The source file.
    pub file: PathBuf,
    /// The line of the literal, from 1.
    pub line: usize,
    /// The literal, escapes resolved: what is sent to the database.
    pub text: String,
}

/// All statements in the Rust files below `source_roots`, without folders named `tests` and `target`: what stands there is
/// not the house's.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn statements(source_roots: &[&Path]) -> std::io::Result<Vec<Statement>> {
    let mut files = Vec::new();
    for root in source_roots {
        collect(root, &mut files)?;
    }
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file)?;
        let found = lexer::statements(&source).into_iter();
        all.extend(found.map(|(line, text)| Statement { file: file.clone(), line, text }));
    }
    Ok(all)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !matches!(name, "tests" | "target") && !name.starts_with('.') {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
