//! Exported annotations are what the W3C's published schemas of annotations, collections and pages ask for.

use std::collections::HashMap;
use std::sync::LazyLock;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use proptest::prelude::*;
use serde_json::Value;
use throughline::passage::exchange::{Format, export};

use super::exchange::rows;

/// The schemas as they name each other.
const AT: &str = "https://schemas.example/";

/// The schemas that an annotation, a collection and a page must satisfy.
struct Standard {
    schemas: Schemas,
    musts: HashMap<String, Vec<(String, SchemaIndex)>>,
}

static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    let lines = include_str!("../../corpus/passage/w3c/schemas.jsonl");
    let musts = include_str!("../../corpus/passage/w3c/musts.json");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.set_default_draft(Draft::V4);
    compiler.enable_format_assertions();
    for line in lines.lines() {
        let mut line: Value = serde_json::from_str(line).unwrap();
        let name = format!("{AT}{}", line["file"].as_str().unwrap());
        let mut schema = line["schema"].take();
        // Two of them bear the name of another file.
        schema["id"] = name.as_str().into();
        compiler.add_resource(&name, schema).unwrap();
    }
    let musts: HashMap<String, Vec<String>> = serde_json::from_str(musts).unwrap();
    let mut compiled = |name: String| {
        let index = compiler.compile(&format!("{AT}{name}"), &mut schemas).unwrap();
        (name, index)
    };
    let musts = musts.into_iter().map(|(what, names)| (what, names.into_iter().map(&mut compiled).collect()));
    let musts = musts.collect();
    Standard { schemas, musts }
});

/// The schemas that a value breaks.
fn broken(what: &str, value: &Value) -> Vec<String> {
    let musts = STANDARD.musts.get(what).unwrap();
    assert!(musts.len() >= 10);
    let breaks = |index: &SchemaIndex| STANDARD.schemas.validate(value, *index).is_err();
    musts.iter().filter(|(_, index)| breaks(index)).map(|(name, _)| name.clone()).collect()
}

/// The same with the context of the whole, as a part of it stands by itself.
fn alone(part: &Value, whole: &Value) -> Value {
    let mut part = part.clone();
    part["@context"] = whole["@context"].clone();
    part
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_exported_is_what_the_standard_asks_for(rows in rows()) {
        let whole: Value = serde_json::from_str(&export(Format::Annotations, &rows)).unwrap();
        prop_assert_eq!(broken("collection", &whole), Vec::<String>::new());
        prop_assert_eq!(broken("page", &whole), Vec::<String>::new());
        prop_assert_eq!(broken("page", &alone(&whole["first"], &whole)), Vec::<String>::new());
        let items = whole["first"]["items"].as_array().unwrap();
        prop_assert_eq!(items.len(), rows.len());
        for item in items {
            prop_assert_eq!(broken("annotation", &alone(item, &whole)), Vec::<String>::new(), "{}", item);
        }
    }
}

#[test]
fn what_is_no_annotation_is_told() {
    let mut bad = serde_json::json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:a:b", "type": "Annotation", "target": "urn:a:c",
    });
    assert_eq!(broken("annotation", &bad), Vec::<String>::new());
    bad["created"] = "yesterday".into();
    bad["target"] =
        serde_json::json!({"source": "not an address", "selector": {"type": "TextQuoteSelector"}});
    bad["id"] = "no address".into();
    let broken = broken("annotation", &bad);
    for part in ["IdValidated", "CreatedValidated", "textQuoteSelector"] {
        assert!(broken.iter().any(|name| name.contains(part)), "{part}: {broken:?}");
    }
}
