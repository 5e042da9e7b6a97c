//! The query language, ranking and snippets. Never touches the library itself.
