//! A small terminal with margins on all four sides: takes what the program sends and says what is to be seen.

use throughline::text::width;

/// How a cell looks: letters, ground, and what else is told by numbers under ten.
type Ink = (String, String, u16);

/// A cell: what stands in it, how, and where it leads.
type Cell = (String, Ink, String);

/// The terminal.
pub(crate) struct Paper {
    cells: Vec<Vec<Cell>>,
    columns: usize,
    at: (usize, usize),
    ink: Ink,
    link: String,
    /// First and last row, first and last column.
    margins: [usize; 4],
    has_sides: bool,
}

fn blank() -> Cell {
    (" ".to_owned(), Ink::default(), String::new())
}

impl Paper {
    /// A sheet of this size.
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        let mut paper = Self {
            cells: Vec::new(),
            columns: 0,
            at: (0, 0),
            ink: Ink::default(),
            link: String::new(),
            margins: [0; 4],
            has_sides: false,
        };
        paper.resize(columns, rows);
        paper
    }

    /// Changes the size; what is cut off is lost.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.columns = columns.into();
        self.cells.resize_with(rows.into(), Vec::new);
        self.cells.iter_mut().for_each(|row| row.resize_with(columns.into(), blank));
        self.margins = [0, usize::from(rows) - 1, 0, usize::from(columns) - 1];
    }

    /// Whether something is kept from moving.
    pub(crate) fn has_margins(&self) -> bool {
        self.has_sides || self.margins != [0, self.cells.len() - 1, 0, self.columns - 1]
    }

    /// Row by row, what is to be seen.
    pub(crate) fn rows(&self) -> Vec<String> {
        let told = |(symbol, (letters, ground, bits), link): &Cell| match symbol.as_str() {
            " " => format!(" {ground}{}{link}|", bits & 0b10_1001_0000),
            symbol => format!("{symbol} {letters}{ground}{bits}{link}|"),
        };
        self.cells.iter().map(|row| row.iter().map(told).collect()).collect()
    }

    /// Takes what was sent.
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c != '\u{1b}' {
                self.print(c);
                continue;
            }
            match chars.next() {
                Some('[') => {
                    let mut parameters = String::new();
                    let last = loop {
                        match chars.next().unwrap() {
                            last @ '@'..='~' => break last,
                            c => parameters.push(c),
                        }
                    };
                    self.obey(&parameters, last);
                }
                Some(']') => {
                    let mut order = String::new();
                    loop {
                        match chars.next().unwrap() {
                            '\u{1b}' => break assert_eq!(chars.next(), Some('\\')),
                            c => order.push(c),
                        }
                    }
                    order.strip_prefix("8;").unwrap().trim_start_matches(';').clone_into(&mut self.link);
                }
                other => panic!("unknown: {other:?}"),
            }
        }
    }

    fn print(&mut self, c: char) {
        let wide = width::of_char(c);
        let (x, y) = self.at;
        if wide == 0 {
            let before = (0..x).rev().find(|x| !self.cells[y][*x].0.is_empty()).unwrap();
            self.cells[y][before].0.push(c);
            return;
        }
        assert!(x + wide <= self.columns, "printed past the edge");
        for x in x..x + wide {
            self.tear(x, y);
        }
        self.cells[y][x] = (c.to_string(), self.ink.clone(), self.link.clone());
        for after in x + 1..x + wide {
            self.cells[y][after] = (String::new(), self.ink.clone(), self.link.clone());
        }
        self.at.0 += wide;
    }

    /// A wide character of which one half goes is gone as a whole.
    fn tear(&mut self, x: usize, y: usize) {
        let row = &mut self.cells[y];
        if row[x].0.is_empty() && x > 0 {
            " ".clone_into(&mut row[x - 1].0);
        }
        if x + 1 < row.len() && row[x + 1].0.is_empty() {
            " ".clone_into(&mut row[x + 1].0);
        }
    }

    fn obey(&mut self, parameters: &str, last: char) {
        let number = |at: usize| parameters.split(';').nth(at).and_then(|n| n.parse::<usize>().ok());
        match (last, parameters) {
            ('H', _) => self.at = (number(1).unwrap_or(1) - 1, number(0).unwrap_or(1) - 1),
            ('C', _) => self.at.0 += number(0).unwrap_or(1),
            ('J', "2") => self.cells.iter_mut().flatten().for_each(|cell| *cell = blank()),
            ('X', _) => {
                let (x, y) = self.at;
                for x in x..(x + number(0).unwrap_or(1)).min(self.columns) {
                    self.tear(x, y);
                    self.cells[y][x] =
                        (" ".to_owned(), (String::new(), self.ink.1.clone(), 0), String::new());
                }
            }
            ('m', _) => self.dip(parameters),
            ('h' | 'l', "?25") => {}
            ('h', "?69") => self.has_sides = true,
            ('l', "?69") => {
                self.has_sides = false;
                (self.margins[2], self.margins[3]) = (0, self.columns - 1);
            }
            ('r', _) => {
                let last = number(1).unwrap_or(self.cells.len()) - 1;
                (self.margins[0], self.margins[1]) = (number(0).unwrap_or(1) - 1, last);
                self.at = (0, 0);
            }
            ('s', _) => {
                assert!(self.has_sides, "margins at the sides that nobody asked for");
                let last = number(1).unwrap_or(self.columns) - 1;
                (self.margins[2], self.margins[3]) = (number(0).unwrap_or(1) - 1, last);
                self.at = (0, 0);
            }
            ('M' | 'L', _) => self.shift(last == 'M', number(0).unwrap_or(1)),
            _ => panic!("unknown: {parameters}{last}"),
        }
    }

    /// Deletes or inserts lines where the cursor is, inside the margins.
    fn shift(&mut self, up: bool, by: usize) {
        let ([top, bottom, left, right], (x, y)) = (self.margins, self.at);
        assert!((top..=bottom).contains(&y) && (left..=right).contains(&x), "nothing moves outside");
        let ground = (String::new(), self.ink.1.clone(), 0);
        let rows: Vec<usize> = if up { (y..=bottom).collect() } else { (y..=bottom).rev().collect() };
        for row in rows {
            let from = if up { row.checked_add(by) } else { row.checked_sub(by) };
            let from = from.filter(|from| (y..=bottom).contains(from));
            for x in left..=right {
                let blank = (" ".to_owned(), ground.clone(), String::new());
                self.cells[row][x] = from.map_or(blank, |from| self.cells[from][x].clone());
            }
        }
        self.at.0 = left;
    }

    fn dip(&mut self, parameters: &str) {
        let codes: Vec<u16> = parameters.split(';').map(|code| code.parse().unwrap_or(0)).collect();
        let mut at = 0;
        while let Some(code) = codes.get(at).copied() {
            at += 1;
            let told = |codes: &[u16]| codes.iter().map(u16::to_string).collect::<Vec<_>>().join(";");
            match code {
                0 => self.ink = Ink::default(),
                1..=9 => self.ink.2 |= 1 << code,
                22 => self.ink.2 &= !0b110,
                23..=29 => self.ink.2 &= !(1 << (code - 20)),
                38 | 48 | 58 => {
                    let length = if codes[at] == 5 { 2 } else { 4 };
                    let colour = told(&codes[at..at + length]);
                    at += length;
                    match code {
                        38 => self.ink.0 = colour,
                        48 => self.ink.1 = format!("on {colour}"),
                        _ => {}
                    }
                }
                39 => self.ink.0.clear(),
                49 => self.ink.1.clear(),
                30..=37 | 90..=97 => self.ink.0 = code.to_string(),
                40..=47 | 100..=107 => self.ink.1 = format!("on {code}"),
                59 => {}
                _ => panic!("unknown style {code}"),
            }
        }
    }
}
