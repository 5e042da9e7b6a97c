//! Cuts text into words, numbers and marks with their spans. Never drops a byte of a word.
