//! Calendar dates as they are printed: digits and month names of a pack. Never resolves "next year".
