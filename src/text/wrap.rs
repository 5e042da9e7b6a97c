//! Breaks paragraphs into lines with their byte spans. Never loses text.
