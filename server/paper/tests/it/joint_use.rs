//! The notice of joint use.

use domain::data_flow::JointUseForm;
use paper::form::joint_use;
use paper::{Block, write_docx, write_pdf};

use super::sample::{fonts, sample};

#[test]
fn 公表文は法の項目を順に備え未記入を隠さない() {
    let sample = sample();
    let draft = JointUseForm::draft(&sample.snapshot, &sample.flows);
    let paper = joint_use(&sample.basis(), &draft);
    let headings: Vec<_> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(title) => Some(title.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        headings,
        [
            "1　共同利用の趣旨",
            "2　共同して利用する個人データの項目",
            "3　共同して利用する者の範囲",
            "4　利用する者の利用目的",
            "5　個人データの管理について責任を有する者",
            "6　共同事業の相手先",
        ]
    );
    // Joint use covers one of the two flows only.
    assert!(paper.blocks.contains(&Block::Text("保健指導の実施状況".into())));
    assert!(paper.blocks.contains(&Block::Text("（未記入）".into())), "purpose");
    let filled = JointUseForm {
        purpose: "保健指導の対象者の選定と効果の検証".into(),
        from: "令和9年4月1日".into(),
        ..draft
    };
    let paper = joint_use(&sample.basis(), &filled);
    assert!(paper.blocks.contains(&Block::Right("掲示開始日　令和9年4月1日".into())));
    let folder = std::env::temp_dir().join("paper-agreement");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("joint-use.pdf"), write_pdf(&paper, &fonts()).unwrap()).unwrap();
    std::fs::write(folder.join("joint-use.docx"), write_docx(&paper).unwrap()).unwrap();
}
