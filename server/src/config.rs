//! Configuration: `portolan.toml`, overridden by the environment. No secret has a default and none is printed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;

/// What `portolan config` prints.
pub const SAMPLE: &str = r#"# Portolan. Every line is optional; the environment variable beside it overrides it.

# Where the portal listens.                                        PORTOLAN_ADDR
addr = "127.0.0.1:3000"

# Folder of the embedded database and of stored files.             PORTOLAN_DATA
data = "data"

# The database; the embedded one in `data` when missing.           DATABASE_URL
# database_url = "postgres://portolan@db.internal/portolan"

# Folder of scripts, styles and pictures that the build made.      PORTOLAN_SITE
# site = "target/site"

# The portal's own address, for links in letters; never taken      PORTOLAN_URL
# from a request. http:// and `addr` when missing.
# url = "https://portolan.example"

# Who sends letters.                                               PORTOLAN_MAIL_FROM
mail_from = "Portolan <portolan@localhost>"

# The mail server: smtps://user:password@host, or                  PORTOLAN_SMTP_URL
# smtp://host:587?tls=required. Without one, letters become .eml
# files in the folder `mail` inside `data`.
# smtp_url = "smtps://user:password@mail.internal"

# Take the browser's address from X-Forwarded-For: only behind an  PORTOLAN_BEHIND_PROXY
# own proxy that sets it, otherwise anybody can claim any address.
behind_proxy = false
"#;

/// The configuration in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the portal listens.
    pub addr: SocketAddr,
    /// Folder of the embedded database.
    pub data: PathBuf,
    /// The database.
    pub database_url: String,
    /// Folder of the built site.
    pub site: PathBuf,
    /// Whether an own proxy says who the browser is.
    pub behind_proxy: bool,
    /// The portal's own address, without a slash at its end.
    pub url: String,
    /// Who sends letters, as a mailbox.
    pub mail_from: String,
    /// The mail server; a folder of the data when there is none.
    pub smtp_url: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    addr: Option<String>,
    data: Option<PathBuf>,
    database_url: Option<String>,
    site: Option<PathBuf>,
    behind_proxy: Option<bool>,
    url: Option<String>,
    mail_from: Option<String>,
    smtp_url: Option<String>,
}

impl Config {
    /// Reads the file, if there is one, and the environment.
    ///
    /// # Errors
    /// Names the line or the variable that cannot be understood.
    pub fn load(path: &Path) -> Result<Self, Failure> {
        let file = match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => File::default(),
            Err(error) => return Err(format!("{}: {error}", path.display()).into()),
        };
        Self::merge(file, |name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Whether the database is the embedded one in the data folder.
    pub fn is_embedded(&self) -> bool {
        self.database_url == embedded(&self.data)
    }

    fn merge(file: File, env: impl Fn(&str) -> Option<String>) -> Result<Self, Failure> {
        let addr = env("PORTOLAN_ADDR").or(file.addr).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
        let data = env("PORTOLAN_DATA").map(PathBuf::from).or(file.data).unwrap_or_else(|| PathBuf::from("data"));
        let site =
            env("PORTOLAN_SITE").map(PathBuf::from).or(file.site).unwrap_or_else(|| PathBuf::from("target/site"));
        let url = env("PORTOLAN_URL").or(file.url).unwrap_or_else(|| format!("http://{addr}"));
        let mail_from = env("PORTOLAN_MAIL_FROM").or(file.mail_from);
        let proxy = env("PORTOLAN_BEHIND_PROXY").map(|value| value.parse::<bool>()).transpose();
        Ok(Self {
            addr: addr
                .parse()
                .map_err(|_| format!("addr (PORTOLAN_ADDR): {addr:?} is no address like 127.0.0.1:3000"))?,
            database_url: env("DATABASE_URL").or(file.database_url).unwrap_or_else(|| embedded(&data)),
            data,
            site: std::path::absolute(&site)?,
            behind_proxy: proxy
                .map_err(|_| "PORTOLAN_BEHIND_PROXY must be true or false")?
                .or(file.behind_proxy)
                .unwrap_or(false),
            url: url.trim_end_matches('/').to_owned(),
            mail_from: mail_from.unwrap_or_else(|| "Portolan <portolan@localhost>".to_owned()),
            smtp_url: env("PORTOLAN_SMTP_URL").or(file.smtp_url),
        })
    }
}

/// The database in the data folder.
fn embedded(data: &Path) -> String {
    format!("sqlite:{}", data.join("portolan.db").display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_the_default() {
        let sample = Config::merge(toml::from_str(SAMPLE).unwrap(), |_| None).unwrap();
        let bare = Config::merge(File::default(), |_| None).unwrap();
        assert_eq!(format!("{sample:?}"), format!("{bare:?}"));
        assert_eq!(bare.database_url, "sqlite:data/portolan.db");
        assert!(bare.is_embedded());
    }

    #[test]
    fn the_environment_wins_and_nonsense_is_named() {
        let env = |name: &str| (name == "PORTOLAN_ADDR").then(|| "127.0.0.1:4000".to_owned());
        assert_eq!(Config::merge(toml::from_str("addr = \"0.0.0.0:80\"").unwrap(), env).unwrap().addr.port(), 4000);
        let nonsense = Config::merge(toml::from_str("addr = \"here\"").unwrap(), |_| None).unwrap_err();
        assert!(nonsense.to_string().contains("PORTOLAN_ADDR"), "{nonsense}");
        assert!(toml::from_str::<File>("adr = \"typo\"").is_err());
    }
}
