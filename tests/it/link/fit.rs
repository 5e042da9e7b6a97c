//! Writes what speaks for and against each pair of mentions of a set, for fitting the weights by hand.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use throughline::link::features::{ArticleFeatures, MentionFeatures};
use throughline::link::packing::pack;
use throughline::link::rarity::Rarity;
use throughline::link::score::{kinship, signs, weight};
use throughline::link::signs::Signs;
use throughline::model::article::Article;
use throughline::shell::study::study;

use super::encoder::ENCODER;
use super::{alone, articles, clauses, far, features, gold, root};

/// One row a mention, then a square of signs of each pair (the earlier first), as little-endian floats.
fn write(name: &str, all: &[ArticleFeatures], cluster: impl Fn(&str, &str) -> String) {
    let out = PathBuf::from(std::env::var("OUT").unwrap());
    let mut order: Vec<&ArticleFeatures> = all.iter().collect();
    order.sort_by_key(|one| (one.day.is_none(), one.day, one.article.clone()));
    let held = pack(all, &Rarity::of_all(all));
    let numbers = 0..held.mentions();
    let sides = order
        .iter()
        .enumerate()
        .flat_map(|(at, article)| article.mentions.iter().map(move |mention| (at, *article, mention)));
    let sides: Vec<(usize, &ArticleFeatures, &MentionFeatures)> = sides.collect();
    assert_eq!(sides.len(), numbers.len());
    let mut rows = fs::File::create(out.join(format!("{name}.jsonl"))).unwrap();
    for (number, (_, article, m)) in sides.iter().enumerate() {
        let meant = m.antecedent.filter(|_| m.pointing);
        let row = serde_json::json!({
            "file": article.article.to_string(), "lang": article.lang.to_string(), "id": m.id.to_string(),
            "number": m.number, "meant": meant, "label": m.label, "weight": weight(held.side(number).unwrap()),
            "antecedent": m.antecedent, "start": m.span.start, "end": m.span.end,
            "kind": format!("{:?}", m.kind), "stage": format!("{:?}", m.stage), "content": m.content,
            "day": article.day.map(|d| d.to_string()),
            "cluster": cluster(article.article.as_str(), m.id.as_str()),
        });
        writeln!(rows, "{row}").unwrap();
    }
    let mut file = std::io::BufWriter::new(fs::File::create(out.join(format!("{name}.f32"))).unwrap());
    let mut kin = BTreeMap::new();
    for one in numbers.clone() {
        for other in one + 1..numbers.end {
            let pair = (sides[one].0, sides[other].0);
            let kin = *kin.entry(pair).or_insert_with(|| kinship(&held, pair.0, pair.1));
            for value in signs(held.side(one).unwrap(), held.side(other).unwrap(), kin).values() {
                file.write_all(&value.to_le_bytes()).unwrap();
            }
        }
    }
    fs::write(out.join("names.txt"), Signs::NAMES.join("\n")).unwrap();
    println!("{name}: {} mentions", sides.len());
}

fn labelled(name: &str, all: &[gold::Labelled]) {
    let described: Vec<ArticleFeatures> =
        all.iter().map(|one| features(&one.article, &one.gold, &ENCODER)).collect();
    let known: BTreeMap<(String, String), (String, String)> = all
        .iter()
        .flat_map(|one| &one.rows)
        .map(|row| ((row.seed.clone(), row.id.clone()), (row.cluster.clone(), row.tier.clone())))
        .collect();
    write(name, &described, |file, id| {
        let (cluster, tier) = &known[&(file.to_owned(), id.to_owned())];
        if tier == "core" { cluster.clone() } else { format!("optional:{cluster}") }
    });
}

#[test]
#[ignore = "writes for fitting by hand: OUT=FOLDER [LABELLED=NAME:FOLDER:ROWS,…] [FOLDERS=NAME:FOLDER,…]"]
fn signs_of_pairs() {
    if let Ok(folder) = std::env::var("ASSETS") {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let laid = files.map(|file| {
            (format!("assets/link/{}", file.file_name().to_string_lossy()), fs::read(file.path()).unwrap())
        });
        assert!(throughline::base::embedded::lay_over(laid));
    }
    labelled("seeds", &super::seeds());
    for name in ["articles", "held"] {
        let folder = root("tests/corpus/extract").join(name);
        labelled(name, &gold::labelled(&folder, &folder.join(format!("{name}.jsonl"))));
    }
    let mut single = Vec::new();
    for clause in clauses() {
        for (code, text) in [("ru", &clause.ru), ("en", &clause.en), ("kk", &clause.kk)] {
            single.push(alone(&clause, code, text));
        }
    }
    write("clauses", &single, |_, id| id.rsplit_once(' ').unwrap().0.to_owned());
    for name in ["far", "common"] {
        let (clusters, all): (Vec<String>, Vec<ArticleFeatures>) =
            far::all(&format!("{name}.jsonl")).into_iter().unzip();
        let of: BTreeMap<String, String> =
            all.iter().map(|one| one.article.to_string()).zip(clusters).collect();
        write(name, &all, |file, _| of[file].clone());
    }
    let listed = |name: &str| std::env::var(name).unwrap_or_default();
    for one in listed("LABELLED").split(',').filter(|one| !one.is_empty()) {
        let parts: Vec<&str> = one.split(':').collect();
        let mut all = gold::labelled(parts[1].as_ref(), parts[2].as_ref());
        labelled(parts[0], &all);
        all.extend(super::seeds());
        labelled(&format!("{}+seeds", parts[0]), &all);
    }
    for one in listed("FOLDERS").split(',').filter(|one| !one.is_empty()) {
        let (name, folder) = one.split_once(':').unwrap();
        let found: Vec<ArticleFeatures> = articles(&[folder.as_ref()])
            .into_iter()
            .map(|(file, article)| study(&Article { id: file.as_str().into(), ..article }, &ENCODER).1)
            .collect();
        write(name, &found, |_, _| String::new());
    }
}
