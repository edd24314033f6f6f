//! Harm done to a sound house, for the stories of fsck.

use crate::house::House;

/// Lets one statement do its damage and answers with the rules that fsck names.
macro_rules! damage {
    ($house:expr, $sql:literal) => {{
        async fn harm(tx: &mut domain::Tx) -> domain::Result<()> {
            store::sql!(execute, tx, $sql)?;
            Ok(())
        }
        $house.db.write((), |tx, ()| Box::pin(harm(tx))).await.unwrap();
        crate::damage::rules($house).await
    }};
}

/// The rules that fsck names.
pub async fn rules(house: &House) -> Vec<String> {
    let mut rules: Vec<String> =
        house.violations().await.iter().map(|v| v.split(':').next().unwrap().to_owned()).collect();
    rules.dedup();
    rules
}
