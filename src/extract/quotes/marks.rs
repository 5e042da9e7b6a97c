//! Pairs of quotation marks in one block, the outermost ones. Never decides what is a quotation.

use crate::extract::phrases::Reading;
use crate::text::tokens::TokenKind;

/// What stands between two marks, of which one may be missing; tokens of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) open: Option<usize>,
    pub(crate) close: Option<usize>,
}

/// Marks that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Straight,
    Curly,
    Angle,
}

impl Family {
    const ALL: [Self; 3] = [Self::Straight, Self::Curly, Self::Angle];

    fn place(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap_or(0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

/// The outermost marked stretches of the tokens `first..last`, in order; an unmatched mark makes one without the
/// other. Takes time linear in the tokens, however the marks are nested.
pub(crate) fn marked(reading: &Reading<'_>, first: usize, last: usize) -> Vec<Marked> {
    let mut stack: Vec<(usize, Family)> = Vec::new();
    let mut counts = [0_usize; 3];
    // Each closed pair with how many marks were open around it.
    let mut found: Vec<(Marked, usize)> = Vec::new();
    for at in first..last {
        let curly = counts.get(Family::Curly.place()).is_some_and(|open| *open > 0);
        let Some((family, side)) = mark(reading, at, stack.last().map(|(_, kind)| *kind), curly) else {
            continue;
        };
        match side {
            Side::Open => {
                stack.push((at, family));
                count(&mut counts, family, 1);
            }
            Side::Close if counts.get(family.place()).is_some_and(|open| *open > 0) => {
                // Marks of other kinds that were left open inside are no marks.
                while let Some((open, kind)) = stack.pop() {
                    count(&mut counts, kind, -1);
                    if kind == family {
                        found.push((Marked { open: Some(open), close: Some(at) }, stack.len()));
                        break;
                    }
                }
            }
            Side::Close if stack.is_empty() => found.push((Marked { open: None, close: Some(at) }, 0)),
            Side::Close => {}
        }
    }
    outermost(reading, first, &stack, &found)
}

/// Keeps what no other stretch covers. A mark that is never closed covers the rest only at the start of a sentence.
fn outermost(
    reading: &Reading<'_>,
    first: usize,
    open: &[(usize, Family)],
    found: &[(Marked, usize)],
) -> Vec<Marked> {
    let starts =
        |at: usize| at == first || reading.sentences.binary_search_by_key(&at, |(_, from, _)| *from).is_ok();
    let unclosed = open.iter().map(|(at, _)| *at).find(|at| starts(*at));
    let mut kept: Vec<Marked> = found
        .iter()
        .filter(|(pair, depth)| {
            let place = pair.open.or(pair.close).unwrap_or(first);
            let left_open = open.iter().take(8).filter(|(at, _)| *at < place).count();
            unclosed.is_none_or(|at| place < at) && *depth <= left_open
        })
        .map(|(pair, _)| *pair)
        .collect();
    kept.extend(unclosed.map(|at| Marked { open: Some(at), close: None }));
    kept.sort_by_key(|pair| pair.open.or(pair.close));
    kept
}

fn count(counts: &mut [usize; 3], family: Family, by: isize) {
    if let Some(open) = counts.get_mut(family.place()) {
        *open = open.saturating_add_signed(by);
    }
}

/// The quotation mark at `at`: its kind and whether it opens or closes here, with the kind of the last open mark
/// and whether a curly one is open.
fn mark(reading: &Reading<'_>, at: usize, last: Option<Family>, curly: bool) -> Option<(Family, Side)> {
    let token = reading.token(at).filter(|token| token.kind == TokenKind::Mark)?;
    let text = reading.of(at);
    let family = match text {
        "\"" => Family::Straight,
        "“" | "”" | "„" | "‟" => Family::Curly,
        "«" | "»" => Family::Angle,
        _ => return None,
    };
    let before = reading.text.get(..token.span.start).and_then(|text| text.chars().next_back());
    let after = reading.text.get(token.span.end..).and_then(|text| text.chars().next());
    let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = (free(before) || before.is_some_and(is_opening)) && !free(after);
    let closes = !free(before) && (free(after) || after.is_some_and(is_closing));
    let side = match text {
        // In „…“ the mark that opens elsewhere closes.
        "“" if closes && !opens && curly => Side::Close,
        "”" if opens && !closes => Side::Open,
        "«" | "„" | "“" => Side::Open,
        "»" | "”" => Side::Close,
        _ if opens != closes => {
            if opens {
                Side::Open
            } else {
                Side::Close
            }
        }
        _ if last == Some(family) => Side::Close,
        _ => Side::Open,
    };
    Some((family, side))
}

const fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '—' | '–' | '-' | '«' | '“' | '„' | '"' | '/')
}

const fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '—' | '–' | '-' | '»' | '”' | '"' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '/')
}
