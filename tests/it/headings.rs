//! A heading is a sentence of its own, whatever follows it and however the file marks it.

use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;

/// Files with a heading that has no stop, its name, the heading and the beginning of what follows.
const FILES: &[(&str, &str, &str, &str)] = &[
    (
        "a.txt",
        "Title of the news\n\nPlans for the port\n\nThe mayor said it will open.",
        "Plans for the port",
        "The",
    ),
    ("b.txt", "Новость дня\n\nПланы порта\n\nМэр сообщил, что порт откроют.", "Планы порта", "Мэр"),
    ("c.txt", "Күн жаңалығы\n\nАйлақ жоспары\n\nӘкім айлақ ашылады деді.", "Айлақ жоспары", "Әкім"),
    (
        "d.md",
        "# Title of the news\n\n## Plans for the port\nThe mayor said it will open.\n",
        "Plans for the port",
        "The",
    ),
    (
        "e.txt",
        "Title of the news\n\nA first paragraph, the ministry said.\n\nPlans for the port\nThe mayor said it will open.",
        "Plans for the port",
        "The",
    ),
    (
        "f.txt",
        "Название новости\n\nПервый абзац, сообщили в министерстве.\nПланы порта\nМэр сообщил, что порт откроют.",
        "Планы порта",
        "Мэр",
    ),
];

#[test]
fn headings_are_never_glued_to_what_follows() {
    let extractor = Extractor::new(packs());
    let mut glued = Vec::new();
    for (name, text, heading, next) in FILES {
        let source = Source { name, bytes: text.as_bytes(), modified: None, encoding: None, packs: packs() };
        for article in read(&source).unwrap().articles {
            let at = article
                .text
                .find(heading)
                .unwrap_or_else(|| panic!("{name}: no heading in {:?}", article.text));
            let after = at + article.text[at..].find(next).unwrap();
            let found = extractor.extract(&article);
            assert!(!found.sentences.is_empty(), "{name}");
            for span in &found.sentences {
                if span.contains(at) && span.contains(after) {
                    glued.push(format!("{name}: {:?}", span.of(&article.text)));
                }
            }
        }
    }
    assert!(glued.is_empty(), "{}", glued.join("\n"));
}
