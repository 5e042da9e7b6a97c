//! Addresses of web pages that may be opened: http and https only, the host in its bare form. Never opens one.

/// The address of a page as it is opened and shown, or `None` where it may not be opened.
///
/// The host is written in ASCII (punycode), so that look-alike letters show; what comes before an `@` hides
/// where an address leads and is refused, as are blanks, controls and backslashes.
///
/// ```
/// use throughline::text::address::checked;
/// assert_eq!(checked("https://қаз.kz/a?b#c").unwrap(), "https://xn--80ao21a.kz/a?b#c");
/// assert_eq!(checked("HTTP://Example.ORG:8080").unwrap(), "http://example.org:8080");
/// assert_eq!(checked("https://bank.kz@evil.example/"), None);
/// assert_eq!(checked("file:///etc/passwd"), None);
/// assert_eq!(checked("https://a.kz/\u{202e}gpj"), None);
/// ```
#[must_use]
pub fn checked(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") || rest.chars().any(is_refused) {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (place, tail) = rest.split_at_checked(end)?;
    let (host, port) = place.rsplit_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return None;
    }
    let host = idna::domain_to_ascii_strict(host).ok().filter(|host| !host.is_empty())?;
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{scheme}://{host}{port}{tail}"))
}

/// The host as it may stand for a name: in its own letters, but in ASCII (punycode) where letters of several
/// scripts meet, as in hosts that imitate others.
///
/// ```
/// use throughline::text::address::shown_host;
/// assert_eq!(shown_host("новости.қаз"), "новости.қаз");
/// assert_eq!(shown_host("аррle.com"), "xn--le-6kc8da.com");
/// ```
#[must_use]
pub fn shown_host(host: &str) -> String {
    let is_mixed = !host.is_ascii() && host.chars().any(|c| c.is_ascii_alphabetic());
    let ascii = is_mixed.then(|| idna::domain_to_ascii_strict(host).ok()).flatten();
    ascii.unwrap_or_else(|| host.to_owned())
}

fn is_refused(c: char) -> bool {
    let invisible =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    c.is_control() || c.is_whitespace() || invisible || matches!(c, '\\' | '@')
}
