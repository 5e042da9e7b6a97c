//! `throughline date`: says when an article was published. Never changes the article's text.

use chrono::{NaiveDate, Utc};

use crate::base::id::ArticleId;
use crate::base::said::Said;
use crate::shell::error::Failure;
use crate::store::change::Change;
use crate::store::library::Library;

/// Dates an article by hand.
///
/// # Errors
/// Where there is no such article or the library cannot be written.
pub fn run(library: &mut dyn Library, article: &str, day: NaiveDate) -> Result<(), Failure> {
    let id = ArticleId(article.to_owned());
    if library.row_of(&id)?.is_none() {
        let what = Said::text("failure.no_article").with("id", article);
        return Err(Failure::new(what).hint(Said::text("advice.list_articles")));
    }
    library.change(Change::Date { article: id, day: Some(day) }, Utc::now())?;
    Ok(())
}
