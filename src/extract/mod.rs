//! From an article to what it holds: mentions, dates, figures, quotations, names. Never depends on one article.
