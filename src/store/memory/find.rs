//! Finding in a library in memory: every article is judged by itself.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::data::{Data, Held};
use crate::model::article::Article;
use crate::model::lang::Lang;
use crate::model::view::Row;
use crate::search::fuzzy::{Fuzzy, Hit};
use crate::search::judge::{Subject, accepts};
use crate::search::query::{Order, Query};
use crate::search::snippet::{Snippet, snippet};
use crate::search::spell::Speller;

/// The articles that a query finds.
pub(super) fn search(data: &Data, query: &Query, order: Order) -> Vec<Row> {
    let mut speller = Speller::default();
    let mut found: Vec<_> = data
        .rows()
        .filter(|(_, held)| accepts(query, &subject(data, held, &mut speller)))
        .map(|(row, held)| (data.day(held), row))
        .collect();
    match order {
        Order::Oldest => found.sort_by_key(|(day, row)| (day.is_none(), *day, *row)),
        Order::Best | Order::Newest => found.sort_by_key(|(day, row)| (day.is_none(), Reverse(*day), *row)),
    }
    found.into_iter().map(|(_, row)| row).collect()
}

fn subject(data: &Data, held: &Held, speller: &mut Speller) -> Subject {
    let article = &held.article;
    let (title, body) = held.lines.clone();
    let mentions = held.found.as_ref().map(|(_, found, _)| found.mentions.as_slice()).unwrap_or_default();
    let actors = mentions.iter().filter_map(|mention| mention.actor.as_deref());
    let kept: Vec<_> = data
        .bookmarks
        .values()
        .map(|kept| &kept.bookmark)
        .filter(|bookmark| bookmark.article == article.id && bookmark.trashed.is_none())
        .collect();
    let tags: BTreeSet<_> = kept.iter().flat_map(|bookmark| bookmark.tags.clone()).collect();
    Subject {
        title,
        body,
        outlet: speller.index(article.outlet.as_deref().unwrap_or_default(), article.lang),
        actors: actors.map(|actor| speller.index(actor, article.lang)).collect(),
        threads: names(data, article).map(|(lang, name)| speller.index(name, lang)).collect(),
        lang: article.lang,
        day: data.day(held),
        stages: mentions.iter().map(|mention| mention.stage).collect(),
        kinds: mentions.iter().map(|mention| mention.kind).collect(),
        tags: tags.into_iter().collect(),
        read: data.read.contains(&article.id),
        marked: !kept.is_empty(),
    }
}

/// The names of the initiatives that an article mentions.
fn names<'a>(data: &'a Data, article: &'a Article) -> impl Iterator<Item = (Lang, &'a str)> {
    let threads = data.linking.threads.iter();
    let own = threads.filter(|thread| thread.mentions.iter().any(|mention| mention.article == article.id));
    own.flat_map(|thread| thread.labels.iter().map(|(lang, name)| (*lang, name.as_str())))
}

/// Where these articles meet a query.
pub(super) fn snippets(data: &Data, query: &Query, rows: &[Row]) -> Vec<Snippet> {
    let mut speller = Speller::default();
    let one = |row: &Row| data.held(*row).map(|held| snippet(&held.article, query, &mut speller));
    rows.iter().map(one).map(Option::unwrap_or_default).collect()
}

/// Articles by the letters of their titles.
pub(super) fn titles(data: &Data, typed: &str, limit: usize) -> Vec<Hit<Row>> {
    let mut fuzzy = Fuzzy::new(typed, limit);
    for (row, held) in data.rows() {
        fuzzy.look(row, &held.article.title);
    }
    fuzzy.best()
}
