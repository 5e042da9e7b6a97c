//! Holds the README to the program: its table of keys is made from the key table.
//!
//! `UPDATE_README=1 cargo test --test it readme` writes the table and the pictures anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use throughline::app::command::Command;
use throughline::app::key;
use throughline::app::keymap::{Scope, keymap};
use throughline::app::texts::texts;
use throughline::app::topic::told;
use throughline::model::lang::Lang;

use crate::support::screen::picture;
use crate::support::stage::Stage;
use crate::support::story;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

/// One line of the table: a command with its keys and places.
struct Row {
    command: Command,
    keys: Vec<String>,
    scopes: Vec<Scope>,
}

/// The rows in the order of the key table. A command that works everywhere has one row for that, and another
/// only for keys that narrower places add.
fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for everywhere in [true, false] {
        for binding in keymap().bindings().iter().filter(|one| one.scopes.contains(&Scope::Any) == everywhere)
        {
            let listed = |key: &String| {
                rows.iter().any(|row| row.command == binding.command && row.keys.contains(key))
            };
            let keys: Vec<String> = binding
                .keys
                .iter()
                .map(|keys| key::spoken(keys))
                .filter(|key| !everywhere || !listed(key))
                .collect();
            let anywhere = |row: &&Row| row.command == binding.command && row.scopes.contains(&Scope::Any);
            let covered =
                rows.iter().find(anywhere).is_some_and(|row| keys.iter().all(|key| row.keys.contains(key)));
            if covered {
                continue;
            }
            let same = |row: &&mut Row| row.command == binding.command && row.scopes == binding.scopes;
            match rows.iter_mut().find(same) {
                Some(row) => row.keys.extend(keys),
                None => rows.push(Row { command: binding.command, keys, scopes: binding.scopes.clone() }),
            }
        }
    }
    rows
}

fn table() -> String {
    let texts = texts(Lang::new("en"));
    let mut table = String::from("| key | does | where |\n|---|---|---|\n");
    for row in rows() {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        let does = told(row.command, texts);
        let anywhere = row.scopes.contains(&Scope::Any);
        let places: Vec<String> =
            row.scopes.iter().map(|scope| format!("{scope:?}").to_lowercase()).collect();
        let places = if anywhere { "everywhere".to_owned() } else { places.join(", ") };
        let _ = writeln!(table, "| {} | {does} | {places} |", keys.join(" "));
    }
    table
}

/// The pages shown in the README, with the keys that lead there.
const PICTURES: [(&str, &str); 9] = [
    ("alone", "ggj<Enter>Jf"),
    ("bookmarks", "ggj<Enter>JbJ#вода, к обзору<Enter>JJMПроверить срок<C-s>B"),
    ("changes", "ggjD"),
    ("figures", "gf"),
    ("history", "ggj<Enter>Jt"),
    ("initiatives", "L"),
    ("keys", "ggj<Enter>?"),
    ("reading", "ggj<Enter>J"),
    ("search", "Fцифровой центр"),
];

#[test]
fn the_pictures_show_the_program_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for (name, keys) in PICTURES {
        let mut library = story::library();
        if name == "changes" {
            story::with_words(&mut library, "предложил учредить Центр", "предложил основать Центр");
        }
        let mut stage = Stage::on(library, 120, 34);
        stage.press(keys);
        let drawn = picture(&stage);
        let place = format!("assets/pictures/{name}.svg");
        assert!(readme.contains(&place), "the README shows {place}");
        if std::env::var_os("UPDATE_README").is_some() {
            fs::create_dir_all(root.join("assets/pictures")).unwrap();
            fs::write(root.join(&place), &drawn).unwrap();
        }
        let kept = fs::read_to_string(root.join(&place)).unwrap_or_default();
        assert!(kept == drawn, "UPDATE_README=1 cargo test --test it readme draws {place} anew");
    }
}

#[test]
fn the_table_of_keys_is_as_the_program_has_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the README marks where the keys begin");
    let (shown, after) = rest.split_once(END).expect("the README marks where the keys end");
    let table = table();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(shown, table, "UPDATE_README=1 cargo test --test it readme writes it anew");
    }
}
