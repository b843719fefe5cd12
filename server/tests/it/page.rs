//! A page as a browser has it: status, headers, and the parsed document with its links and forms.

use std::collections::BTreeSet;

use http::{HeaderMap, Method, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

use crate::outline;
use crate::site::{Visitor, header_text};

/// An answer of the portal.
pub struct Page<'a> {
    visitor: &'a Visitor<'a>,
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
    pub html: Html,
    status: StatusCode,
}

impl<'a> Page<'a> {
    pub fn new(visitor: &'a Visitor<'a>, path: String, status: StatusCode, headers: HeaderMap, body: Vec<u8>) -> Self {
        let body = match String::from_utf8(body) {
            Ok(text) => text,
            Err(error) => {
                let kind = header_text(&headers, "content-type");
                let other = kind.starts_with("application/vnd.")
                    || kind == "application/pdf"
                    || kind.contains("charset=shift_jis");
                assert!(other, "{path}: {kind} is not UTF-8");
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            }
        };
        // Leptos puts its scripts after the end of the document; the checks look at them in the text.
        let document = body.split_inclusive("</html>").next().unwrap_or_default();
        let html = Html::parse_document(document);
        Self {
            visitor,
            path,
            headers,
            body,
            html,
            status,
        }
    }

    /// What holds for every answer.
    pub fn check(&self, method: &Method) {
        let place = format!(
            "{method} {} ({})",
            self.path.chars().take(200).collect::<String>(),
            self.status
        );
        // That the index is behind is what `/readyz` is there to say; 502 that somebody else's server is down.
        assert!(
            !self.status.is_server_error() || self.path == "/readyz" || self.status == StatusCode::BAD_GATEWAY,
            "{place}: {}",
            self.text()
        );
        outline::check_headers(self, &place);
        if self.is_html() && method != Method::HEAD {
            let faults = outline::faults(self);
            assert!(faults.is_empty(), "{place}:\n{}", faults.join("\n"));
        }
    }

    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    pub fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// A header; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        header_text(&self.headers, name)
    }

    /// Where a redirect leads to; empty when the answer is none.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| {
            std::str::from_utf8(value.as_bytes()).expect("addresses are UTF-8")
        })
    }

    /// Follows a redirect.
    pub async fn follow(&self) -> Page<'a> {
        assert_eq!(self.status(), 303, "{}: {}", self.path, self.text());
        self.visitor.get(self.location()).await
    }

    /// Every element for a CSS selector, in the order of the document.
    pub fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).collect()
    }

    pub fn h1(&self) -> String {
        self.select("h1").first().map(|h1| words(*h1)).unwrap_or_default()
    }

    pub fn title(&self) -> String {
        self.select("title")
            .first()
            .map(|title| words(*title))
            .unwrap_or_default()
    }

    /// The words of the whole page, or the body as it is when it is no page.
    pub fn text(&self) -> String {
        match self.select("body").first() {
            Some(body) if self.is_html() => words(*body),
            _ => self.body.clone(),
        }
    }

    /// The words of the whole page without any space, so that marks inside a word do not part it.
    pub fn letters(&self) -> String {
        self.text().split_whitespace().collect()
    }

    /// The words between header and footer.
    pub fn main(&self) -> String {
        self.select("main").first().map(|main| words(*main)).unwrap_or_default()
    }

    /// Every link as its words and its address.
    pub fn links(&self) -> Vec<(String, String)> {
        let address = |link: &ElementRef<'_>| link.attr("href").unwrap_or_default().to_owned();
        self.select("a[href]")
            .iter()
            .map(|link| (words(*link), address(link)))
            .collect()
    }

    /// The address of the first link whose words contain these.
    pub fn link(&self, label: &str) -> String {
        let found = self.links().into_iter().find(|(words, _)| words.contains(label));
        found
            .unwrap_or_else(|| panic!("{}: no link {label:?} in {:?}", self.path, self.links()))
            .1
    }

    /// The links of the error summary: where the field is, and what is to be done.
    pub fn errors(&self) -> Vec<(String, String)> {
        self.select("#error-summary a")
            .iter()
            .map(|link| (link.attr("href").unwrap_or_default().to_owned(), words(*link)))
            .collect()
    }

    /// Ids of the programs in the list of results, in order.
    pub fn found(&self) -> Vec<i64> {
        self.select("[data-live=results] .kj-card__link")
            .iter()
            .filter_map(|link| link.attr("href")?.rsplit('/').next()?.parse().ok())
            .collect()
    }

    pub fn json(&self) -> serde_json::Value {
        assert_eq!(
            self.header("content-type"),
            "application/json",
            "{}: {}",
            self.path,
            self.body
        );
        serde_json::from_str(&self.body).unwrap()
    }

    /// The form for a CSS selector.
    pub fn form(&self, selector: &str) -> Form<'a> {
        let found = self.select(selector);
        let element = found
            .first()
            .unwrap_or_else(|| panic!("{}: no form {selector:?} in {}", self.path, self.main()));
        assert_eq!(element.value().name(), "form", "{selector}");
        Form::read(self.visitor, &self.path, &self.html, *element)
    }
}

/// The words of an element with single spaces.
pub fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Hidden,
    Text,
    Select,
    Checkbox,
    Radio,
}

#[derive(Debug)]
struct Control {
    kind: Kind,
    name: String,
    value: String,
    /// Of a box or radio button: ticked.
    on: bool,
    /// Of a select.
    options: BTreeSet<String>,
}

#[derive(Debug)]
struct Button {
    label: String,
    action: Option<String>,
    pair: Option<(String, String)>,
}

/// A form with what is typed into it so far.
pub struct Form<'a> {
    visitor: &'a Visitor<'a>,
    method: Method,
    action: String,
    controls: Vec<Control>,
    buttons: Vec<Button>,
}

impl<'a> Form<'a> {
    fn read(visitor: &'a Visitor<'a>, path: &str, html: &Html, form: ElementRef<'_>) -> Self {
        let id = form.attr("id").unwrap_or_default();
        let belongs = |element: &ElementRef<'_>| match element.attr("form") {
            Some(owner) => owner == id,
            None => element.ancestors().any(|node| node.id() == form.id()),
        };
        let all = Selector::parse("input, select, textarea, button").unwrap();
        let (mut controls, mut buttons) = (Vec::new(), Vec::new());
        for element in html
            .select(&all)
            .filter(belongs)
            .filter(|it| it.attr("disabled").is_none())
        {
            let attribute = |name| element.attr(name).unwrap_or_default().to_owned();
            let mut control = |kind, value, on, options| {
                let name = attribute("name");
                if !name.is_empty() {
                    controls.push(Control {
                        kind,
                        name,
                        value,
                        on,
                        options,
                    });
                }
            };
            let none = BTreeSet::new();
            match (element.value().name(), element.attr("type").unwrap_or("text")) {
                ("button", _) | ("input", "submit" | "image") => {
                    let name = attribute("name");
                    buttons.push(Button {
                        label: words(element),
                        action: element.attr("formaction").map(str::to_owned),
                        pair: (!name.is_empty()).then(|| (name, attribute("value"))),
                    });
                }
                ("textarea", _) => control(Kind::Text, element.text().collect(), true, none),
                ("select", _) => {
                    let (options, chosen) = options(element);
                    control(Kind::Select, chosen, true, options);
                }
                (_, "hidden") => control(Kind::Hidden, attribute("value"), true, none),
                (_, "checkbox" | "radio") => {
                    let kind = if element.attr("type") == Some("radio") {
                        Kind::Radio
                    } else {
                        Kind::Checkbox
                    };
                    let value = element.attr("value").unwrap_or("on").to_owned();
                    control(kind, value, element.attr("checked").is_some(), none);
                }
                _ => control(Kind::Text, attribute("value"), true, none),
            }
        }
        let method = match form.attr("method").unwrap_or("get") {
            "post" => Method::POST,
            _ => Method::GET,
        };
        let action = form.attr("action").unwrap_or(path).to_owned();
        Self {
            visitor,
            method,
            action,
            controls,
            buttons,
        }
    }

    /// Types into a text field or chooses in a list.
    #[must_use]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        let of_name =
            |control: &&mut Control| control.name == name && matches!(control.kind, Kind::Text | Kind::Select);
        let control = self.controls.iter_mut().find(of_name);
        let control = control.unwrap_or_else(|| panic!("no field {name}"));
        let offered = control.kind == Kind::Text || control.options.contains(value);
        assert!(offered, "{name} does not offer {value:?}: {:?}", control.options);
        control.value = value.to_owned();
        self
    }

    /// Takes the tick out of a box.
    #[must_use]
    pub fn untick(mut self, name: &str, value: &str) -> Self {
        let mut boxes = self.controls.iter_mut();
        let ticked = boxes.find(|it| it.kind == Kind::Checkbox && it.name == name && it.value == value && it.on);
        ticked.unwrap_or_else(|| panic!("{name}={value} is not ticked")).on = false;
        self
    }

    /// Ticks a box or presses a radio button.
    #[must_use]
    pub fn tick(mut self, name: &str, value: &str) -> Self {
        let boxes: Vec<&mut Control> = self
            .controls
            .iter_mut()
            .filter(|control| control.name == name && matches!(control.kind, Kind::Checkbox | Kind::Radio))
            .collect();
        assert!(boxes.iter().any(|control| control.value == value), "no {name}={value}");
        for control in boxes {
            if control.value == value {
                control.on = true;
            } else if control.kind == Kind::Radio {
                control.on = false;
            }
        }
        self
    }

    /// Sends a value that the page does not offer, as a broken or hostile browser would.
    #[must_use]
    pub fn forge(mut self, name: &str, value: &str) -> Self {
        self.controls.retain(|control| control.name != name);
        self.controls.push(Control {
            kind: Kind::Hidden,
            name: name.to_owned(),
            value: value.to_owned(),
            on: true,
            options: BTreeSet::new(),
        });
        self
    }

    /// What stands in a field, or the ticked values.
    pub fn values(&self, name: &str) -> Vec<String> {
        let controls = self
            .controls
            .iter()
            .filter(|control| control.name == name && control.on);
        controls.map(|control| control.value.clone()).collect()
    }

    /// Presses the first button.
    pub async fn submit(self) -> Page<'a> {
        self.press("").await
    }

    /// Presses the button with these words.
    pub async fn press(self, label: &str) -> Page<'a> {
        let button = self.buttons.iter().find(|button| button.label.contains(label));
        let button = button.unwrap_or_else(|| panic!("no button {label:?}: {:?}", self.buttons));
        let action = button.action.as_deref().unwrap_or(&self.action);
        let action = action.split('#').next().unwrap_or_default();
        let typed = self.controls.iter().filter(|control| control.on);
        // A browser sends line ends as CRLF whatever was typed.
        let typed = typed.map(|control| {
            let value = control.value.replace("\r\n", "\n").replace('\n', "\r\n");
            (control.name.clone(), value)
        });
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(typed.chain(button.pair.clone()))
            .finish();
        if self.method == Method::POST {
            let kind = "application/x-www-form-urlencoded";
            return self.visitor.post_body(action, kind, body).await;
        }
        let path = action.split('?').next().unwrap_or_default();
        self.visitor.get(&format!("{path}?{body}")).await
    }
}

fn options(select: ElementRef<'_>) -> (BTreeSet<String>, String) {
    let all = Selector::parse("option").unwrap();
    let value = |option: ElementRef<'_>| option.attr("value").map_or_else(|| words(option), str::to_owned);
    let chosen = select.select(&all).find(|option| option.attr("selected").is_some());
    let chosen = chosen.or_else(|| select.select(&all).next());
    (
        select.select(&all).map(value).collect(),
        chosen.map(value).unwrap_or_default(),
    )
}
