//! The style sheet: `style/main.css` with all that it imports, as one small text.
//!
//! Knows Lightning CSS; must not change what the sheet says: nothing is translated for older browsers.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};

/// Bundles and shrinks the sheet at `main`. Error: a file is missing or is no CSS; says where.
pub fn bundle(main: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut sheet =
        Bundler::new(&files, None, ParserOptions::default()).bundle(main).map_err(|fault| anyhow!("{fault}"))?;
    sheet.minify(MinifyOptions::default()).map_err(|fault| anyhow!("{fault}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })
        .map_err(|fault| anyhow!("{fault}"))?;
    Ok(printed.code)
}
