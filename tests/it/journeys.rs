//! Stories told in keys: what one does, what is asked for, what one sees.

use crate::support::screen::text;
use crate::support::stage::Stage;

#[test]
fn a_proposal_is_followed_from_one_article_to_the_next() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>J]");
    assert!(text(&stage).contains("KAZAKHSTAN TODAY"));
}
