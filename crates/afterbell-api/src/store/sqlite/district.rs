use afterbell_domain::district::AskFailure;
use afterbell_domain::{Label, Moment, OverseenId};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::SqliteStore;
use super::desk::{last_audit, log, signed_in};
use super::rows::parse;
use crate::store::StoreError;
use crate::store::deciding::district::{DistrictFacts, DistrictWrite, decide};
use crate::store::district::{
    Answered, District, DistrictAct, DistrictBooks, DistrictDeed, DistrictOutcome, DistrictSecret,
    OverseenSchool, PackRow,
};

#[async_trait]
impl DistrictBooks for SqliteStore {
    async fn district(&self) -> Result<Option<District>, StoreError> {
        self.readers.read(district).await
    }

    async fn open_district(&self, district: District) -> Result<(), StoreError> {
        self.writer
            .write(move |books, _| {
                books.execute(
                    "INSERT INTO district (id, name, zone) VALUES (1, ?1, ?2)
                     ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone",
                    params![district.name.as_str(), district.zone.to_string()],
                )?;
                Ok(())
            })
            .await
    }

    async fn schools(&self) -> Result<Vec<OverseenSchool>, StoreError> {
        self.readers.read(schools).await
    }

    async fn keep_answer(
        &self,
        school: OverseenId,
        answered: Answered,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |books, _| keep_answer(books, &school, &answered, now))
            .await
    }

    async fn packs(&self) -> Result<Vec<PackRow>, StoreError> {
        self.readers.read(packs).await
    }

    async fn carry_out_for_district(
        &self,
        act: DistrictAct,
    ) -> Result<DistrictOutcome, StoreError> {
        self.writer
            .write(move |books, _| carry_out(books, &act))
            .await
    }
}

fn district(books: &Connection) -> Result<Option<District>, StoreError> {
    let row = books.query_row("SELECT name, zone FROM district", [], |row| {
        Ok(District {
            name: parse(row, 0)?,
            zone: parse(row, 1)?,
        })
    });
    Ok(row.optional()?)
}

fn school_row(row: &Row<'_>) -> rusqlite::Result<OverseenSchool> {
    let moment = |column| match row.get::<_, Option<String>>(column)? {
        Some(_) => parse::<Moment>(row, column).map(Some),
        None => Ok(None),
    };
    let failure: Option<String> = row.get(6)?;
    Ok(OverseenSchool {
        id: parse(row, 0)?,
        name: parse(row, 1)?,
        address: parse(row, 2)?,
        key: DistrictSecret(row.get(3)?),
        added_at: parse(row, 4)?,
        asked_at: moment(5)?,
        failure: failure.as_deref().and_then(AskFailure::of_code),
        report: moment(7)?.zip(row.get(8)?),
    })
}

fn schools(books: &Connection) -> Result<Vec<OverseenSchool>, StoreError> {
    let question = "SELECT id, name, address, key, added_at, asked_at, failure, report_at, report
                    FROM overseen_school ORDER BY name";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([], school_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn keep_answer(
    books: &Connection,
    school: &OverseenId,
    answered: &Answered,
    now: Moment,
) -> Result<(), StoreError> {
    let now = now.to_string();
    match answered {
        Answered::Report(report) => books.execute(
            "UPDATE overseen_school
             SET asked_at = ?2, failure = NULL, report_at = ?2, report = ?3 WHERE id = ?1",
            params![school.as_str(), now, report],
        )?,
        Answered::Failure(failure) => books.execute(
            "UPDATE overseen_school SET asked_at = ?2, failure = ?3 WHERE id = ?1",
            params![school.as_str(), now, failure.code()],
        )?,
    };
    Ok(())
}

fn packs(books: &Connection) -> Result<Vec<PackRow>, StoreError> {
    let question = "SELECT version, name, text, hash, saved_at, saved_by FROM district_pack
                    ORDER BY version DESC";
    let mut statement = books.prepare_cached(question)?;
    let rows = statement.query_map([], |row| {
        Ok(PackRow {
            version: row.get(0)?,
            name: parse(row, 1)?,
            text: row.get(2)?,
            hash: parse(row, 3)?,
            saved_at: parse(row, 4)?,
            saved_by: parse(row, 5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn facts(books: &Connection, act: &DistrictAct) -> Result<DistrictFacts, StoreError> {
    let mut statement = books.prepare_cached("SELECT id, name, address FROM overseen_school")?;
    let schools =
        statement.query_map([], |row| Ok((parse(row, 0)?, parse(row, 1)?, row.get(2)?)))?;
    let schools: Vec<(OverseenId, Label, String)> = schools.collect::<Result<_, _>>()?;
    let newest = "SELECT coalesce(max(version), 0) FROM district_pack";
    Ok(DistrictFacts {
        signed_in: signed_in(books, &act.session, act.now)?,
        schools,
        newest: books.query_row(newest, [], |row| row.get(0))?,
        last_audit: last_audit(books)?,
    })
}

fn carry_out(books: &Connection, act: &DistrictAct) -> Result<DistrictOutcome, StoreError> {
    let decision = decide(&facts(books, act)?, act)?;
    if let Some((write, row, link)) = decision.write {
        match (&write, &act.deed) {
            (
                DistrictWrite::Add,
                DistrictDeed::AddSchool {
                    id,
                    name,
                    address,
                    key,
                },
            ) => {
                books.execute(
                    "INSERT INTO overseen_school (id, name, address, key, added_at)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![
                        id.as_str(),
                        name.as_str(),
                        address.as_str(),
                        key.0,
                        act.now.to_string()
                    ],
                )?;
            }
            (DistrictWrite::Move(id, address), _) => {
                books.execute(
                    "UPDATE overseen_school SET address = ?2 WHERE id = ?1",
                    params![id.as_str(), address.as_str()],
                )?;
            }
            (DistrictWrite::Remove(id), _) => {
                books.execute("DELETE FROM overseen_school WHERE id = ?1", [id.as_str()])?;
            }
            (DistrictWrite::Pack(pack), _) => keep_pack(books, pack)?,
            (DistrictWrite::Add, _) => {}
        }
        log(books, &row, &link)?;
    }
    Ok(decision.outcome)
}

fn keep_pack(books: &Connection, pack: &PackRow) -> Result<(), StoreError> {
    books.execute(
        "INSERT INTO district_pack (version, name, text, hash, saved_at, saved_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            pack.version,
            pack.name.as_str(),
            pack.text,
            pack.hash.as_str(),
            pack.saved_at.to_string(),
            pack.saved_by.as_str()
        ],
    )?;
    Ok(())
}
