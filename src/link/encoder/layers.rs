//! The dense layers as they lie in their file, packed for products. Never computes a sentence.

use crate::base::problem::Problem;
use crate::link::encoder::bytes::Reader;
use crate::link::encoder::gemm::Packed;
use crate::link::encoder::half::Half;
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
    /// From a row to the branch's channels.
    pub(super) entry: Packed,
    /// First convolution: from channels to the channels of each place of the run, side by side.
    pub(super) first: Packed,
    pub(super) first_bias: Vec<f32>,
    /// Second convolution, the same way.
    pub(super) second: Packed,
    pub(super) second_bias: Vec<f32>,
    /// The second convolution's weights by place, then by channel: 256 whole numbers each, times the step.
    pub(super) second_rows: Vec<Half>,
    pub(super) second_step: f32,
}

/// Everything behind the table of pieces.
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) branches: Vec<Branch>,
    pub(super) entry_bias: Vec<f32>,
    pub(super) entry_gain: Vec<f32>,
    pub(super) entry_shift: Vec<f32>,
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
    pub(super) join: Packed,
    pub(super) join_bias: Vec<f32>,
    /// The dense network: d0 to d3, and the two short cuts p1 and p3.
    pub(super) dense: [Packed; 4],
    pub(super) cuts: [Packed; 2],
}

/// A matrix as it lies in the file.
struct Matrix {
    width: usize,
    step: f32,
    bytes: &'static [u8],
}

impl Matrix {
    fn read(file: &mut Reader<'static>, depth: usize, width: usize) -> Result<Self, Problem> {
        let step = file.fractions(1)?.first().copied().unwrap_or_default();
        Ok(Self { width, step, bytes: file.take(depth * width)? })
    }

    fn at(&self, row: usize, column: usize) -> i8 {
        self.bytes.get(row * self.width + column).map_or(0, |byte| i8::from_le_bytes([*byte]))
    }
}

impl Layers {
    /// Reads and packs all layers.
    pub(super) fn open(bytes: Option<&'static [u8]>) -> Result<Self, Problem> {
        let mut file = Reader::new(bytes, "layers.bin", *b"TLL1")?;
        let mut layers = Self {
            branches: Vec::new(),
            entry_bias: Vec::new(),
            entry_gain: Vec::new(),
            entry_shift: Vec::new(),
            gain: Vec::new(),
            shift: Vec::new(),
            join: Packed::new(0, 0, 0.0, |_, _| 0),
            join_bias: Vec::new(),
            dense: [(); 4].map(|()| Packed::new(0, 0, 0.0, |_, _| 0)),
            cuts: [(); 2].map(|()| Packed::new(0, 0, 0.0, |_, _| 0)),
        };
        for (run, _) in BRANCHES {
            layers.branch(&mut file, run)?;
        }
        layers.gain = file.fractions(FEATURES)?;
        layers.shift = file.fractions(FEATURES)?;
        layers.join = plain(&mut file, FEATURES, WIDTH)?;
        layers.join_bias = file.fractions(WIDTH)?;
        layers.dense = [
            plain(&mut file, WIDTH, 320)?,
            plain(&mut file, 320, 320)?,
            plain(&mut file, 320, WIDTH)?,
            plain(&mut file, WIDTH, WIDTH)?,
        ];
        layers.cuts = [plain(&mut file, WIDTH, 320)?, plain(&mut file, 320, WIDTH)?];
        if file.rest().is_empty() { Ok(layers) } else { Err(Problem::new("file is too long", "layers.bin")) }
    }

    fn branch(&mut self, file: &mut Reader<'static>, run: usize) -> Result<(), Problem> {
        let entry = plain(file, WIDTH, CHANNELS)?;
        self.entry_bias.extend(file.fractions(CHANNELS)?);
        self.entry_gain.extend(file.fractions(CHANNELS)?);
        self.entry_shift.extend(file.fractions(CHANNELS)?);
        let first = Matrix::read(file, run * CHANNELS, CHANNELS)?;
        let first_bias = file.fractions(CHANNELS)?;
        let second = Matrix::read(file, run * CHANNELS, CHANNELS)?;
        let second_bias = file.fractions(CHANNELS)?;
        let row = |byte: &u8| Half::of(f32::from(i8::from_le_bytes([*byte])));
        self.branches.push(Branch {
            entry,
            first: side_by_side(&first, run),
            first_bias,
            second_rows: second.bytes.iter().map(row).collect(),
            second_step: second.step,
            second: side_by_side(&second, run),
            second_bias,
        });
        Ok(())
    }
}

fn plain(file: &mut Reader<'static>, depth: usize, width: usize) -> Result<Packed, Problem> {
    let matrix = Matrix::read(file, depth, width)?;
    Ok(Packed::new(depth, width, matrix.step, |row, column| matrix.at(row, column)))
}

/// The parts of a convolution for each place of the run, as one matrix that takes one piece.
fn side_by_side(matrix: &Matrix, run: usize) -> Packed {
    Packed::new(CHANNELS, run * CHANNELS, matrix.step, |row, column| {
        matrix.at(column / CHANNELS * CHANNELS + row, column % CHANNELS)
    })
}
