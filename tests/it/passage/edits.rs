//! Changes to a text that know where each passage went. Random, yet the same on every machine.

use throughline::base::span::Span;

/// A small generator of numbers (`SplitMix64`).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }
}

/// A text each of whose letters knows its index in the text before.
pub(super) type Traced = Vec<(char, Option<usize>)>;

/// The text before any change.
pub(super) fn trace(text: &str) -> Traced {
    text.chars().enumerate().map(|(at, c)| (c, Some(at))).collect()
}

pub(super) fn text_of(traced: &Traced) -> String {
    traced.iter().map(|(c, _)| *c).collect()
}

/// Where the letters `from..to` of the text before stand now: from the first that is left to the last.
pub(super) fn truth(traced: &Traced, from: usize, to: usize) -> Option<Span> {
    let inside = |origin: Option<usize>| origin.is_some_and(|at| from <= at && at < to);
    let first = traced.iter().position(|(_, origin)| inside(*origin))?;
    let last = traced.iter().rposition(|(_, origin)| inside(*origin))?;
    let byte = |at: usize| traced[..at].iter().map(|(c, _)| c.len_utf8()).sum();
    Some(Span::new(byte(first), byte(last + 1)))
}

/// Inserts, deletes or replaces every tenth letter of `from..to`, at random places.
pub(super) fn tenth(traced: &Traced, from: usize, to: usize, dice: &mut Dice) -> Traced {
    let mut hit = vec![false; traced.len()];
    let count = (to - from + 5) / 10;
    let mut left = count;
    while left > 0 {
        let at = from + dice.roll(to - from);
        if !hit[at] {
            hit[at] = true;
            left -= 1;
        }
    }
    let mut changed = Vec::with_capacity(traced.len() + count);
    for (at, letter) in traced.iter().enumerate() {
        let other = traced[dice.roll(traced.len())].0;
        match (hit[at], dice.roll(3)) {
            (false, _) => changed.push(*letter),
            (true, 0) => {}
            (true, 1) => changed.push((other, letter.1)),
            (true, _) => changed.extend([*letter, (other, letter.1)]),
        }
    }
    changed
}

/// Letters `from..to` cut out.
pub(super) fn without(traced: &Traced, from: usize, to: usize) -> Traced {
    [&traced[..from], &traced[to..]].concat()
}

/// The text in paragraphs, each with the blank line after it.
pub(super) fn paragraphs(traced: &Traced) -> Vec<Traced> {
    let mut all = vec![Vec::new()];
    for (at, letter) in traced.iter().enumerate() {
        all.last_mut().unwrap().push(*letter);
        let ends = letter.0 == '\n' && traced.get(at + 1).is_some_and(|next| next.0 != '\n');
        if ends && at > 0 && traced[at - 1].0 == '\n' {
            all.push(Vec::new());
        }
    }
    all
}

/// Other quotation marks, dashes, spaces, apostrophes, dots; `ё` as `е`; soft hyphens and zero-width spaces.
pub(super) fn other_typography(traced: &Traced) -> Traced {
    let mut straight = false;
    let mut changed = Vec::new();
    for (at, (c, origin)) in traced.iter().copied().enumerate() {
        let c = match c {
            '«' | '»' | '“' | '”' | '„' => '"',
            '"' => {
                straight = !straight;
                if straight { '«' } else { '»' }
            }
            '–' => '—',
            '—' => '-',
            '-' => '‑',
            '’' => '\'',
            ' ' if at % 3 == 0 => '\u{a0}',
            ' ' if at % 3 == 1 => '\u{2009}',
            '\u{a0}' => ' ',
            'ё' => 'е',
            'Ё' => 'Е',
            other => other,
        };
        changed.push((c, origin));
        if c.is_alphabetic() && at % 7 == 0 {
            changed.push((if at % 2 == 0 { '\u{ad}' } else { '\u{200b}' }, origin));
        }
    }
    changed
}

/// `е` as `ё` wherever it stands.
pub(super) fn dotted(traced: &Traced) -> Traced {
    traced.iter().map(|(c, origin)| (if *c == 'е' { 'ё' } else { *c }, *origin)).collect()
}

/// Each letter decomposed.
pub(super) fn decomposed(traced: &Traced) -> Traced {
    use unicode_normalization::UnicodeNormalization as _;
    traced.iter().flat_map(|(c, origin)| std::iter::once(*c).nfd().map(|part| (part, *origin))).collect()
}
