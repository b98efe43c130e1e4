//! The JSON Schema of a menu draft, from the same types that read it.

use afterbell_domain::policy::MenuDraft;
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use crate::command::complaint::Complaint;

/// OpenAPI 3.1 describes values by JSON Schema, so its schemas only have to be put together.
pub(super) fn document() -> Result<String, Complaint> {
    let mut schemas = Vec::new();
    MenuDraft::schemas(&mut schemas);
    let mut definitions = Map::new();
    for (name, schema) in schemas {
        let schema = serde_json::to_value(schema).map_err(Complaint::internal)?;
        definitions.insert(name, schema);
    }
    let draft = serde_json::to_value(MenuDraft::schema()).map_err(Complaint::internal)?;
    let mut document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "MenuDraft",
    });
    if let (Value::Object(document), Value::Object(draft)) = (&mut document, draft) {
        document.extend(draft);
        document.insert("$defs".to_owned(), Value::Object(definitions));
    }
    refer_to_definitions(&mut document);
    document.sort_all_objects();
    serde_json::to_string_pretty(&document).map_err(Complaint::internal)
}

fn refer_to_definitions(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get_mut("$ref") {
                *reference = reference.replace("#/components/schemas/", "#/$defs/");
            }
            fields.values_mut().for_each(refer_to_definitions);
        }
        Value::Array(items) => items.iter_mut().for_each(refer_to_definitions),
        _ => {}
    }
}
