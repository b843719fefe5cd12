//! Attached files in a bucket: a small server that speaks as much of S3's protocol as the storage uses, strict about it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use app::storage::{FileStorage, StorageError, StoragePlace};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use http::{HeaderMap, Method, StatusCode, Uri, header};

#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<BTreeMap<String, Bytes>>>);

impl Bucket {
    fn keys(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

async fn serve(State(bucket): State<Bucket>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let text = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    assert!(
        text("authorization").starts_with("AWS4-HMAC-SHA256 Credential=AKIA/"),
        "signed: {headers:?}"
    );
    let path = uri.path().to_owned();
    assert!(path.starts_with("/navi-files/attached/"), "{path}");
    let mut objects = bucket.0.lock().unwrap();
    let source = text("x-amz-copy-source");
    match method {
        Method::PUT if !source.is_empty() => {
            let source = format!("/{}", source.trim_start_matches('/'));
            let Some(content) = objects.get(&source).cloned() else {
                return StatusCode::NOT_FOUND.into_response();
            };
            objects.insert(path, content);
            "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>".into_response()
        }
        Method::PUT => {
            objects.insert(path, body);
            [(header::ETAG, "\"e\"")].into_response()
        }
        Method::DELETE => {
            objects.remove(&path);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => {
            let Some(content) = objects.get(&path).cloned() else {
                return StatusCode::NOT_FOUND.into_response();
            };
            let common = [
                (header::ETAG, "\"e\""),
                (header::LAST_MODIFIED, "Tue, 01 Sep 2026 03:00:00 GMT"),
            ];
            let asked = text("range");
            let range = asked.strip_prefix("bytes=").and_then(|range| range.split_once('-'));
            let Some((start, end)) = range else {
                return (common, content).into_response();
            };
            let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
            let told = [(header::CONTENT_RANGE, format!("bytes {start}-{end}/{}", content.len()))];
            (StatusCode::PARTIAL_CONTENT, common, told, content.slice(start..=end)).into_response()
        }
    }
}

async fn read(
    storage: &FileStorage,
    sha256: &str,
    part: Option<std::ops::Range<u64>>,
) -> Result<Vec<u8>, StorageError> {
    let mut pieces = storage.read(sha256, part).await?;
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().await {
        bytes.extend_from_slice(&piece?);
    }
    Ok(bytes)
}

#[tokio::test]
async fn バケットに預けて取り出し隔離して消す() {
    let bucket = Bucket::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let service = Router::new().fallback(serve).with_state(bucket.clone());
    tokio::spawn(async move { axum::serve(listener, service).await });

    let url = format!("s3://navi-files/attached?region=ap-northeast-1&endpoint={endpoint}");
    let place = StoragePlace::parse(&url, Some(("AKIA".into(), "secret".into()))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let storage = FileStorage::open(&place, folder.path()).unwrap();
    let mut spool = storage.spool().await.unwrap();
    spool.write("健診の".as_bytes()).await.unwrap();
    spool.write("お知らせ".as_bytes()).await.unwrap();
    let mut file = spool.finish().await.unwrap();
    let sha256 = file.sha256.clone();
    assert_eq!(storage.find_size(&sha256).await.unwrap(), None);
    storage.keep(&mut file).await.unwrap();
    assert_eq!(
        bucket.keys(),
        [format!("/navi-files/attached/sha256/{}/{sha256}", &sha256[..2])]
    );
    assert_eq!(storage.find_size(&sha256).await.unwrap(), Some(21));
    assert_eq!(
        read(&storage, &sha256, None).await.unwrap(),
        "健診のお知らせ".as_bytes()
    );
    assert_eq!(read(&storage, &sha256, Some(3..9)).await.unwrap(), "診の".as_bytes());

    storage.quarantine(&sha256).await.unwrap();
    storage.quarantine(&sha256).await.unwrap();
    assert_eq!(bucket.keys(), [format!("/navi-files/attached/quarantine/{sha256}")]);
    assert!(read(&storage, &sha256, None).await.is_err());
    storage.remove(&sha256).await.unwrap();
}
