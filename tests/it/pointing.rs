//! What objects that only point back stand for, in each language.

use crate::extract::beginning;

/// Of the mention that begins with these words, what it points back at; `None` where it points at nothing.
fn target(lang: &str, text: &str, begins: &str) -> Option<String> {
    beginning(lang, text, begins).antecedent.map(|span| span.of(text).to_owned())
}

#[test]
fn papers_about_a_matter_point_at_what_was_told_right_before() {
    for (lang, text, begins, wanted) in [
        (
            "ru",
            "Министр решил закрыть старый порт. Даю соответствующее поручение ведомствам, сказал он.",
            "Даю",
            "закрыть старый порт",
        ),
        (
            "ru",
            "С 1 мая запретят продажу снюса. Соответствующий указ подписал губернатор Иванов.",
            "Соответствующий указ",
            "продажу снюса",
        ),
        (
            "kk",
            "Үкімет жаңа әуежай салуды жоспарлап отыр. Тиісті қаулыға премьер-министр қол қойды.",
            "Тиісті",
            "әуежай",
        ),
    ] {
        let found = target(lang, text, begins).unwrap_or_default();
        assert!(found.contains(wanted), "{text}: «{found}»");
    }
}

#[test]
fn papers_that_say_what_they_are_about_point_at_nothing() {
    let text = "Министр решил закрыть старый порт. Губернатор подписал соответствующий закон о бюджете.";
    assert_eq!(target("ru", text, "Губернатор"), None);
    let several = "Министр решил закрыть старый порт. Губернатор предложил внести соответствующие законы.";
    assert_eq!(target("ru", several, "Губернатор"), None);
}

#[test]
fn one_of_several_points_at_all_of_them() {
    for (lang, text, begins, wanted) in [
        (
            "en",
            "The city plans to build three ferries. The first ferry will be launched in May.",
            "The first ferry",
            "three ferries",
        ),
        ("ru", "Область построит пять школ. Первая школа будет открыта в мае.", "Первая школа", "пять школ"),
    ] {
        let found = target(lang, text, begins).unwrap_or_default();
        assert!(found.contains(wanted), "{text}: «{found}»");
    }
    let other = "The city plans to build three ferries. The first ferry of the new line to Oslo will be launched in May.";
    assert_eq!(target("en", other, "The first ferry"), None);
}
