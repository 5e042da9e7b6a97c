//! Who does it and what it is called, where neither stands in the text as it is shown.

use throughline::extract::Extractor;
use throughline::lang::packs;

use crate::extract::article_on;

/// Actor and label of the one mention that begins with these words.
fn told(lang: &str, text: &str, begins: &str) -> (Option<String>, String) {
    let article = article_on(lang, text, None);
    let found = Extractor::new(packs()).extract(&article).mentions;
    let one = found.iter().find(|one| one.span.of(text).starts_with(begins));
    let quotes: Vec<&str> = found.iter().map(|one| one.span.of(text)).collect();
    let one = one.unwrap_or_else(|| panic!("no «{begins}» in {quotes:?}"));
    (one.actor.clone(), one.label.clone())
}

#[test]
fn who_does_it_is_found_past_other_names_and_offices() {
    for (lang, text, begins, actor) in [
        ("ru", "На заседании Совета безопасности Лукин предложил создать морской штаб.", "На", "Лукин"),
        ("ru", "Фонд создали в мае. Его возглавит Анна Ким.", "Его", "Анна Ким"),
        (
            "ru",
            "Губернатор Иван Петров сообщил, что подрядчик построит новый мост через Оку.",
            "подрядчик",
            "подрядчик",
        ),
        (
            "ru",
            "Аким Атырауской области Серик Шапкенов приехал в порт. Аким предложил построить новый причал.",
            "Аким",
            "Серик Шапкенов",
        ),
        ("ru", "Мэр Тулы Олег Седов предложил открыть новую больницу.", "Мэр", "Олег Седов"),
        ("kk", "Ерлан Сағынтаевтың айтуынша, қалада жаңа аурухана салынады.", "қалада", "Ерлан Сағынтаев"),
        (
            "kk",
            "Мемлекет басшысы Құрылтайдың отырысында жаңа университет ашуды ұсынды.",
            "Мемлекет",
            "Мемлекет басшысы",
        ),
    ] {
        assert_eq!(told(lang, text, begins).0.as_deref(), Some(actor), "{text}");
    }
}

#[test]
fn what_it_is_called_is_a_whole_phrase_in_the_nominative() {
    for (lang, text, begins, label) in [
        ("ru", "Министр энергетики Павел Орлов подал в отставку.", "Министр", "отставка"),
        (
            "ru",
            "Мэр Тулы Олег Седов предложил открыть 2-ю городскую больницу.",
            "Мэр",
            "2-я городская больница",
        ),
        ("ru", "В районе построят школу и детский сад.", "детский", "детский сад"),
        ("kk", "Премьер-министр жаңа порт салуды жоспарлап отырғанын айтты.", "Премьер", "жаңа порт"),
    ] {
        assert_eq!(told(lang, text, begins).1, label, "{text}");
    }
}
