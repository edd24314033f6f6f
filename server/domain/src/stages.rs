//! The ports of the way: rows of the database, read anew for each call, so that a house can add or rename one without a
//! new program.

use kernel::Lang;
use kernel::journey::StageKind;
use kernel::shapes::Port;
use store::{Conn, Result, sql};

/// One stage, named in the reader's language.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its code.
    pub code: String,
    /// Place on the way.
    pub position: i64,
    /// What it means for the way.
    pub kind: StageKind,
    /// Code of the desk that holds it.
    pub desk: String,
    /// Name of that desk.
    pub desk_name: String,
    /// Letter that begins the numbers of its batches.
    pub letter: String,
    /// Its name.
    pub name: String,
    /// Usual days spent there.
    pub usual_days: i64,
}

/// All stages in the order of the way.
#[derive(Clone, Debug)]
pub struct Stages(Vec<Stage>, Lang);

#[derive(sqlx::FromRow)]
struct StageRow {
    code: String,
    position: i64,
    kind: String,
    desk: String,
    desk_zh: String,
    desk_en: String,
    letter: String,
    name_zh: String,
    name_en: String,
    usual_days: i64,
}

impl Stages {
    /// Reads them.
    pub async fn load(conn: &mut Conn, lang: Lang) -> Result<Self> {
        let rows = sql!(
            fetch_all as StageRow,
            conn,
            "select s.code, s.position, s.kind, s.desk, d.name_zh as desk_zh, d.name_en as desk_en, s.letter,
                    s.name_zh, s.name_en, s.usual_days
             from stages s join desks d on d.code = s.desk order by s.position"
        )?;
        let stage = |row: StageRow| Stage {
            name: lang.pick(&row.name_zh, &row.name_en).to_owned(),
            desk_name: lang.pick(&row.desk_zh, &row.desk_en).to_owned(),
            kind: StageKind::from_code(&row.kind).unwrap_or(StageKind::Exit),
            code: row.code,
            position: row.position,
            desk: row.desk,
            letter: row.letter,
            usual_days: row.usual_days,
        };
        Ok(Self(rows.into_iter().map(stage).collect(), lang))
    }

    /// The language of the names.
    pub const fn lang(&self) -> Lang {
        self.1
    }

    /// A stage by its code.
    pub fn get(&self, code: &str) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.code == code)
    }

    /// The stage's name, its code when the row is gone.
    pub fn name(&self, code: &str) -> String {
        self.get(code).map_or_else(|| code.to_owned(), |stage| stage.name.clone())
    }

    /// Where copies stand when they were ordered.
    pub fn first(&self) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.kind == StageKind::Open)
    }

    /// The next stage of the way; `None` at its end and for exits.
    pub fn after(&self, code: &str) -> Option<&Stage> {
        let here = self.get(code).filter(|stage| matches!(stage.kind, StageKind::Open | StageKind::Way))?;
        self.0
            .iter()
            .find(|stage| stage.position > here.position && matches!(stage.kind, StageKind::Way | StageKind::End))
    }

    /// All stages, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Stage> {
        self.0.iter()
    }

    /// The ports that a page draws: the way without its exits.
    pub fn ports(&self) -> Vec<Port> {
        let on_the_way = self.0.iter().filter(|stage| stage.kind != StageKind::Exit);
        on_the_way
            .map(|stage| Port {
                code: stage.code.clone(),
                name: stage.name.clone(),
                kind: stage.kind,
                usual_days: stage.usual_days,
            })
            .collect()
    }
}
