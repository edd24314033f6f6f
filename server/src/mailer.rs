//! Sends letters: by SMTP where a server is configured, into a folder of `.eml` files where none is. Puts the words of
//! `app::letters` into a message with the headers that belong to it.
//!
//! It knows no rules: who gets a letter, and when, was decided before. Every try of one letter has the same Message-ID, and in
//! the folder the same name.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use app::letters::{self, Written};
use kernel::shapes::Letter;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::Config;
use crate::failure::Failure;

/// Where the link that ends letters leads; followed by its secret.
pub const ONE_CLICK: &str = "/unsubscribe/";
/// Folder of the embedded default, inside the folder of the data.
const FOLDER: &str = "mail";
/// A mail server that does not answer in this time is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way out.
pub struct Mailer {
    way: Way,
    from: Mailbox,
    base: String,
}

enum Way {
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

impl Mailer {
    /// The mailer of a configuration.
    ///
    /// # Errors
    /// Names what of the configuration cannot be used; the folder that cannot be made.
    pub fn new(config: &Config) -> Result<Self, Failure> {
        let from = config.mail_from.parse().map_err(|error| format!("mail_from (PORTOLAN_MAIL_FROM): {error}"))?;
        let way = match &config.smtp_url {
            // The address may hold a password, so it is not repeated.
            Some(url) => Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|error| format!("smtp_url (PORTOLAN_SMTP_URL): {error}"))?
                    .timeout(Some(PATIENCE))
                    .build(),
            ),
            None => Way::Folder(folder(&config.data)?),
        };
        Ok(Self { way, from, base: config.url.clone() })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// What went wrong, in the words of the machine.
    pub async fn send(&self, letter: &Letter) -> Result<(), Failure> {
        let message = self.message(letter)?;
        match &self.way {
            Way::Folder(folder) => keep(folder, letter, &message.formatted()).await,
            Way::Smtp(smtp) => {
                let envelope: &Envelope = message.envelope();
                smtp.send_raw(envelope, &message.formatted()).await?;
                Ok(())
            }
        }
    }

    /// The message of a letter. `lettre` folds and encodes every value, so that none can end its header; a name with a line
    /// break in it, which it cannot write, loses it before.
    fn message(&self, letter: &Letter) -> Result<Message, Failure> {
        let Written { subject, text, html, unsubscribe } = letters::write(letter, &self.base);
        let to: Address = letter.to.parse()?;
        let name: String = letter.name.chars().filter(|c| !c.is_control()).collect();
        let name = Some(name).filter(|name| !name.is_empty());
        let made_at = SystemTime::UNIX_EPOCH + Duration::from_millis(letter.made_at.unsigned_abs());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, to))
            .subject(subject)
            .date(made_at)
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .multipart(MultiPart::alternative_plain_html(text, html))?;
        // RFC 3834: no out-of-office answer shall come back.
        set(&mut message, "Auto-Submitted", "auto-generated");
        if let Some(address) = unsubscribe {
            set(&mut message, "List-Unsubscribe", &format!("<{address}>"));
            set(&mut message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        Ok(message)
    }
}

fn set(message: &mut Message, name: &'static str, value: &str) {
    let name = HeaderName::new_from_ascii_str(name);
    message.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
}

fn folder(data: &Path) -> Result<PathBuf, Failure> {
    let folder = data.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Writes a letter beside its place and then moves it there: who reads the folder sees whole letters only.
async fn keep(folder: &Path, letter: &Letter, bytes: &[u8]) -> Result<(), Failure> {
    let place = folder.join(format!("{}.eml", letter.id));
    let beside = folder.join(format!(".{}.part", letter.id));
    tokio::fs::write(&beside, bytes).await?;
    tokio::fs::rename(&beside, &place).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::shapes::LetterBody;
    use kernel::{Lang, Uuid};

    use super::*;

    fn mailer() -> Mailer {
        let from = "海图 <notices@portolan.example>".parse().unwrap();
        Mailer { way: Way::Folder(PathBuf::new()), from, base: "https://portolan.example".to_owned() }
    }

    fn letter(to: &str, name: &str, title: &str) -> Letter {
        let body = LetterBody::Confirm { title: Some(title.to_owned()), key: "abc".to_owned() };
        Letter { id: Uuid::nil(), to: to.to_owned(), name: name.to_owned(), lang: Lang::Zh, made_at: 1_000, body }
    }

    fn heads(message: &Message) -> String {
        let bytes = message.formatted();
        String::from_utf8_lossy(&bytes).split("\r\n\r\n").next().unwrap_or_default().to_owned()
    }

    #[test]
    fn nobody_can_write_a_header() {
        let evil = "x\r\nBcc: victim@elsewhere.example";
        let message = mailer().message(&letter("mei@pku.example", evil, evil)).unwrap();
        assert!(!heads(&message).to_lowercase().contains("\r\nbcc"), "{}", heads(&message));
        assert_eq!(message.envelope().to().len(), 1);
        assert!(mailer().message(&letter("mei@pku.example\r\nBcc: v@e.example", "", "x")).is_err());
        assert!(mailer().message(&letter("a@b.example, v@e.example", "", "x")).is_err());
    }

    #[test]
    fn a_repeat_is_the_same_letter() {
        let once = heads(&mailer().message(&letter("mei@pku.example", "梅", "算法导论")).unwrap());
        let again = heads(&mailer().message(&letter("mei@pku.example", "梅", "算法导论")).unwrap());
        let id = |heads: &str| heads.lines().find(|line| line.starts_with("Message-ID")).unwrap().to_owned();
        assert_eq!(id(&once), format!("Message-ID: <{}@portolan.example>", Uuid::nil()));
        assert_eq!(id(&once), id(&again));
        assert!(once.contains("Auto-Submitted: auto-generated"), "{once}");
    }

    #[test]
    fn letters_about_notices_end_with_one_click() {
        let mut notices = letter("mei@pku.example", "梅", "");
        notices.body = LetterBody::Notices { rows: Vec::new(), key: "abc".to_owned() };
        let heads = heads(&mailer().message(&notices).unwrap());
        assert!(heads.contains("List-Unsubscribe: <https://portolan.example/unsubscribe/abc>"), "{heads}");
        assert!(heads.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{heads}");
    }
}
