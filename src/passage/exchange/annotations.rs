//! One W3C Web Annotation collection in JSON-LD (Recommendation of 23 February 2017), each annotation on a
//! line of its own. Never uses a key of the standard for what the standard does not say: what is ours stands
//! under `throughline:`.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::base::id::{ArticleId, BookmarkId, RevisionId};
use crate::base::json;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::span::Span;
use crate::model::bookmark::{Anchor, Mark};
use crate::model::lang::Lang;
use crate::passage::exchange::{Imported, Kept, Source, at_line, no_day, no_json, no_time};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const TERMS: &str = "urn:throughline:terms#";
const BOOKMARK: &str = "urn:throughline:bookmark:";
const ARTICLE: &str = "urn:throughline:article:";

pub(super) fn write(kept: &[Kept]) -> String {
    let items: Vec<String> = kept.iter().filter_map(|one| json::line(&annotation(one)).ok()).collect();
    let head = format!(
        "{{\n\"@context\": [\"{CONTEXT}\", {{\"throughline\": \"{TERMS}\"}}],\n\
         \"id\": \"urn:throughline:bookmarks\",\n\"type\": \"AnnotationCollection\",\n\"total\": {},\n",
        items.len()
    );
    let page = "\"first\": {\n\"id\": \"urn:throughline:bookmarks:1\",\n\"type\": \"AnnotationPage\",\n\
                \"partOf\": {\"id\": \"urn:throughline:bookmarks\", \"type\": \"AnnotationCollection\"},\n\
                \"startIndex\": 0,\n\"items\": [\n";
    format!("{head}{page}{}\n]\n}}\n}}\n", items.join(",\n"))
}

fn annotation(one: &Kept) -> Value {
    let (article, anchor) = (&one.article, &one.anchor);
    let mut fields = Map::new();
    let mut set = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    set("id", json!(iri(BOOKMARK, one.id.as_str())));
    set("type", json!("Annotation"));
    set("motivation", json!("bookmarking"));
    set("created", json!(one.created));
    set("modified", json!(one.changed));
    let bodies = bodies(one);
    if !bodies.is_empty() {
        set("body", Value::Array(bodies));
    }
    let source = article.url.clone().filter(|url| is_web_address(url));
    set(
        "target",
        json!({
            "type": "SpecificResource",
            "source": source.unwrap_or_else(|| iri(ARTICLE, article.id.as_str())),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": anchor.quote,
                    "prefix": anchor.prefix,
                    "suffix": anchor.suffix,
                },
                {
                    "type": "TextPositionSelector",
                    "start": anchor.code_points.0,
                    "end": anchor.code_points.1,
                },
            ],
        }),
    );
    set("throughline:mark", json!(one.mark));
    set("throughline:article", json!(article.id));
    set("throughline:title", json!(article.title));
    set("throughline:outlet", json!(article.outlet));
    set("throughline:date", json!(article.date));
    set("throughline:url", json!(article.url));
    set("throughline:lang", json!(article.lang));
    set("throughline:revision", json!(anchor.revision));
    set("throughline:byteStart", json!(anchor.span.start));
    set("throughline:byteEnd", json!(anchor.span.end));
    if let Some(trashed) = one.trashed {
        set("throughline:trashed", json!(trashed));
    }
    Value::Object(fields)
}

fn bodies(one: &Kept) -> Vec<Value> {
    let note = json!({
        "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": one.note,
    });
    let tag = |tag| json!({"type": "TextualBody", "purpose": "tagging", "value": tag});
    let note = if one.note.is_empty() { None } else { Some(note) };
    note.into_iter().chain(one.tags.iter().map(tag)).collect()
}

/// A name as a URN; what a URN may not hold is percent-encoded.
fn iri(prefix: &str, name: &str) -> String {
    let mut out = prefix.to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    // A URN must not end with its prefix.
    if name.is_empty() { out + "-" } else { out }
}

/// The name that [`iri`] was given; another address is a name itself.
fn name_of(prefix: &str, address: &str) -> String {
    let Some(encoded) = address.strip_prefix(prefix) else { return address.to_owned() };
    let mut bytes = Vec::new();
    let mut rest = encoded.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether an address is one as RFC 3986 asks: with a plain host, every percent sign before two digits, one fragment.
fn is_web_address(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return false;
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_host = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    let plain = |b: u8| b.is_ascii_graphic() && !br#"<>"{}|\^`[]"#.contains(&b);
    let is_escape = |piece: &str| {
        piece.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    is_host
        && port.bytes().all(|digit| digit.is_ascii_digit())
        && path.bytes().all(plain)
        && path.split('%').skip(1).all(is_escape)
        && path.matches('#').count() <= 1
}

pub(super) fn read(text: &str, now: DateTime<Utc>) -> Imported {
    let mut imported = Imported::default();
    if text.trim().is_empty() {
        return imported;
    }
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            imported.problems.push(Problem::new(no_json(&error), at_line(error.line())));
            return imported;
        }
    };
    for (number, item) in (1_usize..).zip(items(&document)) {
        match kept(item, now) {
            Ok(one) => imported.kept.push(one.tidied()),
            Err(what) => {
                imported
                    .problems
                    .push(Problem::new(what, Said::text("problem.annotation").with("n", number)));
            }
        }
    }
    imported
}

/// The annotations of a collection, a page, a list, or one by itself.
fn items(document: &Value) -> Vec<&Value> {
    let page = document.get("first").filter(|first| first.is_object()).unwrap_or(document);
    match page.get("items").unwrap_or(page) {
        Value::Array(items) => items.iter().collect(),
        Value::Object(_) if page.get("target").is_some() => vec![page],
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// A value that may stand alone or in a list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

fn text_at<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn kept(item: &Value, now: DateTime<Utc>) -> Result<Kept, Said> {
    let target = each(item.get("target")).first().ok_or(Said::text("problem.no_target"))?;
    let source = target.get("source").unwrap_or(target);
    let source = source.as_str().or_else(|| text_at(source, "id")).unwrap_or_default();
    let time = |key: &str| match text_at(item, key) {
        Some(time) => DateTime::parse_from_rfc3339(time)
            .map(|time| Some(time.to_utc()))
            .map_err(|_bad| no_time(key, time)),
        None => Ok(None),
    };
    let created = time("created")?.unwrap_or(now);
    let (note, tags) = note_and_tags(item);
    Ok(Kept {
        id: BookmarkId(text_at(item, "id").map(|id| name_of(BOOKMARK, id)).unwrap_or_default()),
        article: article(item, source)?,
        anchor: anchor(item, target)?,
        note,
        tags,
        mark: text_at(item, "throughline:mark").and_then(Mark::from_word).unwrap_or_default(),
        created,
        changed: time("modified")?.unwrap_or(created),
        trashed: time("throughline:trashed")?,
    })
}

fn article(item: &Value, source: &str) -> Result<Source, Said> {
    let own = |name: &str| text_at(item, &format!("throughline:{name}")).map(str::to_owned);
    let date = own("date").map(|date| date.parse().map_err(|_bad| no_day(&date))).transpose()?;
    let ours = source.starts_with(ARTICLE);
    let url =
        if item.get("throughline:article").is_some() || ours { own("url") } else { Some(source.to_owned()) };
    Ok(Source {
        id: ArticleId(own("article").unwrap_or_default()),
        title: own("title").unwrap_or_default(),
        outlet: own("outlet"),
        date,
        url: url.filter(|url| !url.is_empty()),
        lang: own("lang").map(|code| Lang::new(&code)).unwrap_or_default(),
    })
}

fn anchor(item: &Value, target: &Value) -> Result<Anchor, Said> {
    let selectors = each(target.get("selector"));
    let of_type = |kind: &str| selectors.iter().find(|selector| text_at(selector, "type") == Some(kind));
    let quote = of_type("TextQuoteSelector")
        .ok_or(Said::text("problem.no_field").with("name", "TextQuoteSelector"))?;
    let exact = text_at(quote, "exact")
        .ok_or(Said::text("problem.no_field").with("name", "TextQuoteSelector.exact"))?;
    let side = |key: &str| text_at(quote, key).unwrap_or_default().to_owned();
    let number = |value: Option<&Value>| {
        value.and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
    };
    let place = |key: &str| number(of_type("TextPositionSelector").and_then(|selector| selector.get(key)));
    let byte = |key: &str| number(item.get(key));
    Ok(Anchor {
        quote: exact.to_owned(),
        prefix: side("prefix"),
        suffix: side("suffix"),
        span: Span::new(byte("throughline:byteStart"), byte("throughline:byteEnd")),
        code_points: (place("start"), place("end")),
        revision: RevisionId(text_at(item, "throughline:revision").unwrap_or_default().to_owned()),
    })
}

fn note_and_tags(item: &Value) -> (String, Vec<String>) {
    let mut notes: Vec<&str> = text_at(item, "bodyValue").into_iter().collect();
    let mut tags = Vec::new();
    for body in each(item.get("body")) {
        let Some(value) = text_at(body, "value") else { continue };
        if each(body.get("purpose")).iter().any(|purpose| purpose == "tagging") {
            tags.push(value.to_owned());
        } else {
            notes.push(value);
        }
    }
    (notes.join("\n\n"), tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_as_the_standard_asks_is_a_web_address() {
        for good in ["http://a.org", "https://a.org:80/b?c=%D0%B0#d", "http://xn--e1a.kz/"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "http://%%",
            "http://a/%4",
            "http://",
            "http:///a",
            "http://a/#b#c",
            "http://a:b/",
            "ftp://a",
            "http://a/ы",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn names_come_back_from_their_urn() {
        for name in ["b1", "a/b c", "ы%41", "", "urn:x"] {
            let iri = iri(BOOKMARK, name);
            assert!(iri.bytes().all(|b| b.is_ascii_graphic()));
            assert_eq!(name_of(BOOKMARK, &iri), if name.is_empty() { "-" } else { name });
        }
    }

    #[test]
    fn annotations_of_other_programs_are_read() {
        let text = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://a.org/1","type":"Annotation",
            "bodyValue":"Note","target":{"source":{"id":"http://a.org/page"},"selector":{
            "type":"TextQuoteSelector","exact":"quote","prefix":"a "}}}"#;
        let imported = read(text, DateTime::UNIX_EPOCH);
        assert_eq!(imported.problems, []);
        let one = &imported.kept[0];
        assert_eq!((one.id.as_str(), one.note.as_str()), ("http://a.org/1", "Note"));
        assert_eq!(one.article.url.as_deref(), Some("http://a.org/page"));
        assert_eq!(one.anchor.quote, "quote");
    }
}
