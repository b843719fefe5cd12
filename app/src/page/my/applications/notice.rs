//! `/my/applications/{id}/notice.pdf`: the notice of the decision on paper (通知書, 法8条, PRNT-03), with number and day. It is
//! made from what was released, so it says the same whenever it is opened.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Lang;
use domain::decision::Outcome;
use domain::value::Yen;
use paper::{Block, Item, Paper, Table};
use store::{Application, Decision, StoredCall};

use super::get_application;
use crate::page::my::consortia::{Shape, hand_out};
use crate::{Failure, Site, Visit};

/// Gives out the notice.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's, and before the release; 409 while the server has no fonts.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let decision = site.store.find_decision(whole.id).await?.ok_or(Failure::NotFound)?;
    hand_out(&site, &visit, notice(&whole, &decision), Shape::Pdf).await
}

/// The notice, in Japanese like all official papers.
fn notice(whole: &Application, decision: &Decision) -> Paper {
    let title = title(decision.outcome);
    let lead = whole.consortium.place(whole.lead).map(|place| place.name.clone());
    let lead = lead.unwrap_or_default();
    let number = whole.number.clone().unwrap_or_default();
    let mut blocks = vec![
        Block::Title(title.to_owned()),
        Block::Right(decision.number.clone()),
        Block::Right(decision.day.format(Lang::Ja)),
        Block::Text(format!("{lead}　御中")),
    ];
    blocks.extend(sender(&whole.call));
    blocks.extend([
        Block::Text(format!(
            "「{}」に応募のあった次の事業について、審査の結果、{}ので通知します。",
            whole.call.call.title,
            decided(decision.outcome)
        )),
        facts(whole, decision, &lead),
    ]);
    if !decision.conditions.is_empty() {
        blocks.push(Block::Heading("条件".to_owned()));
        let items = decision.conditions.iter().zip(1..).map(|(condition, number)| {
            let due = condition.due.format(Lang::Ja);
            Item::new(number.to_string(), format!("{}（期限 {due}）", condition.text))
        });
        blocks.push(Block::Items(items.collect()));
    }
    if !decision.reason.is_empty() {
        blocks.push(Block::Heading("理由".to_owned()));
        let paragraphs = decision.reason.lines().filter(|line| !line.is_empty());
        blocks.extend(paragraphs.map(|line| Block::Text(line.to_owned())));
    }
    if decision.outcome.is_adopted() {
        blocks.push(Block::Note(
            "採択は、補助金の交付の決定ではありません。交付を受けるには、別に交付の申請をしてください。\
             交付の決定より前に契約した費用は、補助の対象になりません。"
                .to_owned(),
        ));
    }
    let contact = whole.call.call.about.contact.clone();
    if !contact.is_empty() {
        blocks.push(Block::Heading("問い合わせ先".to_owned()));
        blocks.extend(contact.lines().map(|line| Block::Text(line.to_owned())));
    }
    Paper {
        title: format!("{title}（{number}）"),
        author: whole.call.call.title.clone(),
        mark: format!("受付番号 {number}　{}", decision.number),
        made_at: decision.released_at,
        blocks,
    }
}

/// Who signs the notices of a call; nobody in calls that do not say it.
pub(in crate::page) fn sender(call: &StoredCall) -> Option<Block> {
    let issuer = &call.call.about.issuer;
    (!issuer.is_empty()).then(|| Block::Right(issuer.clone()))
}

const fn title(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Adopt => "採択通知書",
        Outcome::OnConditions => "条件付採択通知書",
        Outcome::Waitlist => "補欠通知書",
        Outcome::Reject => "不採択通知書",
    }
}

const fn decided(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Adopt => "採択することに決定した",
        Outcome::OnConditions => "次の条件を付けて採択することに決定した",
        Outcome::Waitlist => "補欠とすることに決定した",
        Outcome::Reject => "採択しないことに決定した",
    }
}

fn facts(whole: &Application, decision: &Decision, lead: &str) -> Block {
    let yen = |amount: Yen| format!("{amount}円");
    let mut facts = vec![
        ("受付番号", whole.number.clone().unwrap_or_default()),
        ("事業名", whole.title()),
        ("代表組合", lead.to_owned()),
        ("コンソーシアム", whole.consortium.plan.name.clone()),
        ("採否", decision.outcome.name(Lang::Ja).to_owned()),
        ("補助金の申請額", yen(decision.asked)),
    ];
    if decision.outcome.is_adopted() {
        facts.push(("採択額", yen(decision.amount)));
    }
    Block::Table(Table::facts("", facts))
}
