//! Who published an article and whom it credits. Never an address where a name is known.

use crate::base::span::Span;
use crate::import::blocks::Body;
use crate::import::credit::{credited, is_site};
use crate::import::formats::Fields;
use crate::import::words::Key;
use crate::text::address::shown_host;

/// Outlet, credit and address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) outlet: Option<String>,
    pub(super) credited: Option<String>,
    pub(super) url: Option<String>,
}

/// Reads the origin. The header's source is the outlet, else the host of the address, else the agency that
/// opens the dateline, else a site that the text credits, else the agency in brackets.
pub(super) fn origin(text: &str, fields: &Fields, body: &Body) -> Origin {
    let field = |key: Key| fields.get(&key).map(|field| field.value.as_str());
    let source = field(Key::Outlet);
    let url = field(Key::Url).or(source).and_then(address);
    let named = source.filter(|source| address(source).is_none()).map(str::to_owned);
    let agency = body
        .dateline
        .as_ref()
        .and_then(|dateline| dateline.agency.map(|agency| (agency, dateline.bracketed)));
    let agency_name = agency.map(|(span, _)| span.of(text).to_owned());
    let opening = agency_name.clone().filter(|_| agency.is_some_and(|(_, bracketed)| !bracketed));
    let credit = credit(text, body);
    let site = credit.clone().filter(|name| is_site(name));
    let outlet = named
        .or_else(|| url.and_then(host))
        .or_else(|| opening.clone())
        .or(site)
        .or_else(|| agency_name.clone());
    let credited = credit.or(agency_name);
    Origin { outlet, credited, url: url.map(str::to_owned) }
}

/// The name credited in the first two parts of the body, else in the last.
fn credit(text: &str, body: &Body) -> Option<String> {
    let parts: Vec<Span> =
        body.blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.span).collect();
    let first = parts.iter().take(3);
    first.chain(parts.last()).find_map(|part| credited(text, *part)).map(|span| span.of(text).to_owned())
}

/// The web address that `value` begins with.
fn address(value: &str) -> Option<&str> {
    let first = value.split_whitespace().next()?;
    let scheme = first.get(..8).map(str::to_ascii_lowercase);
    let web = scheme.is_some_and(|s| s.starts_with("http://") || s.starts_with("https://"));
    web.then_some(first)
}

/// The host of an address, without `www.`, user and port.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| shown_host(host))
}
