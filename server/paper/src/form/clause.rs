//! The articles of the agreement. They take over what the consortium has written down and leave to the parties what it
//! cannot know; a lawyer's review is expected, and the paper says so.

use domain::code::{ConsortiumRole, CostSharing};

use super::{Basis, day};
use crate::{Block, Item};

/// An article: its title, and one paragraph or several numbered ones (第1項 carries no number).
struct Article {
    title: &'static str,
    paragraphs: Vec<String>,
}

fn article<const N: usize>(title: &'static str, paragraphs: [&str; N]) -> Article {
    Article {
        title,
        paragraphs: paragraphs.map(str::to_owned).to_vec(),
    }
}

/// All articles, numbered in order.
pub(super) fn articles(basis: &Basis<'_>) -> Vec<Block> {
    let mut all = vec![purpose(basis), members(basis), lead(basis)];
    all.extend(partners(basis));
    all.push(cost(basis));
    all.push(subsidy());
    all.push(data(basis));
    all.extend(rules());
    if basis.plan.publication {
        all.push(article(
            "公表",
            [
                "構成組合は、本事業が補助金の交付の対象として採択された場合に、事業の概要が公表されることに同意する。",
                "前項の公表にあたっては、個人を識別することができる情報を含めない。",
            ],
        ));
    }
    all.extend(last(basis));
    let mut blocks = Vec::new();
    for (position, article) in all.into_iter().enumerate() {
        blocks.push(Block::Heading(format!("第{}条（{}）", position + 1, article.title)));
        blocks.extend(paragraphs(article.paragraphs));
    }
    blocks
}

/// The first paragraph of an article carries no number, the others do.
fn paragraphs(texts: Vec<String>) -> Vec<Block> {
    let mut texts = texts.into_iter();
    let mut blocks: Vec<Block> = texts.next().map(Block::Text).into_iter().collect();
    let others: Vec<Item> = texts
        .enumerate()
        .map(|(position, text)| Item::new(number(position + 2), text))
        .collect();
    if !others.is_empty() {
        blocks.push(Block::Items(others));
    }
    blocks
}

/// The number of a paragraph: one digit as wide as a sign.
fn number(number: usize) -> String {
    let plain = number.to_string();
    let wide = u32::try_from(number).ok().filter(|number| *number < 10);
    wide.and_then(|number| char::from_u32(0xFF10 + number))
        .map_or(plain, String::from)
}

fn purpose(basis: &Basis<'_>) -> Article {
    let plan = basis.plan;
    let (from, to) = (day(plan.from), day(plan.to));
    Article {
        title: "目的及び事業",
        paragraphs: vec![
            "この協定は、構成組合が共同して実施する保健事業（以下「本事業」という。）について、実施の体制、費用の負担、個人データの取扱いその他必要な事項を定めることを目的とする。".to_owned(),
            format!("本事業の名称は「{}」とし、その期間は{from}から{to}までとする。", plan.name),
            format!("本事業の目的及び内容は、次のとおりとする。\n{}", plan.aim),
        ],
    }
}

fn members(basis: &Basis<'_>) -> Article {
    let count = basis.snapshot.present().count();
    Article {
        title: "構成組合",
        paragraphs: vec![
            format!("構成組合は、別紙1に掲げる{count}の組合とする。"),
            "構成組合は、この協定の締結及び別紙に定める条件について、それぞれの規約に従い、組合会、理事会その他の機関の決定を経るものとする。".to_owned(),
        ],
    }
}

fn lead(basis: &Basis<'_>) -> Article {
    Article {
        title: "代表組合",
        paragraphs: vec![
            format!("{}を本事業の代表組合とする。", basis.lead()),
            "代表組合は、構成組合を代表して次の事務を行う。\n一　本事業の計画の取りまとめ及び進行の管理\n二　費用の請求、支払及び精算\n三　委託先の選定及び契約の締結\n四　補助金に関する申請、報告その他の手続".to_owned(),
            "代表組合は、前項の事務の状況を、構成組合の求めに応じて速やかに報告する。".to_owned(),
        ],
    }
}

fn partners(basis: &Basis<'_>) -> Option<Article> {
    (!basis.snapshot.partners.is_empty()).then(|| {
        article(
            "協力する者",
            [
                "本事業に協力する事業者その他の者及びその役割は、別紙2のとおりとする。",
                "代表組合は、協力する者との間で、この協定の定めに反しない内容の契約を書面により締結する。",
            ],
        )
    })
}

fn cost(basis: &Basis<'_>) -> Article {
    let plan = basis.plan;
    if plan.sharing == CostSharing::Free {
        return article("費用の負担", ["構成組合は、本事業に関して費用の分担を要しない。"]);
    }
    Article {
        title: "費用の負担",
        paragraphs: vec![
            format!(
                "本事業に要する費用のうち構成組合が負担する総額は金{}円とし、{}により分担する。",
                plan.cost,
                plan.sharing.name(domain::Lang::Ja)
            ),
            "各構成組合の負担額は、別紙1のとおりとする。1円未満の端数は代表組合の負担とする。".to_owned(),
            "構成組合は、代表組合が発行する請求書により、その定める期日までに負担額を支払う。".to_owned(),
            "代表組合は、本事業の終了後、遅滞なく費用を精算し、証拠書類の写しを添えて構成組合に報告する。".to_owned(),
        ],
    }
}

fn subsidy() -> Article {
    article(
        "補助金",
        [
            "本事業について補助金の交付を受けるときは、代表組合が構成組合を代表して申請し、交付の条件を構成組合に通知する。",
            "構成組合は、補助金の交付の条件に従い、代表組合が行う報告、検査への対応その他の手続に協力する。",
            "補助金の返還が生じたときは、その原因のある組合が負担し、原因を定め難いときは、負担額の割合に応じて負担する。",
        ],
    )
}

fn data(basis: &Basis<'_>) -> Article {
    let plan = basis.plan;
    let mut paragraphs = vec![format!(
        "本事業において当事者の間で授受するデータの区分は、{}とする。",
        match plan.data {
            domain::code::DataCategory::None => "授受するデータなし",
            domain::code::DataCategory::Aggregate => "集計値",
            domain::code::DataCategory::Anonymised => "匿名加工情報",
            domain::code::DataCategory::Pseudonymised => "仮名加工情報",
            domain::code::DataCategory::Personal => "個人データ",
        }
    )];
    if !basis.flows.is_empty() {
        paragraphs.push(
            "データの内容、法的根拠、提供元、提供先、授受の方法、保存期間及び事故時の連絡先は、別紙3のとおりとし、構成組合は別紙3に定めのない授受を行わない。"
                .to_owned(),
        );
    }
    if !plan.data_note.is_empty() {
        paragraphs.push(format!("前各項のほか、データの取扱いは次による。\n{}", plan.data_note));
    }
    paragraphs.push("構成組合は、個人情報の保護に関する法律その他の法令を遵守し、データの漏えい、滅失及び毀損の防止のために必要な措置を講じる。".to_owned());
    paragraphs.push("データの取扱いを委託する者は、委託先に対して必要かつ適切な監督を行い、複数の組合のデータを委託先が自己の目的で突き合わせることを禁止する。".to_owned());
    paragraphs
        .push("構成組合は、本事業の手続に用いる電子的な仕組みに、個人の識別につながるデータを掲載しない。".to_owned());
    Article {
        title: "データの取扱い",
        paragraphs,
    }
}

/// What does not depend on the consortium.
fn rules() -> [Article; 3] {
    [
        article(
            "事故への対応",
            [
                "データの漏えい等又はそのおそれを知った者は、直ちに代表組合及び関係する構成組合に通知する。",
                "関係する構成組合は、協力して原因を調査し、法令に基づく報告及び本人への通知を行い、再発を防止する。",
            ],
        ),
        article(
            "秘密の保持",
            [
                "構成組合は、本事業に関して知り得た他の構成組合の秘密を、その承諾なく第三者に開示し、又は本事業以外の目的に利用しない。本事業の終了後も同様とする。",
            ],
        ),
        article(
            "成果の利用",
            ["本事業の成果は、構成組合が共有し、それぞれの保健事業のために無償で利用することができる。"],
        ),
    ]
}

fn last(basis: &Basis<'_>) -> Vec<Article> {
    let partners = basis
        .snapshot
        .partners
        .iter()
        .any(|partner| partner.role == ConsortiumRole::Provider);
    let records = if partners {
        "構成組合は、本事業の経理その他の記録を、委託先から受領したものを含め、本事業の終了の日の属する年度の翌年度から5年間保存する。"
    } else {
        "構成組合は、本事業の経理その他の記録を、本事業の終了の日の属する年度の翌年度から5年間保存する。"
    };
    vec![
        article(
            "加入及び脱退",
            [
                "この協定の締結の後に本事業に加わろうとする組合は、構成組合の全員の同意を得るものとする。",
                "構成組合がやむを得ない理由により脱退しようとするときは、あらかじめ代表組合に理由を付して申し出る。脱退までに生じた費用の負担は免れない。",
            ],
        ),
        article(
            "協定の変更",
            [
                "代表組合、期間、費用の負担又はデータの取扱いを変更するときは、構成組合の全員が、改めて機関の決定を経て同意するものとする。",
            ],
        ),
        article("記録の保存", [records]),
        Article {
            title: "有効期間",
            paragraphs: vec![format!(
                "この協定の有効期間は、締結の日から{}までとする。ただし、秘密の保持、データの取扱い、精算及び記録の保存に関する定めは、その後も必要な範囲で効力を有する。",
                day(basis.plan.to)
            )],
        },
        article(
            "協議",
            ["この協定に定めのない事項又は疑義が生じた事項は、構成組合が誠意をもって協議し、解決する。"],
        ),
    ]
}
