//! Commands about the data: migrate, demo, import, fsck.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use domain::demo::{self, Size, Wish};
use domain::{Db, fsck, imports, orgs};

use super::open;
use crate::clock::now;
use crate::config::Config;
use crate::failure::Failure;

/// `portolan migrate`.
pub async fn migrate(config: &Config) -> Result<(), Failure> {
    let db = Db::open(&config.database_url).await?;
    match db.migrate().await? {
        0 => println!("the database is up to date"),
        n => println!("{n} migrations applied"),
    }
    db.close().await;
    Ok(())
}

/// `portolan demo`.
pub async fn demo(config: &Config, seed: u64, lines: Option<usize>, at: Option<i64>) -> Result<(), Failure> {
    let db = open(config).await?;
    if !demo::is_empty(&mut db.read().await?).await? {
        return Err("the database already holds a house; the demo house needs an empty one".into());
    }
    let size = lines.map_or(Size::default(), Size::lines);
    let text = load_demo(config, &db, Wish { seed, now: at.unwrap_or_else(now), size }).await?;
    println!("{text}");
    db.close().await;
    Ok(())
}

/// Loads the demo house and answers with what a person needs to know to sign in.
async fn load_demo(config: &Config, db: &Db, wish: Wish) -> Result<String, Failure> {
    let started = std::time::Instant::now();
    let loaded = demo::load(db, &wish).await?;
    let mut text = String::from("Sign-ins of the demo house (made up; one password for all):\n");
    for (email, name, what) in &loaded.users {
        text.push_str(&format!("  {email:<28} {name}, {what}\n"));
    }
    text.push_str(&format!("  password: {}\n", loaded.password));
    keep_sign_ins(config, &text)?;
    let (orders, lines, copies) = (loaded.orders, loaded.lines, loaded.copies);
    let seconds = started.elapsed().as_secs_f32();
    Ok(format!("Demo house: {orders} orders, {lines} lines, {copies} copies in {seconds:.1} s.\n{text}"))
}

/// The file that holds the demo house's sign-ins, readable for its owner alone. A house in another database has a file of its
/// own, so that one folder can serve several.
fn sign_ins(config: &Config) -> PathBuf {
    let name = match config.is_embedded() {
        true => "demo-sign-ins.txt".to_owned(),
        false => format!("demo-sign-ins-{}.txt", place_of(&config.database_url)),
    };
    config.data.join(name)
}

/// Where a database is, as a part of a file's name: host, port and name, or the path; nothing of who signs in there.
fn place_of(url: &str) -> String {
    let place = url.split_once(':').map_or(url, |(_, place)| place);
    let place = place.split('?').next().unwrap_or_default();
    let place = place.rsplit('@').next().unwrap_or_default();
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' };
    place.chars().map(kept).collect::<String>().trim_matches('-').to_owned()
}

fn keep_sign_ins(config: &Config, text: &str) -> Result<(), Failure> {
    std::fs::create_dir_all(&config.data)?;
    let path = sign_ins(config);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())?;
    Ok(())
}

/// For `portolan serve --demo`: loads the demo house once; answers with its sign-ins each time.
pub async fn demo_once(config: &Config, db: &Db) -> Result<String, Failure> {
    if demo::is_empty(&mut db.read().await?).await? {
        println!("Loading the demo house once; this takes some seconds …");
        return load_demo(config, db, Wish { seed: 1, now: now(), size: Size::default() }).await;
    }
    Ok(std::fs::read_to_string(sign_ins(config)).unwrap_or_default())
}

/// `portolan import titles`: whether every row was taken.
pub async fn import_titles(config: &Config, file: &Path, json: bool) -> Result<bool, Failure> {
    let db = open(config).await?;
    let scope = orgs::job(&mut db.read().await?, now()).await?;
    let reader = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let report = imports::titles(&db, &scope.staff()?, &source, reader).await?;
    if json {
        println!("{}", serde_json::to_string(&report)?);
    } else {
        print!("{report}");
    }
    db.close().await;
    Ok(report.is_clean())
}

/// `portolan fsck`: whether nothing was found.
pub async fn fsck(config: &Config, json: bool) -> Result<bool, Failure> {
    let db = Db::open(&config.database_url).await?;
    let started = std::time::Instant::now();
    let violations = fsck::check(&mut db.read().await?).await?;
    let seconds = started.elapsed().as_secs_f32();
    if json {
        let rows: Vec<_> = violations.iter().map(|v| serde_json::json!({ "rule": v.rule, "place": v.place })).collect();
        println!("{}", serde_json::json!({ "violations": rows, "seconds": seconds }));
    } else {
        for violation in &violations {
            println!("{}: {}", violation.rule, violation.place);
        }
        println!("{} violations ({seconds:.1} s)", violations.len());
    }
    db.close().await;
    Ok(violations.is_empty())
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn a_house_elsewhere_has_a_file_of_its_own_that_names_no_secret() {
        assert_eq!(
            place_of("postgres://portolan:s3c@ret@127.0.0.1:5432/house?sslmode=disable"),
            "127.0.0.1-5432-house"
        );
        assert_eq!(place_of("postgres://db.internal/house"), "db.internal-house");
        assert_eq!(place_of("sqlite:/srv/other/portolan.db"), "srv-other-portolan.db");
    }
}
