//! A consortium to make documents of: four societies, a provider, two flows.

use std::path::PathBuf;

use domain::code::{
    Certificate, ConsortiumRole, ContractMethod, CostSharing, DataCategory, DecisionBody, InsurerKind, LegalBasis,
    OrganisationKind, ProviderRole, TransferMethod,
};
use domain::consortium::{CleanConsortium, Consent, Insurer, MembershipState, Partner, Snapshot, Terms};
use domain::data_flow::Flow;
use domain::value::{Day, Instant, MemberCount, OrganisationId, Yen};
use paper::Fonts;
use paper::form::Basis;

pub fn fonts() -> Fonts {
    let folder = std::env::var_os("FONT_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/font/biz-ud-1"),
        PathBuf::from,
    );
    Fonts::load(&folder).expect("`cargo xtask font` fetches the fonts; FONT_DIR names their folder")
}

pub struct Sample {
    pub plan: CleanConsortium,
    pub snapshot: Snapshot,
    pub flows: Vec<Flow>,
}

pub fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

pub fn sample() -> Sample {
    let plan = CleanConsortium {
        name: "歩いて健康 重症化予防コンソーシアム".into(),
        aim: "小規模な組合でも専門職による保健指導を行えるようにする。\n対象者の選定、案内、面談、効果の検証までを共同で行い、1人あたりの費用を抑える。".into(),
        from: day("2027-04-01"),
        to: day("2028-03-31"),
        sharing: CostSharing::PerMember,
        cost: Yen::new(12_345_679),
        data: DataCategory::Personal,
        data_note: "健診結果の授受は委託契約に基づき、閉域網で行う。".into(),
        publication: true,
        open: false,
    };
    let societies = [
        ("桜通信健康保険組合", 48_210, 7_409_123),
        ("みなと運輸健康保険組合", 9_999, 1_536_682),
        ("北陸精密工業健康保険組合", 9_240, 1_420_039),
        ("多摩流通サービス健康保険組合", 12_883, 1_979_835),
    ];
    let insurers = societies
        .iter()
        .enumerate()
        .map(|(at, (name, members, share))| {
            let terms = Terms {
                lead: OrganisationId::new(1),
                from: plan.from,
                to: plan.to,
                sharing: plan.sharing,
                share: Yen::new(*share),
                data_version: 1,
                publication: true,
                plan_version: 1,
            };
            Insurer {
                organisation: OrganisationId::new(1 + i64::try_from(at).unwrap()),
                name: (*name).into(),
                kind: InsurerKind::Kenpo,
                role: if at == 0 {
                    ConsortiumRole::Lead
                } else {
                    ConsortiumRole::Member
                },
                members: Some(MemberCount::try_from(*members).unwrap()),
                members_as_of: Some(day("2026-09-30")),
                is_active: true,
                state: MembershipState::Agreed,
                consent: (at < 3).then(|| Consent {
                    body: DecisionBody::Board,
                    decided_on: day("2026-11-10"),
                    approver: "鈴木 一郎".into(),
                    terms: terms.clone(),
                }),
                terms,
            }
        })
        .collect();
    let partners = vec![Partner {
        organisation: OrganisationId::new(9),
        name: "株式会社ヘルスブリッジ".into(),
        kind: OrganisationKind::Provider,
        role: ConsortiumRole::Provider,
        services: vec![ProviderRole::Guidance, ProviderRole::Analysis],
        contract: Some(ContractMethod::Quotes),
        is_related: true,
    }];
    let flow = |data: &str, basis| Flow {
        data: data.into(),
        category: DataCategory::Personal,
        basis: Some(basis),
        contract: "保健指導業務委託契約書 第5条".into(),
        sender: "各構成組合".into(),
        receiver: "株式会社ヘルスブリッジ".into(),
        subcontract: false,
        method: Some(TransferMethod::ClosedNetwork),
        country: "日本".into(),
        retention: "事業終了後3か月".into(),
        deletion: true,
        certificate: Some(Certificate::Isms),
        incident: "桜通信健康保険組合 保健事業課".into(),
        portal: false,
    };
    Sample {
        plan,
        snapshot: Snapshot {
            reference: day("2026-10-31"),
            insurers,
            partners,
        },
        flows: vec![
            flow(
                "健診結果のうち血糖値、血圧、腎機能に関する項目",
                LegalBasis::Entrustment,
            ),
            flow("保健指導の実施状況", LegalBasis::JointUse),
        ],
    }
}

impl Sample {
    pub fn basis(&self) -> Basis<'_> {
        Basis {
            plan: &self.plan,
            snapshot: &self.snapshot,
            places: &[],
            flows: &self.flows,
            has_shares: true,
            made_at: Instant::from_millis(1_795_395_600_000),
        }
    }
}
