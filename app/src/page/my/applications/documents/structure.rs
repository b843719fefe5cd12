//! 実施体制図: the lead society on top, the other societies and everybody who helps below, drawn from the composition; and what
//! the plan says of who does what.

use domain::Lang;
use domain::consortium::{Insurer, Partner};
use paper::{Band, Block, Chart, ChartBox};

use super::Source;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let content = &source.content;
    let lead = content.composition.lead();
    let others: Vec<_> = content
        .composition
        .present()
        .filter(|insurer| Some(insurer.organisation) != lead.map(|lead| lead.organisation))
        .map(society)
        .collect();
    let mut bands = Vec::new();
    if !others.is_empty() {
        bands.push(Band {
            label: "構成組合".to_owned(),
            boxes: others,
        });
    }
    for partner in &content.composition.partners {
        let label = partner.role.name(Lang::Ja).to_owned();
        match bands.iter_mut().find(|band| band.label == label) {
            Some(band) => band.boxes.push(helper(partner)),
            None => bands.push(Band {
                label,
                boxes: vec![helper(partner)],
            }),
        }
    }
    let top = match lead {
        Some(lead) => society(lead),
        None => ChartBox {
            name: content.consortium_name.clone(),
            notes: Vec::new(),
        },
    };
    let text = content
        .content
        .plan
        .texts
        .iter()
        .find(|(field, _)| field == "structure");
    let mut blocks = vec![
        Block::Right(content.consortium_name.clone()),
        Block::Chart(Chart {
            title: format!("「{}」の実施体制", content.content.plan.title),
            top,
            bands,
        }),
    ];
    if let Some((_, text)) = text {
        blocks.push(Block::Heading("役割分担".to_owned()));
        blocks.push(Block::Text(text.clone()));
    }
    blocks
}

fn society(insurer: &Insurer) -> ChartBox {
    let members = insurer.members.map(|members| format!("加入者数 {members}人"));
    let notes = std::iter::once(insurer.role.name(Lang::Ja).to_owned()).chain(members);
    ChartBox {
        name: insurer.name.clone(),
        notes: notes.collect(),
    }
}

fn helper(partner: &Partner) -> ChartBox {
    let services: Vec<_> = partner.services.iter().map(|service| service.name(Lang::Ja)).collect();
    let contract = partner
        .contract
        .map(|contract| format!("契約：{}", contract.name(Lang::Ja)));
    let services = (!services.is_empty()).then(|| services.join("、"));
    ChartBox {
        name: partner.name.clone(),
        notes: services.into_iter().chain(contract).collect(),
    }
}
