//! Indexes and searches through Elasticsearch's client for Rust: reads what as JSON, and prints what each step gave, one
//! line of JSON each.

use std::error::Error;
use std::io;

use elasticsearch::http::headers::{HeaderName, HeaderValue};
use elasticsearch::http::request::JsonBody;
use elasticsearch::http::response::Response;
use elasticsearch::http::transport::{SingleNodeConnectionPool, TransportBuilder};
use elasticsearch::params::Refresh;
use elasticsearch::{
    BulkOperation, BulkParts, ClearScrollParts, Elasticsearch, MsearchParts, OpenPointInTimeParts,
    ScrollParts, SearchParts,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    url: String,
    index: String,
    query: String,
    other: String,
    documents: Vec<Document>,
    is_compressed: bool,
}

#[derive(Clone, Deserialize, Serialize)]
struct Document {
    id: String,
    text: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let request: Request = serde_json::from_reader(io::stdin())?;
    let pool = SingleNodeConnectionPool::new(request.url.parse()?);
    let transport = TransportBuilder::new(pool)
        .request_body_compression(request.is_compressed)
        .build()?;
    let client = Elasticsearch::new(transport);
    index_all(&client, &request).await?;
    search_all(&client, &request).await
}

async fn index_all(client: &Elasticsearch, request: &Request) -> Outcome<()> {
    let operations: Vec<BulkOperation<Document>> = request
        .documents
        .iter()
        .map(|each| BulkOperation::index(each.clone()).id(&each.id).into())
        .collect();
    let response = client
        .bulk(BulkParts::Index(&request.index))
        .body(operations)
        .refresh(Refresh::True)
        .send()
        .await?;
    let answer: Value = response.error_for_status_code()?.json().await?;
    let items = answer["items"].as_array().ok_or("no items")?;
    let created = items
        .iter()
        .filter(|item| item["index"]["status"] == 201)
        .count();
    println!("{}", json!({ "step": "bulk", "count": created }));
    Ok(())
}

async fn search_all(client: &Elasticsearch, request: &Request) -> Outcome<()> {
    let index = request.index.as_str();
    let indices = [index];
    let query = json!({ "match": { "text": request.query } });
    let other = json!({ "match": { "text": request.other } });
    let search = || client.search(SearchParts::Index(&indices));

    tell_search(
        "search",
        search().body(json!({ "query": query })).send().await?,
    )
    .await?;
    let page = search().from(3).size(4).body(json!({ "query": query }));
    tell_search("page", page.send().await?).await?;
    tell_search(
        "in the URL",
        search().q(&request.query).df("text").send().await?,
    )
    .await?;
    let off = search().header(
        HeaderName::from_static("x-lb-rerank"),
        HeaderValue::from_static("off"),
    );
    tell_search("off", off.body(json!({ "query": query })).send().await?).await?;

    let lines: Vec<JsonBody<Value>> = [
        json!({ "index": index }),
        json!({ "query": query }),
        json!({}),
        json!({ "query": other, "size": 3 }),
    ]
    .map(JsonBody::new)
    .into();
    let several = client
        .msearch(MsearchParts::Index(&indices))
        .body(lines)
        .send()
        .await?;
    let answer: Value = several.error_for_status_code()?.json().await?;
    for (n, each) in answer["responses"]
        .as_array()
        .ok_or("no responses")?
        .iter()
        .enumerate()
    {
        tell(&format!("msearch {}", n + 1), hits_of(each)?, None);
    }

    tell("scroll", scrolled(client, index, &query).await?, None);
    tell("PIT", paged(client, index, &query).await?, None);
    Ok(())
}

async fn scrolled(client: &Elasticsearch, index: &str, query: &Value) -> Outcome<Vec<Value>> {
    let indices = [index];
    let first = client
        .search(SearchParts::Index(&indices))
        .scroll("1m")
        .size(7);
    let mut page: Value = first
        .body(json!({ "query": query }))
        .send()
        .await?
        .json()
        .await?;
    let mut found = Vec::new();
    loop {
        let id = page["_scroll_id"].as_str().ok_or("no scroll")?.to_owned();
        let hits = hits_of(&page)?;
        if hits.is_empty() {
            client
                .clear_scroll(ClearScrollParts::ScrollId(&[&id]))
                .send()
                .await?;
            return Ok(found);
        }
        found.extend(hits);
        let next = client
            .scroll(ScrollParts::None)
            .body(json!({ "scroll_id": id, "scroll": "1m" }));
        page = next.send().await?.json().await?;
    }
}

async fn paged(client: &Elasticsearch, index: &str, query: &Value) -> Outcome<Vec<Value>> {
    let indices = [index];
    let opened = client
        .open_point_in_time(OpenPointInTimeParts::Index(&indices))
        .keep_alive("1m");
    let mut pit: Value = opened.send().await?.json::<Value>().await?["id"].clone();
    let mut body = json!({ "query": query, "size": 7, "sort": ["_shard_doc"] });
    let mut found = Vec::new();
    loop {
        body["pit"] = json!({ "id": pit, "keep_alive": "1m" });
        let page: Value = client
            .search(SearchParts::None)
            .body(&body)
            .send()
            .await?
            .json()
            .await?;
        pit = page["pit_id"].clone();
        let hits = hits_of(&page)?;
        if hits.is_empty() {
            client
                .close_point_in_time()
                .body(json!({ "id": pit }))
                .send()
                .await?;
            return Ok(found);
        }
        let last = page["hits"]["hits"]
            .as_array()
            .and_then(|all| all.last())
            .ok_or("no hits")?;
        body["search_after"] = last["sort"].clone();
        found.extend(hits);
    }
}

async fn tell_search(step: &str, response: Response) -> Outcome<()> {
    let outcome = response.headers().get("x-lb-rerank-outcome").cloned();
    let answer: Value = response.error_for_status_code()?.json().await?;
    let told = outcome.as_ref().map(|value| value.to_str()).transpose()?;
    tell(step, hits_of(&answer)?, told);
    Ok(())
}

fn hits_of(answer: &Value) -> Outcome<Vec<Value>> {
    let hits = answer["hits"]["hits"].as_array().ok_or("no hits")?;
    Ok(hits
        .iter()
        .map(|hit| json!([hit["_id"], hit["_score"]]))
        .collect())
}

fn tell(step: &str, hits: Vec<Value>, outcome: Option<&str>) {
    let mut line = json!({ "step": step, "hits": hits });
    if let Some(outcome) = outcome {
        line["outcome"] = outcome.into();
    }
    println!("{line}");
}
