//! The vocabulary of what goes otherwise than usual: rows of the database, in both languages, with the codes of the trade.
//! A reason says what it does to the copies.

use kernel::Lang;
use kernel::shapes::{ReasonCodes, ReasonRow};
use store::{Conn, Result, sql};

use crate::scope::Staff;
use crate::stages::Stages;

/// Reasons from this place on are written by the portal itself and are not offered.
const OWN: i64 = 90;

/// What a reason does to the copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// They are bought again: back to the first stage.
    Again,
    /// They leave the way for good.
    Exit,
    /// They stay in their stage, in a batch of their own, until they are released.
    Hold,
    /// Nothing: it is only said.
    Note,
}

impl Effect {
    /// Its code in the database.
    const fn code(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Exit => "exit",
            Self::Hold => "hold",
            Self::Note => "note",
        }
    }

    /// Reads the code of the database.
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "again" => Some(Self::Again),
            "exit" => Some(Self::Exit),
            "hold" => Some(Self::Hold),
            "note" => Some(Self::Note),
            _ => None,
        }
    }
}

/// One reason, named in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// Code of the stage to which an exit leads.
    pub exit: Option<String>,
    /// Product availability: ONIX code list 65.
    pub onix65: Option<String>,
    /// Order response: ONIX code list 54, the codes of the BIC/EDItEUR messages.
    pub onix54: Option<String>,
    /// Nature of a discrepancy: UN/EDIFACT data element 4221.
    pub edifact4221: Option<String>,
    /// Whether a desk can give it.
    pub offered: bool,
}

/// All reasons in their order.
#[derive(Clone, Debug)]
pub struct Reasons(Vec<Reason>);

impl Reasons {
    /// Reads them.
    pub async fn load(conn: &mut Conn, lang: Lang) -> Result<Self> {
        #[derive(sqlx::FromRow)]
        struct Row {
            code: String,
            position: i64,
            exit_stage: Option<String>,
            effect: String,
            name_zh: String,
            name_en: String,
            onix65: Option<String>,
            onix54: Option<String>,
            edifact4221: Option<String>,
        }
        let rows = sql!(
            fetch_all as Row,
            conn,
            "select code, position, exit_stage, effect, name_zh, name_en, onix65, onix54, edifact4221
             from reasons order by position, code"
        )?;
        let reason = |row: Row| Reason {
            name: lang.pick(&row.name_zh, &row.name_en).to_owned(),
            effect: Effect::from_code(&row.effect).unwrap_or(Effect::Note),
            code: row.code,
            exit: row.exit_stage,
            onix65: row.onix65,
            onix54: row.onix54,
            edifact4221: row.edifact4221,
            offered: row.position < OWN,
        };
        Ok(Self(rows.into_iter().map(reason).collect()))
    }

    /// Those that a desk can give and that have one of the effects.
    pub fn offered(&self, effects: &[Effect]) -> impl Iterator<Item = &Reason> {
        self.0.iter().filter(|reason| reason.offered && effects.contains(&reason.effect))
    }

    /// Reasons to take copies out, each with where they go.
    pub fn ways_out(&self, stages: &Stages) -> Vec<ReasonRow> {
        let first = stages.first().map(|stage| stage.name.clone()).unwrap_or_default();
        let row = |reason: &Reason| ReasonRow {
            code: reason.code.clone(),
            name: reason.name.clone(),
            to: reason.exit.as_ref().map_or_else(|| first.clone(), |exit| stages.name(exit)),
        };
        self.offered(&[Effect::Again, Effect::Exit]).map(row).collect()
    }

    /// Reasons to hold copies back in the stage of that name.
    pub fn holds(&self, stage: &str) -> Vec<ReasonRow> {
        let row =
            |reason: &Reason| ReasonRow { code: reason.code.clone(), name: reason.name.clone(), to: stage.to_owned() };
        self.offered(&[Effect::Hold]).map(row).collect()
    }
}

/// The whole vocabulary, for people who write to publishers and for programs that do.
pub async fn list(conn: &mut Conn, staff: &Staff<'_>) -> Result<Vec<ReasonCodes>> {
    let (stages, reasons) = (Stages::load(conn, staff.lang).await?, Reasons::load(conn, staff.lang).await?);
    let to = |reason: &Reason| match (reason.effect, &reason.exit) {
        (_, Some(exit)) => stages.name(exit),
        (Effect::Again, None) => stages.first().map(|stage| stage.name.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    let row = |reason: &Reason| ReasonCodes {
        code: reason.code.clone(),
        name: reason.name.clone(),
        effect: reason.effect.code().to_owned(),
        to: to(reason),
        onix65: reason.onix65.clone(),
        onix54: reason.onix54.clone(),
        edifact4221: reason.edifact4221.clone(),
    };
    Ok(reasons.0.iter().map(row).collect())
}
