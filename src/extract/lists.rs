//! Joins the items of a list to the words that lead to it: "поручил:" and the lines after. Never joins prose.

use crate::base::span::Span;

/// Bytes that a list may have.
const LONGEST: usize = 4_000;

/// Sentences with the number of their block, the lines of each list joined to the sentence that opens it.
pub(crate) fn join(text: &str, spans: Vec<(Span, usize)>) -> Vec<(Span, usize)> {
    let mut joined: Vec<(Span, usize)> = Vec::with_capacity(spans.len());
    let mut open = false;
    for (span, block) in spans {
        let line = span.of(text);
        let goes_on = match joined.last() {
            Some((last, _)) if span.end - last.start <= LONGEST => {
                let before = last.of(text);
                let new_line = text.get(last.end..span.start).is_some_and(|gap| gap.contains('\n'));
                new_line && (before.ends_with(':') && is_item(line) || open && continues(before, line))
            }
            _ => false,
        };
        match joined.last_mut().filter(|_| goes_on) {
            Some((last, _)) => *last = last.cover(span),
            None => joined.push((span, block)),
        }
        open = goes_on;
    }
    joined
}

/// Whether a line begins as an item of a list does: a bullet, a number, a small letter, a dash. What is said after a
/// dash begins with a capital and ends as a sentence does.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '–', '—']).trim_start();
    let sentence = line.trim_end().ends_with(['.', '!', '?', '…', ',', '"', '”', '»']);
    let speech = rest.len() < line.len() && rest.starts_with(char::is_uppercase) && sentence;
    is_numbered(line) || line.starts_with(char::is_lowercase) || (rest.len() < line.len() && !speech)
}

fn is_numbered(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number =
        digits.len() < line.len() && line.len() - digits.len() <= 2 && digits.starts_with([')', '.']);
    number || line.starts_with(['•', '*', '·', '▪', '●', '■', '◦', '‣', '∙'])
}

/// Whether a line goes on with a list whose last line is `before`.
fn continues(before: &str, line: &str) -> bool {
    let dash = before.rsplit('\n').next().unwrap_or(before).starts_with(['-', '–', '—'])
        && line.starts_with(['-', '–', '—'])
        && !before.ends_with(['!', '?', '…', ',', '"', '”', '»']);
    if before.ends_with('.') { is_numbered(line) } else { dash || is_item(line) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<&str> {
        let mut at = 0;
        let mut spans = Vec::new();
        for (number, line) in text.split('\n').enumerate() {
            spans.push((Span::new(at, at + line.len()), number));
            at += line.len() + 1;
        }
        join(text, spans).into_iter().map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn items_join_the_sentence_that_opens_the_list() {
        assert_eq!(
            joined("Он поручил:\n– открыть;\n– закрыть.\nПотом ушёл."),
            ["Он поручил:\n– открыть;\n– закрыть.", "Потом ушёл."]
        );
        assert_eq!(joined("Tasks:\n1. Open.\n2. Close.\nThen rest.").len(), 2);
    }

    #[test]
    fn speech_and_prose_stand_alone() {
        assert_eq!(joined("Он сказал:\n– Мы откроем.\n– А когда?").len(), 3);
        assert_eq!(joined("Итог.\n- и всё").len(), 2);
        assert_eq!(joined("He said:\n- We will open it.\n- When?").len(), 3);
    }

    #[test]
    fn items_in_capitals_join_where_none_but_the_last_ends_as_a_sentence() {
        assert_eq!(joined("The plan includes:\n- Free meals\n- A new bank.\nIt is bold.").len(), 2);
    }
}
