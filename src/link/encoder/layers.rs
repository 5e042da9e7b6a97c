//! The dense layers as they lie in their file, packed for products. Never computes a sentence.

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::link::encoder::bytes::{Reader, wrong};
use crate::link::encoder::gemm::Packed;
use crate::link::encoder::lines::{Bytes, Sums, steps};
use crate::link::encoder::rows::WIDTH;

/// Channels of one branch.
pub(super) const CHANNELS: usize = 256;
/// Length of a run of pieces that each branch looks at, and how many of them stand before the middle one.
pub(super) const BRANCHES: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Places of all branches together, of the first convolution and of the second.
pub(super) const SLOTS: usize = 20;
/// Numbers of a piece: its row and the three branches.
pub(super) const FEATURES: usize = WIDTH + 3 * CHANNELS;

/// One branch: two convolutions over runs of pieces.
#[derive(Debug)]
pub(super) struct Branch {
    /// From channels to the channels of each place of the run, side by side: first convolution, then second.
    pub(super) places: Packed,
    pub(super) first_bias: Sums,
    pub(super) second_bias: Sums,
    /// The second convolution's weights by place, then by channel, and what one in them stands for.
    pub(super) rows: Vec<Bytes>,
    pub(super) unit: f32,
}

/// From a row to the channels of all branches side by side.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) weights: Packed,
    pub(super) bias: Vec<f32>,
    /// The sum of each column.
    pub(super) columns: Vec<f32>,
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

    fn packed(&self) -> Result<Packed, Problem> {
        Packed::new(&self.steps, &self.numbers)
    }

    /// The sum of each column.
    fn columns(&self) -> Vec<f32> {
        let mut sums = vec![0.0; self.steps.len()];
        for row in self.numbers.chunks_exact(sums.len().max(1)) {
            for ((sum, number), step) in sums.iter_mut().zip(row).zip(&self.steps) {
                *sum += f32::from(*number) * step;
            }
        }
        sums
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
        let mut file = Reader::new(bytes, "layers.bin", *b"TLL1")?;
        let mut entries = Vec::new();
        let (mut bias, mut gain, mut shift) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = |run: usize| {
            entries.push(Matrix::read(&mut file, WIDTH, CHANNELS)?);
            bias.extend(file.fractions(CHANNELS)?);
            gain.extend(file.fractions(CHANNELS)?);
            shift.extend(file.fractions(CHANNELS)?);
            branch(&mut file, run)
        };
        let [one, two, three] = BRANCHES.map(|(run, _)| next(run));
        let branches = [one?, two?, three?];
        let weights = Matrix::side_by_side(&entries, WIDTH);
        let columns = weights.columns();
        let weights = weights.packed()?;
        let plain = |file: &mut Reader<'static>, depth, width| Matrix::read(file, depth, width)?.packed();
        let layers = Self {
            branches,
            entry: Entry { weights, bias, columns, gain, shift },
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
        match file.rest() {
            [] => Ok(layers),
            _ => Err(wrong("layers.bin", Said::text("fault.encoder_long"))),
        }
    }
}

fn branch(file: &mut Reader<'static>, run: usize) -> Result<Branch, Problem> {
    let first = Matrix::read(file, run * CHANNELS, CHANNELS)?;
    let first_bias = bias(file)?;
    let second = Matrix::read(file, run * CHANNELS, CHANNELS)?;
    let second_bias = bias(file)?;
    Ok(Branch {
        places: Matrix::side_by_side(&[first.places(), second.places()], CHANNELS).packed()?,
        first_bias,
        second_bias,
        rows: second.numbers.as_chunks().0.to_vec(),
        unit: second.steps.first().copied().unwrap_or_default(),
    })
}

fn bias(file: &mut Reader<'static>) -> Result<Sums, Problem> {
    let bias: Vec<i16> = file.fractions(CHANNELS)?.into_iter().map(steps).collect();
    bias.first_chunk().copied().ok_or_else(|| wrong("layers.bin", Said::text("problem.cut_off")))
}
