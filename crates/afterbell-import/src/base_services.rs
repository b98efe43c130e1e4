//! Lists of base services, which are open to every child.

use afterbell_domain::GradeSet;
use afterbell_domain::reading::{fee, grades, name, tidy, weekly_times};

use crate::heading::{Column, Kind};
use crate::rows::{self, RowKind};
use crate::understand::Page;
use crate::understood::{BaseServiceRow, RowPlace, Understood};

/// Reads what can be read of each row; an unreadable time or fee stays open (`None`), since
/// these lists are notes to parents more than data (`按餐费标准`).
pub(crate) fn read(pages: &[Page], school: GradeSet, understood: &mut Understood) {
    for page in pages {
        let sheet = &page.sheet;
        let tables = page.tables.iter();
        for table in tables.filter(|table| table.kind == Kind::BaseServices) {
            for row in table.rows(sheet) {
                if !matches!(rows::kind(table, sheet, row), RowKind::Data) {
                    continue;
                }
                let text = |column| tidy(&table.text(sheet, row, column));
                let some = |column| Some(text(column)).filter(|text| !text.is_empty());
                understood.base_services.push(BaseServiceRow {
                    place: RowPlace {
                        file: page.file.clone(),
                        sheet: sheet.name.clone(),
                        row: row.number,
                    },
                    service: name(&text(Column::Course)),
                    grades: grades(&text(Column::Grades), Some(school)).ok(),
                    times: weekly_times(&text(Column::Time)).ok(),
                    content: some(Column::Content),
                    fee: some(Column::Fee).and_then(|text| fee(&text).ok()),
                    fee_text: some(Column::Fee),
                });
            }
        }
    }
}
