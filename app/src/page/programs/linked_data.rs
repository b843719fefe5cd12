//! A public program for search engines, in the words of schema.org: an event with its organiser and its window for
//! joining, and the way to its page. Restricted programs have none, and a mail address is never in it.

use domain::code::{Mode, Visibility};
use domain::program::{Area, Listing};
use domain::value::{Instant, TimeOfDay};
use serde_json::{Value, json};

use crate::{Site, Visit, link};

/// The graph of a program's page; `None` unless everybody may read it.
pub(super) fn of_program(site: &Site, visit: &Visit, listing: &Listing) -> Option<Value> {
    let content = &listing.content;
    if content.visibility != Visibility::Public {
        return None;
    }
    let address = |path: &str| link::absolute(site, &visit.href(path));
    let page = address(&link::program(listing.id));
    let online = content.modes.contains(&Mode::Online);
    let on_site = content.modes.iter().any(|mode| *mode != Mode::Online);
    let attendance = match (online, on_site) {
        (true, true) => "MixedEventAttendanceMode",
        (true, false) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    let mut places = vec![];
    if online {
        places.push(json!({ "@type": "VirtualLocation", "url": page }));
    }
    match content.area {
        Area::Nationwide => places.push(json!({
            "@type": "Place",
            "name": visit.text().detail.nationwide,
            "address": { "@type": "PostalAddress", "addressCountry": "JP" },
        })),
        Area::Prefectures(prefs) => places.extend(prefs.iter().map(|pref| {
            json!({
                "@type": "Place",
                "name": pref.name(visit.lang),
                "address": {
                    "@type": "PostalAddress",
                    "addressCountry": "JP",
                    "addressRegion": pref.name(visit.lang),
                },
            })
        })),
    }
    let mut event = json!({
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": content.title,
        "description": content.summary,
        "inLanguage": "ja",
        "startDate": content.period_from.iso(),
        "endDate": content.period_to.iso(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": format!("https://schema.org/{attendance}"),
        "location": places,
        "organizer": { "@type": "Organization", "name": listing.lead.name },
        "keywords": content.cats().map(|cat| cat.name(visit.lang)).collect::<Vec<_>>(),
    });
    if let (Some(from), Some(to)) = (content.recruit_from, content.recruit_to)
        && let (Some(first), Some(last)) = (TimeOfDay::new(0, 0), TimeOfDay::new(23, 59))
    {
        let mut offer = json!({
            "@type": "Offer",
            "url": page,
            "validFrom": Instant::from_jst(from, first).iso_jst(),
            "validThrough": Instant::from_jst(to, last).iso_jst(),
        });
        if let Some(yen) = content.cost.yen {
            offer["price"] = json!(yen.get());
            offer["priceCurrency"] = json!("JPY");
        }
        event["offers"] = offer;
    }
    let step = |position: u8, name: &str, item: String| json!({ "@type": "ListItem", "position": position, "name": name, "item": item });
    let way = json!({
        "@type": "BreadcrumbList",
        "itemListElement": [
            step(1, visit.text().site.home, address("/")),
            step(2, visit.text().site.nav_search, address("/programs")),
            step(3, &content.title, page.clone()),
        ],
    });
    Some(json!({ "@context": "https://schema.org", "@graph": [event, way] }))
}
