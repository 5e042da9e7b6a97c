//! What somebody who writes rules and words is told of a slip: file, line and what to do, in each language.

use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;

/// A slip in a file: its name, what stands there, what is written instead, and what the message must name, of which
/// the first stands on the line that is told.
type Slip = (&'static str, &'static str, &'static str, &'static [&'static str]);

const SLIPS: &[Slip] = &[
    ("rules/en/will.toml", "trigger =", "triger =", &["triger", "trigger"]),
    ("rules/en/agree.toml", "stage = \"", "stage = \"x", &["x", "done"]),
    ("rules/en/agree-to.toml", "\nsure = ", "\nsure = \"a\" # ", &[]),
    ("rules/en/able-to.toml", "object = ", "object = [1 2", &["TOML"]),
    ("rules/ru/admit.toml", "+finite", "+finit", &["finit", "finite"]),
    ("rules/kk/agreed.toml", "actor = ", "actor = 1 # ", &[]),
    ("lang/en/words.toml", "\"subordinator\"", "\"subordinatr\"", &["subordinatr", "subordinator"]),
    ("lang/kk/nouns.toml", "words = ", "wrds = ", &["wrds", "words"]),
    ("lang/kk/morphology.toml", "\n[sets]\n", "\n[sets]\nown = [[\"\", \"{none}\"]]\n", &["own"]),
    ("lang/en/times.toml", "-> part", "-> prt", &["prt", "part"]),
    ("lang/ru/numbers.toml", "[cardinals]\n", "[cardinals]\ntwo = \"пара\"\n", &["two"]),
    ("lang/kk/units.toml", "[limits]\n", "[limits]\n\"=>\" = \"асса\"\n", &["=>"]),
    ("import/words/ru.toml", "[furniture]", "[furnture]", &["furnture", "furniture"]),
];

/// What the program says on standard error, its folder of assets as given; and whether it went on.
fn told(lang: &str, assets: &Path, news: &Path) -> (String, bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.env_clear().env("HOME", news).args(["--lang", lang, "--assets"]).arg(assets);
    let output = command.arg("extract").arg(news).output().unwrap();
    (String::from_utf8(output.stderr).unwrap(), output.status.success() && !output.stdout.is_empty())
}

/// The line on which the slip stands in a text.
fn line(text: &str, (_, good, bad, names): Slip) -> usize {
    let wrong = names.first().filter(|name| bad.contains(**name)).copied().unwrap_or_else(|| bad.trim());
    let text = text.replacen(good, bad, 1);
    let at = text.find(bad).unwrap() + bad.find(wrong).unwrap();
    text[..at].matches('\n').count() + 1
}

#[test]
fn each_slip_is_told_with_its_file_and_line_and_the_rest_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let (own, news) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = "A title\n\n2025-10-01\n\nThe ministry plans to build a school in Almaty.";
    fs::write(news.path().join("a.txt"), text).unwrap();
    let mut lines = Vec::new();
    for slip in SLIPS {
        let text = fs::read_to_string(root.join(slip.0)).unwrap();
        let file = own.path().join(slip.0);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text.replacen(slip.1, slip.2, 1)).unwrap();
        lines.push(line(&text, *slip));
    }
    let english = Regex::new(r" (the|is|there|write|belongs|no) ").unwrap();
    for (lang, place) in
        [("en", "{file}, line {n}: "), ("ru", "{file}, строка {n}: "), ("kk", "{file}, {n}-жол: ")]
    {
        let (told, went_on) = told(lang, own.path(), news.path());
        assert!(went_on, "{lang}: {told}");
        assert_eq!(told.lines().count(), SLIPS.len(), "{lang}: {told}");
        for (slip, line) in SLIPS.iter().zip(&lines) {
            let place =
                place.replace("{file}", &format!("assets/{}", slip.0)).replace("{n}", &line.to_string());
            let own = told.lines().find(|line| line.starts_with(&place));
            let own = own.unwrap_or_else(|| panic!("{lang}: nothing at {place}\n{told}"));
            assert!(slip.3.iter().all(|name| own.contains(name)), "{lang}: {own}");
            assert!(lang == "en" || !english.is_match(own), "{lang}: {own}");
        }
    }
}
