//! Folding text for comparison: case, typography, look-alike letters. Never changes what is shown.
