//! Who does it and what it is called, where neither stands in the text as it is shown.

use crate::extract::beginning;

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
        ("ru", "Порт открыт Олегом Лапиным.", "Порт", "Олег Лапин"),
        ("ru", "Центр будет открыт Иваном Сергеевым в мае.", "Центр", "Иван Сергеев"),
        ("ru", "Мэр Тулы Олег Седов предложил открыть новую больницу.", "Мэр", "Олег Седов"),
        ("en", "Nordic Lines plans to open a ferry port in Rauma.", "Nordic", "Nordic Lines"),
        ("en", "Nordkraft said it would open a training college.", "it would", "Nordkraft"),
        ("kk", "Ерлан Сағынтаевтың айтуынша, қалада жаңа аурухана салынады.", "қалада", "Ерлан Сағынтаев"),
        (
            "kk",
            "Мемлекет басшысы Құрылтайдың отырысында жаңа университет ашуды ұсынды.",
            "Мемлекет",
            "Мемлекет басшысы",
        ),
    ] {
        assert_eq!(beginning(lang, text, begins).actor.as_deref(), Some(actor), "{text}");
    }
}

#[test]
fn a_passive_that_opens_its_sentence_names_nobody() {
    let text = "Достигнута договорённость о строительстве причала.";
    assert_eq!(beginning("ru", text, "Достигнута").actor, None);
}

#[test]
fn what_it_is_called_is_a_whole_phrase_in_the_nominative() {
    for (lang, text, begins, label) in [
        (
            "en",
            "The ports agreed to widen road, rail and river links.",
            "The ports",
            "road, rail and river links",
        ),
        (
            "en",
            "The envoys agreed to deepen political, economic, and cultural ties.",
            "The envoys",
            "political, economic, and cultural ties",
        ),
        (
            "en",
            "The old lighthouse is dark. The town plans to restore it in May.",
            "The town",
            "old lighthouse",
        ),
        (
            "en",
            "Direct flights between Tartu and Vaasa will be launched in May.",
            "Direct",
            "Direct flights between Tartu and Vaasa",
        ),
        ("en", "Parents are to be given free bus passes.", "Parents", "free bus passes"),
        ("ru", "Министр энергетики Павел Орлов подал в отставку.", "Министр", "отставка"),
        (
            "ru",
            "Инициативу Грузии о библиотеках надо поддержать.",
            "Инициативу",
            "Инициатива Грузии о библиотеках",
        ),
        (
            "ru",
            "Депутаты поддержали предложение мэрии о запрете самокатов.",
            "Депутаты",
            "предложение мэрии о запрете самокатов",
        ),
        (
            "ru",
            "Министр поручил ведомству изучить возможности развития в Грузии современной текстильной промышленности.",
            "Министр",
            "возможности развития в Грузии современной текстильной промышленности",
        ),
        (
            "ru",
            "Премьер подписал постановление о проведении 3 марта выставки роботов.",
            "Премьер",
            "постановление о проведении 3 марта выставки роботов",
        ),
        (
            "ru",
            "Мэр Тулы Олег Седов предложил открыть 2-ю городскую больницу.",
            "Мэр",
            "2-я городская больница",
        ),
        ("ru", "В районе построят школу и детский сад.", "детский", "детский сад"),
        ("kk", "Премьер-министр жаңа порт салуды жоспарлап отырғанын айтты.", "Премьер", "жаңа порт"),
    ] {
        assert_eq!(beginning(lang, text, begins).label, label, "{text}");
    }
}

#[test]
fn when_it_is_to_be_is_found_past_the_stops_and_commas_of_a_day() {
    for (text, begins) in [
        ("The museum will open on Jan. 5, 2027.", "The"),
        ("The museum will open on January 5, 2027, officials said.", "The"),
        ("The museum will open on 5 January 2027.", "The"),
        ("Gov. Ana Reis said the museum will open on Jan. 5, 2027.", "the"),
    ] {
        let when = beginning("en", text, begins).when.map(|when| when.to_string());
        assert_eq!(when.as_deref(), Some("2027-01-05"), "{text}");
    }
}
