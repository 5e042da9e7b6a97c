use super::*;

/// A small calendar of two languages, made here because this layer knows no pack by name.
fn names() -> Names {
    let mut cyrillic = Pack::default();
    cyrillic.months.extend([("октября".to_owned(), 10), ("июле".to_owned(), 7), ("қазан".to_owned(), 10)]);
    cyrillic.calendar.year = vec!["года".to_owned(), "г".to_owned(), "жылғы".to_owned(), "году".to_owned()];
    let mut latin = Pack::default();
    latin.months.extend([("october".to_owned(), 10), ("oct".to_owned(), 10), ("may".to_owned(), 5)]);
    latin.calendar.capital = true;
    latin.calendar.joins = vec!["of".to_owned()];
    latin.calendar.ordinals = vec!["th".to_owned()];
    latin.calendar.evening = vec!["pm".to_owned(), "p.m".to_owned()];
    Names::of([&cyrillic, &latin])
}

fn read(text: &str) -> Vec<String> {
    let names = names();
    let write = |found: &Found| {
        let date = match found.date {
            Stated::Full(date) => date.to_string(),
            Stated::Yearless { month, day } => format!("--{month:02}-{day:02}"),
        };
        let clock = found.clock.map_or(String::new(), |clock| clock.format("T%H:%M").to_string());
        format!("{} = {date}{clock}", found.span.of(text))
    };
    scan(text, &names).iter().map(write).collect()
}

#[test]
fn printed_dates_are_read() {
    for (text, wanted) in [
        ("выступая 7 октября 2025 года на", "7 октября 2025 года = 2025-10-07"),
        ("7 октября 2025 г. в", "7 октября 2025 г. = 2025-10-07"),
        ("07 октября, 2025", "07 октября, 2025 = 2025-10-07"),
        ("Баку. 7 октября. К", "7 октября = --10-07"),
        ("В июле 2025 года", "июле 2025 года = 2025-07"),
        ("в 2026 году.", "2026 году = 2026"),
        ("2025 жылғы 7 қазан", "2025 жылғы 7 қазан = 2025-10-07"),
        ("2025 жылғы қазан", "2025 жылғы қазан = 2025-10"),
        ("07.10.2025, 16:22 6401", "07.10.2025, 16:22 = 2025-10-07T16:22"),
        ("11:44, 8 October 2025", "11:44, 8 October 2025 = 2025-10-08T11:44"),
        ("Thursday, May 7, 2015", "May 7, 2015 = 2015-05-07"),
        ("on Oct. 7 in", "Oct. 7 = --10-07"),
        ("the 7th of October, 2025 at 4:05 p.m.", "7th of October, 2025 at 4:05 p.m. = 2025-10-07T16:05"),
        ("2025-10-07T16:22:05+05:00", "2025-10-07T16:22:05 = 2025-10-07T16:22"),
        ("2025/10/07", "2025/10/07 = 2025-10-07"),
        ("25/10/2025", "25/10/2025 = 2025-10-25"),
        ("10/25/2025", "10/25/2025 = 2025-10-25"),
    ] {
        assert_eq!(read(text), [wanted], "{text}");
    }
}

#[test]
fn what_is_no_date_is_left() {
    for text in [
        "",
        "10:15",
        "10/07/2025",
        "31.02.2025",
        "1.07.10.2025",
        "version 1.2.2025.4",
        "it may 5 times",
        "7.5 октября-ноября",
        "25.10.202",
        "счёт 4:5",
        "2025-10",
        "7 тысяч",
        "may 2015",
        "в 2026 стране",
    ] {
        assert_eq!(read(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn two_dates_share_no_clock() {
    assert_eq!(
        read("7 октября 2025, 10:00, 8 октября 2025"),
        ["7 октября 2025, 10:00 = 2025-10-07T10:00", "8 октября 2025 = 2025-10-08"]
    );
}
