//! From a listing to what the index keeps of it: terms to find it by, facts to filter by, texts to show. The contact's
//! mail address stays out (PUB-04).

use domain::Lang;
use domain::code::{Region, RegionScheme};
use domain::program::{Area, CleanProgram, Listing};
use tantivy::TantivyDocument;

use crate::IndexError;
use crate::analysis::{Analyser, Terms, Words};
use crate::row::Row;
use crate::schema::Fields;
use crate::{excerpt, stored};

/// Makes the document and the facts of a listing.
pub fn make(listing: &Listing, analyser: &Analyser, fields: Fields) -> Result<(TantivyDocument, Row), IndexError> {
    let program = &listing.content;
    let mut pages = Pages {
        analyser,
        all: Terms::default(),
        yomi: Terms::default(),
        exact: Terms::default(),
    };

    let title_words = pages.add(&program.title);
    let mut title = Terms::default();
    title.add_words(&title_words, analyser.lexicon());
    let title_sound = title_words.sound();
    let mut texts = Vec::new();
    excerpt::put_part(&mut texts, &program.title, &title_words);

    for text in shown_texts(program) {
        let words = pages.add(&text);
        excerpt::put_part(&mut texts, &text, &words);
    }
    for text in further_texts(listing) {
        pages.add(&text);
    }
    let lead_words = pages.add(&listing.lead.name);
    let organisation_sound = crate::analysis::to_sound(&listing.lead.kana);
    if organisation_sound.is_empty() {
        tracing::debug!(program = listing.id.get(), "the organisation has no reading");
    } else {
        // The true reading of a name, which no dictionary knows.
        pages.yomi.add_sounds(&analyser.words(&listing.lead.kana));
    }
    let organisation_sound = if organisation_sound.is_empty() {
        lead_words.sound()
    } else {
        organisation_sound
    };

    let row = Row::of(listing, title_sound, organisation_sound);
    let mut document = TantivyDocument::new();
    document.add_u64(fields.id, key(listing.id.get()));
    document.add_text(fields.all, pages.all.into_encoded());
    document.add_text(fields.title, title.into_encoded());
    document.add_text(fields.yomi, pages.yomi.into_encoded());
    document.add_text(fields.exact, pages.exact.into_encoded());
    document.add_bytes(fields.stored, &stored::encode(&texts, &row)?);
    Ok((document, row))
}

/// The id as the engine's key.
pub fn key(id: i64) -> u64 {
    id.cast_unsigned()
}

struct Pages<'a> {
    analyser: &'a Analyser,
    all: Terms,
    yomi: Terms,
    exact: Terms,
}

impl Pages<'_> {
    fn add(&mut self, text: &str) -> Words {
        let words = self.analyser.words(text);
        self.all.add_words(&words, self.analyser.lexicon());
        self.yomi.add_sounds(&words);
        self.exact.add_characters(&words);
        words
    }
}

/// Texts a piece of which may be shown, most telling first.
fn shown_texts(program: &CleanProgram) -> Vec<String> {
    let texts = [
        &program.summary,
        &program.purpose,
        &program.content,
        &program.problem,
        &program.result,
        &program.target_note,
        &program.area_note,
        &program.structure,
        &program.provider,
        &program.limits.note,
        &program.cost.note,
        &program.data_note,
        &program.subsidy_note,
    ];
    texts
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| plain(text))
        .collect()
}

/// Names that are found but not shown as a piece of text.
fn further_texts(listing: &Listing) -> Vec<String> {
    let program = &listing.content;
    let mut texts: Vec<String> = Vec::new();
    let mut add = |name: &str| texts.push(name.to_owned());
    match program.area {
        Area::Nationwide => add("全国"),
        Area::Prefectures(prefectures) => {
            prefectures.iter().for_each(|prefecture| add(prefecture.name(Lang::Ja)));
            let mut regions: Vec<Region> = prefectures
                .iter()
                .map(|prefecture| Region::of(prefecture, RegionScheme::Eight))
                .collect();
            regions.dedup();
            regions.into_iter().for_each(|region| add(region.name(Lang::Ja)));
        }
    }
    program.cats().for_each(|cat| add(cat.name(Lang::Ja)));
    program.themes.iter().for_each(|theme| add(theme.name(Lang::Ja)));
    program.targets.iter().for_each(|target| add(target.name(Lang::Ja)));
    program.modes.iter().for_each(|mode| add(mode.name(Lang::Ja)));
    program
        .limits
        .industries
        .iter()
        .for_each(|industry| add(industry.name(Lang::Ja)));
    add(program.cost.sharing.name(Lang::Ja));
    add(program.kind.name(Lang::Ja));
    for year in program.fiscal_years() {
        add(&format!("{}年度", year.get()));
        add(&year.long_name(Lang::Ja));
    }
    if program.contact.organisation != listing.lead.name {
        add(&program.contact.organisation);
    }
    add(&program.contact.department);
    add(listing.lead.number.as_str());
    texts
}

/// A text without the marks of its limited markup. Line breaks stay: they end a phrase.
fn plain(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.trim_start().trim_start_matches(['#', '-', '*', '>']).trim_start());
    lines.collect::<Vec<_>>().join("\n").replace("**", "")
}
