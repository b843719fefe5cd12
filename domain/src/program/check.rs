//! The one check that turns a typed program into something publishable.

use crate::code::{
    CostSharing, DataUse, Industry, InsurerForm, InsurerKind, ListingKind, MembersVisibility, Mode, Prefecture,
    PrefectureSet, Purpose, SizeBand, SubsidyUse, Target, Theme, Visibility,
};
use crate::normalise;
use crate::problem::{Field, ProblemCode, Problems};
use crate::value::{Day, Email, MemberCount, Phone, Yen};

use super::{Area, CleanProgram, Contact, Cost, Limits, ProgramForm};

impl ProgramForm {
    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the sections.
    pub fn check(&self) -> Result<CleanProgram, Problems> {
        let mut check = Check {
            form: self,
            problems: Problems::default(),
        };
        let clean = check.program();
        let Check { problems, .. } = check;
        match clean {
            Some(clean) if problems.is_empty() => Ok(clean),
            _ => Err(in_page_order(problems)),
        }
    }
}

/// Longest 実施期間, in years: beyond it a slip of the pen is likelier than a plan.
const LONGEST_YEARS: u32 = 10;

/// Sorts problems as their fields stand on the pages of the form.
fn in_page_order(problems: Problems) -> Problems {
    let position = |name: &str| {
        super::Section::ALL
            .iter()
            .flat_map(|section| section.fields())
            .position(|field| *field == name)
    };
    let mut sorted: Vec<_> = problems.into_iter().collect();
    sorted.sort_by_key(|problem| position(problem.field.as_str()));
    sorted.into_iter().collect()
}

/// Collects problems while reading fields; a method answers `None` after it has noted a problem.
struct Check<'a> {
    form: &'a ProgramForm,
    problems: Problems,
}

impl Check<'_> {
    fn refuse<T>(&mut self, field: &'static str, code: ProblemCode) -> Option<T> {
        self.problems.push(Field::new(field), code);
        None
    }

    /// Optional text, normalised; too long is a problem.
    fn text(&mut self, field: &'static str) -> Option<String> {
        let raw = self.form.text(field);
        let single = !matches!(
            field,
            "purpose" | "content" | "problem" | "result" | "structure" | "condition" | "data_note"
        );
        let text = if single {
            normalise::single_line(raw)
        } else {
            normalise::text(raw)
        };
        let now = u32::try_from(normalise::char_count(&text)).unwrap_or(u32::MAX);
        match ProgramForm::limit(field) {
            Some(max) if now > max => self.refuse(field, ProblemCode::TooLong { max, now }),
            _ => Some(text),
        }
    }

    fn required_text(&mut self, field: &'static str) -> Option<String> {
        let text = self.text(field)?;
        if text.is_empty() {
            self.refuse(field, ProblemCode::Empty)
        } else {
            Some(text)
        }
    }

    fn choice<T>(&mut self, field: &'static str, from: fn(&str) -> Option<T>) -> Option<T> {
        let raw = self.form.text(field).trim();
        if raw.is_empty() {
            return self.refuse(field, ProblemCode::Empty);
        }
        from(raw).or_else(|| self.refuse(field, ProblemCode::UnknownChoice { value: raw.to_owned() }))
    }

    /// Every ticked value, in the order of the code list and without repetition.
    fn choices<T: Copy + Ord>(&mut self, field: &'static str, from: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let mut chosen = Vec::new();
        for raw in self.form.values(field) {
            match from(raw.trim()) {
                Some(value) => chosen.push(value),
                None => return self.refuse(field, ProblemCode::UnknownChoice { value: raw.clone() }),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        Some(chosen)
    }

    fn required_choices<T: Copy + Ord>(&mut self, field: &'static str, from: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let chosen = self.choices(field, from)?;
        if chosen.is_empty() {
            self.refuse(field, ProblemCode::Empty)
        } else {
            Some(chosen)
        }
    }

    fn count(&mut self, field: &'static str, max: u32) -> Option<Option<u32>> {
        let raw = self.form.text(field);
        if normalise::single_line(raw).is_empty() {
            return Some(None);
        }
        match normalise::number(raw) {
            Ok(number) => match u32::try_from(number) {
                Ok(number) if number <= max => Some(Some(number)),
                _ => self.refuse(
                    field,
                    ProblemCode::OutOfRange {
                        min: 0,
                        max: i64::from(max),
                    },
                ),
            },
            Err(code) => self.refuse(field, code),
        }
    }

    fn date(&mut self, field: &'static str) -> Option<Option<Day>> {
        let raw = self.form.text(field);
        if normalise::single_line(raw).is_empty() {
            return Some(None);
        }
        match normalise::date(raw) {
            Ok(day) => Some(Some(day)),
            Err(code) => self.refuse(field, code),
        }
    }

    fn required_date(&mut self, field: &'static str) -> Option<Day> {
        match self.date(field)? {
            Some(day) => Some(day),
            None => self.refuse(field, ProblemCode::Empty),
        }
    }

    /// Reads every field before giving up, so that all problems are found in one round.
    fn program(&mut self) -> Option<CleanProgram> {
        let title = self.required_text("title");
        let kind = self.choice("kind", ListingKind::from_code);
        let cats = self.purposes();
        let themes = self.choices("theme", Theme::from_code);
        let summary = self.required_text("summary");
        let purpose = self.required_text("purpose");
        let content = self.required_text("content");
        let problem = self.text("problem");
        let result = if kind == Some(ListingKind::Reference) {
            self.required_text("result")
        } else {
            self.text("result")
        };
        let targets = self.required_choices("target", Target::from_code);
        let target_note = self.text("target_note");
        let target_n = self.count("target_n", 100_000_000);
        let area = self.area();
        let area_note = self.text("area_note");
        let modes = self.required_choices("mode", Mode::from_code);
        let period = self.period();
        let cost = self.cost();
        let structure = self.required_text("structure");
        let provider = self.text("provider");
        let data_use = self.choice("data_use", DataUse::from_code);
        let data_note = if data_use == Some(DataUse::Personal) {
            self.required_text("data_note")
        } else {
            self.text("data_note")
        };
        let recruit = self.recruit(kind);
        let capacity = self.count("capacity", 10_000);
        let joined = self.count("joined", 10_000);
        let limits = self.limits();
        let contact = self.contact();
        let visibility = self.choice("visibility", Visibility::from_code);
        let members_visibility = self.members_visibility();
        let subsidy = self.choice("subsidy", SubsidyUse::from_code);
        let subsidy_note = self.text("subsidy_note");

        let (cat, sub_cats) = cats?;
        let (period_from, period_to) = period?;
        let (recruit_from, recruit_to) = recruit?;
        Some(CleanProgram {
            title: title?,
            kind: kind?,
            cat,
            sub_cats,
            themes: themes?,
            summary: summary?,
            purpose: purpose?,
            content: content?,
            problem: problem?,
            result: result?,
            targets: targets?,
            target_note: target_note?,
            target_n: target_n?,
            area: area?,
            area_note: area_note?,
            modes: modes?,
            period_from,
            period_to,
            cost: cost?,
            structure: structure?,
            provider: provider?,
            data_use: data_use?,
            data_note: data_note?,
            recruit_from,
            recruit_to,
            capacity: capacity?,
            joined: joined?,
            limits: limits?,
            contact: contact?,
            visibility: visibility?,
            members_visibility: members_visibility?,
            subsidy: subsidy?,
            subsidy_note: subsidy_note?,
        })
    }

    fn purposes(&mut self) -> Option<(Purpose, Vec<Purpose>)> {
        let main = self.choice("cat", Purpose::from_code);
        let further = self.choices("sub_cat", Purpose::from_code);
        let (main, mut further) = (main?, further?);
        further.retain(|purpose| *purpose != main);
        if further.len() > 2 {
            return self.refuse("sub_cat", ProblemCode::TooMany { max: 2 });
        }
        Some((main, further))
    }

    fn area(&mut self) -> Option<Area> {
        let prefectures = self.choices("pref", Prefecture::from_code)?;
        match self.form.nationwide.trim() {
            "1" => Some(Area::Nationwide),
            "" if prefectures.is_empty() => self.refuse("pref", ProblemCode::Empty),
            "" => Some(Area::Prefectures(prefectures.into_iter().collect::<PrefectureSet>())),
            other => self.refuse(
                "nationwide",
                ProblemCode::UnknownChoice {
                    value: other.to_owned(),
                },
            ),
        }
    }

    fn period(&mut self) -> Option<(Day, Day)> {
        let (from, to) = (self.required_date("period_from"), self.required_date("period_to"));
        let (from, to) = (from?, to?);
        if to < from {
            return self.refuse(
                "period_to",
                ProblemCode::DateBefore {
                    other: Field::new("period_from"),
                },
            );
        }
        if from.days_until(to) > 366 * i64::from(LONGEST_YEARS) {
            return self.refuse("period_to", ProblemCode::TooFar { years: LONGEST_YEARS });
        }
        Some((from, to))
    }

    fn cost(&mut self) -> Option<Cost> {
        let sharing = self.choice("cost", CostSharing::from_code);
        let raw = normalise::single_line(&self.form.cost_yen);
        let yen = if raw.is_empty() {
            if sharing == Some(CostSharing::Fixed) {
                self.refuse("cost_yen", ProblemCode::Empty)
            } else {
                Some(None)
            }
        } else {
            match normalise::money(&raw) {
                Ok(yen) if yen >= Yen::ZERO => Some(Some(yen)),
                Ok(_) => self.refuse(
                    "cost_yen",
                    ProblemCode::OutOfRange {
                        min: 0,
                        max: 1_000_000_000_000,
                    },
                ),
                Err(code) => self.refuse("cost_yen", code),
            }
        };
        let note = self.text("cost_note");
        Some(Cost {
            sharing: sharing?,
            yen: yen?,
            note: note?,
        })
    }

    /// Recruiting dates are required where societies are sought, and meaningless for a 参考事例.
    fn recruit(&mut self, kind: Option<ListingKind>) -> Option<(Option<Day>, Option<Day>)> {
        if kind == Some(ListingKind::Reference) {
            return Some((None, None));
        }
        let (from, to) = (self.required_date("recruit_from"), self.required_date("recruit_to"));
        let (from, to) = (from?, to?);
        if to < from {
            return self.refuse(
                "recruit_to",
                ProblemCode::DateBefore {
                    other: Field::new("recruit_from"),
                },
            );
        }
        Some((Some(from), Some(to)))
    }

    fn limits(&mut self) -> Option<Limits> {
        let sizes = self.choices("size", SizeBand::from_code);
        let industries = self.choices("industry", Industry::from_code);
        let (members_min, members_max) = self.members_range();
        let kinds = self.choices("condition_kind", InsurerKind::from_code);
        let forms = self.choices("condition_form", InsurerForm::from_code);
        let seats = self.choices("condition_pref", Prefecture::from_code);
        let system = self.text("condition_system");
        let note = self.text("condition");
        Some(Limits {
            sizes: sizes?,
            industries: industries?,
            members_min: members_min?,
            members_max: members_max?,
            kinds: kinds?,
            forms: forms?,
            seats: seats?.into_iter().collect::<PrefectureSet>(),
            system: system?,
            note: note?,
        })
    }

    /// 加入者数 from and to; the second not below the first.
    fn members_range(&mut self) -> (Option<Option<u32>>, Option<Option<u32>>) {
        let most = MemberCount::MAX.get();
        let (min, max) = (self.count("condition_min", most), self.count("condition_max", most));
        if let (Some(Some(low)), Some(Some(high))) = (min, max)
            && high < low
        {
            let range = ProblemCode::OutOfRange {
                min: i64::from(low),
                max: i64::from(most),
            };
            return (min, self.refuse("condition_max", range));
        }
        (min, max)
    }

    /// Who sees the names of the participants; nobody but themselves unless something else is chosen.
    fn members_visibility(&mut self) -> Option<MembersVisibility> {
        if self.form.members_visibility.trim().is_empty() {
            return Some(super::clean::narrowest());
        }
        self.choice("members_visibility", MembersVisibility::from_code)
    }

    fn contact(&mut self) -> Option<Contact> {
        let organisation = self.required_text("contact_org");
        let department = self.text("contact_dept");
        let hours = self.text("contact_hours");
        let tel = if normalise::single_line(&self.form.contact_tel).is_empty() {
            Some(None)
        } else {
            match Phone::parse(&self.form.contact_tel) {
                Ok(phone) => Some(Some(phone)),
                Err(code) => self.refuse("contact_tel", code),
            }
        };
        let email = if normalise::single_line(&self.form.contact_email).is_empty() {
            self.refuse("contact_email", ProblemCode::Empty)
        } else {
            match Email::parse(&self.form.contact_email) {
                Ok(email) => Some(email),
                Err(code) => self.refuse("contact_email", code),
            }
        };
        Some(Contact {
            organisation: organisation?,
            department: department?,
            tel: tel?,
            email: email?,
            hours: hours?,
        })
    }
}
