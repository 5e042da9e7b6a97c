//! What holds for any text and any span, and the worst texts there are.

use proptest::prelude::*;
use throughline::base::id::RevisionId;
use throughline::base::span::{Span, ceil_boundary, floor_boundary};
use throughline::model::bookmark::{Anchor, Place};
use throughline::passage;

fn anchored(text: &str, from: usize, to: usize) -> Anchor {
    let span = Span::new(floor_boundary(text, from.min(to)), ceil_boundary(text, from.max(to)));
    passage::anchor(text, span, &RevisionId::default())
}

proptest! {
    #[test]
    fn an_anchor_finds_itself(text in "(?s).{0,200}", from in 0_usize..900, to in 0_usize..900) {
        let anchor = anchored(&text, from.min(text.len()), to.min(text.len()));
        prop_assert_eq!(passage::resolve(&anchor, &text), Place::Sure { span: anchor.span });
    }

    #[test]
    fn repeated_passages_are_told_apart(
        word in "[аб \n]{1,6}", times in 1_usize..60, from in 0_usize..900, to in 0_usize..900,
    ) {
        let text = word.repeat(times);
        let anchor = anchored(&text, from.min(text.len()), to.min(text.len()));
        prop_assert_eq!(passage::resolve(&anchor, &text), Place::Sure { span: anchor.span });
    }

    #[test]
    fn any_anchor_on_any_text(
        quote in "(?s).{0,40}", prefix in "(?s).{0,40}", suffix in "(?s).{0,40}", text in "(?s).{0,120}",
        start in any::<usize>(), length in 0_usize..100, points in any::<(usize, usize)>(),
    ) {
        let span = Span::new(start, start.saturating_add(length));
        let anchor = Anchor { quote, prefix, suffix, span, code_points: points, ..Anchor::default() };
        if let Some(span) = passage::resolve(&anchor, &text).span() {
            prop_assert!(span.fits(&text));
        }
    }

    #[test]
    fn edits_before_do_not_lose_it(
        before in "(?s).{0,300}",
        text in "[а-яё ,.]{80,400}",
        from in 0_usize..400,
    ) {
        let anchor = anchored(&text, from.min(text.len()), (from + 90).min(text.len()));
        prop_assume!(anchor.quote.chars().filter(|c| c.is_alphabetic()).count() >= 12);
        let changed = format!("{before}\n\n{text}");
        let place = passage::resolve(&anchor, &changed);
        let span = place.span();
        prop_assert!(span.is_some(), "{:?} {:?}", place, anchor);
        prop_assert_eq!(span.unwrap().of(&changed).trim(), anchor.quote.trim());
    }
}

#[test]
fn one_letter_without_end() {
    let text = "а".repeat(300_000);
    let anchor = anchored(&text, 200_000, 200_400);
    assert_eq!(passage::resolve(&anchor, &text), Place::Sure { span: anchor.span });
    let longer = format!("б{text}");
    let place = passage::resolve(&anchor, &longer);
    assert!(place.span().is_some_and(|span| span.of(&longer).len() == 400), "{place:?}");
    assert_eq!(passage::resolve(&anchor, &"б".repeat(300_000)), Place::Orphan);
}

#[test]
fn a_line_of_five_megabytes() {
    let words = ["совет", "центр", "форум", "план", "указ", "закон"];
    let mut text = String::new();
    let mut number = 0_usize;
    while text.len() < 5_000_000 {
        number += 1;
        text.push_str(words[number * number % 6]);
        text.push_str(&number.to_string());
        text.push(' ');
    }
    let anchor = anchored(&text, 4_000_000, 4_000_200);
    let changed = text.replacen("совет1 ", "", 1).replace(&anchor.quote[..60], "Совершенно иначе.");
    let place = passage::resolve(&anchor, &changed);
    assert!(matches!(place, Place::Sure { .. } | Place::Moved { .. }), "{place:?}");
    let whole = anchored(&text, 10, text.len() - 10);
    let shifted = format!("Ещё. {text}");
    assert_eq!(passage::resolve(&whole, &shifted).span(), Some(whole.span.shifted("Ещё. ".len())));
}

#[test]
fn a_quote_longer_than_the_text() {
    let text = "Короткий текст. ".repeat(40);
    let anchor = anchored(&text, 0, text.len());
    assert_eq!(passage::resolve(&anchor, ""), Place::Orphan);
    assert_eq!(passage::resolve(&anchor, "Короткий"), Place::Orphan);
}

#[test]
fn an_empty_quote_stands_between_its_contexts() {
    let text = "Первое предложение. Второе предложение. Третье предложение.";
    let at = text.find("Второе").unwrap();
    let anchor = anchored(text, at, at);
    let changed = format!("Новое начало. {text}");
    let moved = at + "Новое начало. ".len();
    let place = passage::resolve(&anchor, &changed);
    let span = place.span().unwrap();
    assert!(span.is_empty() && moved - 1 <= span.start && span.start <= moved, "{place:?}");
}

#[test]
fn a_passage_of_many_pages_is_found_in_pieces() {
    let line = |n: usize| {
        format!("В {n}-й день совет рассмотрел вопрос номер {} и отложил его.\n\n", n * 7919 % 1000)
    };
    let text: String = (0..200).map(line).collect();
    let anchor = anchored(&text, text.len() / 8, text.len() / 8 * 7);
    let changed: String =
        (0..200).map(|n| if n % 40 == 39 { "Снято.\n\n".to_owned() } else { line(n) }).collect();
    let span = passage::resolve(&anchor, &changed).span().unwrap();
    let ends = |text: &str| text.chars().rev().take(40).collect::<String>();
    assert_eq!(ends(span.of(&changed).trim()), ends(anchor.quote.trim()));
}
