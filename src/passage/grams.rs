//! Where each run of four letters stands in a text, and which places share most of them with a passage.
//! Never compares letters themselves.

/// Letters in a run.
pub(super) const RUN: usize = 4;
/// A run that stands in more places than this says nothing about where a passage is.
const TELLING: usize = 256;
/// Letters to a band of diagonals.
const BAND: usize = 32;

/// An index of a text's runs.
#[derive(Debug, Default)]
pub(super) struct Grams {
    /// Where the places of each bucket begin in `places`; one more at the end.
    starts: Vec<u32>,
    places: Vec<u32>,
    bits: u32,
    letters: usize,
}

impl Grams {
    /// Indexes the letters; linear in their number.
    pub(super) fn new(letters: &[char]) -> Self {
        let bits = (usize::BITS - letters.len().leading_zeros() + 1).clamp(8, 20);
        let mut ends = vec![0_u32; (1 << bits) + 1];
        let mut buckets = Vec::with_capacity(letters.len());
        for run in letters.windows(RUN) {
            let bucket = bucket(run, bits);
            buckets.push(bucket);
            if let Some(count) = ends.get_mut(bucket + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        let mut next = ends.clone();
        let mut places = vec![0; buckets.len()];
        for (place, bucket) in (0..).zip(&buckets) {
            if let Some(at) = next.get_mut(*bucket) {
                if let Some(slot) = places.get_mut(*at as usize) {
                    *slot = place;
                }
                *at += 1;
            }
        }
        Self { starts: ends, places, bits, letters: letters.len() }
    }

    /// The places where a run of [`RUN`] letters may stand, in order; a few may hold another run.
    pub(super) fn places(&self, run: &[char]) -> &[u32] {
        let bucket = bucket(run, self.bits);
        let edge = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.places.get(edge(bucket)..edge(bucket + 1)).unwrap_or_default()
    }

    /// The bands where most telling runs of the passage stand in its order, best first, at most `most`.
    pub(super) fn bands(&self, passage: &[char], most: usize) -> Vec<Band> {
        let mut votes = vec![0_u32; (self.letters + passage.len()) / BAND + 2];
        for (offset, run) in passage.windows(RUN).enumerate() {
            let places = self.places(run);
            if places.len() <= TELLING {
                for place in places {
                    if let Some(count) = votes.get_mut((*place as usize + passage.len() - offset) / BAND) {
                        *count += 1;
                    }
                }
            }
        }
        let mut best: Vec<Band> = Vec::new();
        let mut floor = 1;
        for (at, pair) in votes.windows(2).enumerate() {
            let count = pair.iter().sum();
            if count > floor {
                note(&mut best, Band { at, count, passage: passage.len() }, most);
                if best.len() == most {
                    floor = best.last().map_or(1, |band| band.count);
                }
            }
        }
        best
    }
}

/// Keeps the best bands in order; of two neighbours only the better.
fn note(best: &mut Vec<Band>, band: Band, most: usize) {
    if let Some(near) = best.iter().position(|other| other.at.abs_diff(band.at) < 2) {
        if best.get(near).is_some_and(|other| other.count >= band.count) {
            return;
        }
        best.remove(near);
    }
    let place = best.partition_point(|other| other.count >= band.count);
    best.insert(place, band);
    best.truncate(most);
}

/// A stretch of a text where a passage may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    at: usize,
    /// How many runs agree.
    pub(super) count: u32,
    passage: usize,
}

impl Band {
    /// The letters between which letter `offset` of the passage would stand.
    pub(super) const fn of_letter(self, offset: usize) -> (usize, usize) {
        let from = (self.at * BAND + offset).saturating_sub(self.passage);
        (from, ((self.at + 2) * BAND + offset).saturating_sub(self.passage))
    }
}

fn bucket(run: &[char], bits: u32) -> usize {
    let mut hash = 0_u64;
    for letter in run.iter().take(RUN) {
        hash = (hash.rotate_left(17) ^ u64::from(u32::from(*letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    usize::try_from(hash >> (64 - bits)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_is_found() {
        let letters: Vec<char> = "абвгдабвге".chars().collect();
        let grams = Grams::new(&letters);
        assert_eq!(grams.places(&['а', 'б', 'в', 'г']), [0, 5]);
        assert_eq!(grams.places(&['б', 'в', 'г', 'е']), [6]);
    }

    #[test]
    fn a_changed_passage_has_its_band() {
        let filler =
            |seed: u32| (0..400_u32).map(move |n| char::from_u32(0x430 + n * n * seed % 31).unwrap());
        let passage: Vec<char> = "созданиеэкспертногосоветапоэнергетике".chars().collect();
        let text: Vec<char> = filler(3).chain(passage.iter().copied()).chain(filler(7)).collect();
        let mut changed = passage;
        changed.remove(9);
        let bands = Grams::new(&text).bands(&changed, 3);
        let (from, to) = bands[0].of_letter(0);
        assert!(from <= 400 && 400 <= to, "{from} {to}");
    }

    #[test]
    fn short_texts_do_no_harm() {
        assert!(Grams::new(&[]).bands(&['а'; 9], 3).is_empty());
        assert!(Grams::new(&['а'; 3]).bands(&[], 3).is_empty());
    }
}
