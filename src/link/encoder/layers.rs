//! The dense layers as they lie in their file, packed for products. Never computes a sentence.

use crate::base::problem::Problem;
use crate::link::encoder::bytes::Reader;
use crate::link::encoder::gemm::{Multiplier, Packed};
use crate::link::encoder::rows::WIDTH;

/// Channels of one branch.
pub(super) const CHANNELS: usize = 256;
/// Length of a run of pieces that each branch looks at, and how many of them stand before the middle one.
pub(super) const BRANCHES: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Places of all branches together.
pub(super) const SLOTS: usize = 10;
/// Numbers of a piece: its row and the three branches.
pub(super) const FEATURES: usize = WIDTH + 3 * CHANNELS;

/// One branch: two convolutions over runs of pieces.
#[derive(Debug)]
pub(super) struct Branch {
    /// First convolution: from channels to the channels of each place of the run, side by side.
    pub(super) first: Packed,
    pub(super) first_bias: [f32; CHANNELS],
    /// Second convolution, the same way.
    pub(super) second: Packed,
    pub(super) second_bias: [f32; CHANNELS],
    /// The second convolution's weights by place, then by channel, without the step.
    pub(super) second_rows: Vec<[i8; CHANNELS]>,
    pub(super) second_step: f32,
}

/// From a row to the channels of all branches side by side.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) weights: Packed,
    pub(super) bias: Vec<f32>,
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

/// Everything behind the table of pieces.
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) branches: [Branch; 3],
    pub(super) entry: Entry,
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
    pub(super) join: Packed,
    pub(super) join_bias: Vec<f32>,
    /// The dense network: d0 to d3, and the two short cuts p1 and p3.
    pub(super) dense: [Packed; 4],
    pub(super) cuts: [Packed; 2],
}

/// A matrix as it lies in the file, with the step of each column.
#[derive(Default)]
struct Matrix {
    steps: Vec<f32>,
    numbers: Vec<i8>,
}

impl Matrix {
    fn read(file: &mut Reader<'static>, depth: usize, width: usize) -> Result<Self, Problem> {
        let step = file.fractions(1)?.first().copied().unwrap_or_default();
        let whole = |byte: &u8| i8::from_le_bytes([*byte]);
        let numbers = file.take(depth * width)?.iter().map(whole).collect();
        Ok(Self { steps: vec![step; width], numbers })
    }

    fn packed(&self, by: &Multiplier) -> Result<Packed, Problem> {
        Packed::new(by, &self.steps, &self.numbers)
    }

    /// Matrices of `depth` rows side by side as one.
    fn side_by_side(parts: &[Self], depth: usize) -> Self {
        let mut all = Self::default();
        for row in 0..depth {
            for part in parts {
                let width = part.steps.len();
                all.numbers.extend(part.numbers.iter().skip(row * width).take(width));
            }
        }
        all.steps.extend(parts.iter().flat_map(|part| &part.steps));
        all
    }

    /// The parts of a convolution for each place of the run side by side, as one matrix that takes one piece.
    fn places(&self) -> Self {
        let parts: Vec<Self> = self
            .numbers
            .chunks_exact(CHANNELS * CHANNELS)
            .map(|part| Self { steps: self.steps.clone(), numbers: part.to_vec() })
            .collect();
        Self::side_by_side(&parts, CHANNELS)
    }
}

impl Layers {
    /// Reads and packs all layers.
    pub(super) fn open(bytes: Option<&'static [u8]>) -> Result<Self, Problem> {
        let by = Multiplier::new();
        let mut file = Reader::new(bytes, "layers.bin", *b"TLL1")?;
        let mut entries = Vec::new();
        let (mut bias, mut gain, mut shift) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = |run: usize| {
            entries.push(Matrix::read(&mut file, WIDTH, CHANNELS)?);
            bias.extend(file.fractions(CHANNELS)?);
            gain.extend(file.fractions(CHANNELS)?);
            shift.extend(file.fractions(CHANNELS)?);
            branch(&mut file, &by, run)
        };
        let [one, two, three] = BRANCHES.map(|(run, _)| next(run));
        let branches = [one?, two?, three?];
        let weights = Matrix::side_by_side(&entries, WIDTH).packed(&by)?;
        let plain = |file: &mut Reader<'static>, depth, width| Matrix::read(file, depth, width)?.packed(&by);
        let layers = Self {
            branches,
            entry: Entry { weights, bias, gain, shift },
            gain: file.fractions(FEATURES)?,
            shift: file.fractions(FEATURES)?,
            join: plain(&mut file, FEATURES, WIDTH)?,
            join_bias: file.fractions(WIDTH)?,
            dense: [
                plain(&mut file, WIDTH, 320)?,
                plain(&mut file, 320, 320)?,
                plain(&mut file, 320, WIDTH)?,
                plain(&mut file, WIDTH, WIDTH)?,
            ],
            cuts: [plain(&mut file, WIDTH, 320)?, plain(&mut file, 320, WIDTH)?],
        };
        if file.rest().is_empty() { Ok(layers) } else { Err(Problem::new("file is too long", "layers.bin")) }
    }
}

fn branch(file: &mut Reader<'static>, by: &Multiplier, run: usize) -> Result<Branch, Problem> {
    let first = Matrix::read(file, run * CHANNELS, CHANNELS)?;
    let first_bias = bias(file)?;
    let second = Matrix::read(file, run * CHANNELS, CHANNELS)?;
    let second_bias = bias(file)?;
    Ok(Branch {
        first: first.places().packed(by)?,
        first_bias,
        second: second.places().packed(by)?,
        second_bias,
        second_rows: second.numbers.as_chunks().0.to_vec(),
        second_step: second.steps.first().copied().unwrap_or_default(),
    })
}

fn bias(file: &mut Reader<'static>) -> Result<[f32; CHANNELS], Problem> {
    let bias = file.fractions(CHANNELS)?;
    bias.first_chunk().copied().ok_or_else(|| Problem::new("file is too short", "layers.bin"))
}
