// Command ask indexes and searches through Elasticsearch's client for Go, its typed form and its bulk indexer: it reads
// what as JSON, and prints what each step gave, one line of JSON each.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/elastic/go-elasticsearch/v9"
	"github.com/elastic/go-elasticsearch/v9/esapi"
	"github.com/elastic/go-elasticsearch/v9/esutil"
)

type document struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type request struct {
	URL          string     `json:"url"`
	Index        string     `json:"index"`
	Query        string     `json:"query"`
	Other        string     `json:"other"`
	Documents    []document `json:"documents"`
	IsCompressed bool       `json:"isCompressed"`
}

type step struct {
	Step    string   `json:"step"`
	Hits    [][2]any `json:"hits,omitempty"`
	Count   int      `json:"count,omitempty"`
	Outcome string   `json:"outcome,omitempty"`
}

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	config := elasticsearch.Config{Addresses: []string{asked.URL}, CompressRequestBody: asked.IsCompressed}
	client, err := elasticsearch.NewClient(config)
	if err != nil {
		return err
	}
	typed, err := elasticsearch.NewTypedClient(config)
	if err != nil {
		return err
	}
	return errors.Join(indexAll(ctx, client, asked), searchUntyped(client, asked), searchTyped(ctx, typed, asked))
}

func indexAll(ctx context.Context, client *elasticsearch.Client, asked request) error {
	middle := len(asked.Documents) / 2
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for _, each := range asked.Documents[:middle] {
		action := map[string]any{"index": map[string]any{"_index": asked.Index, "_id": each.ID}}
		if err := errors.Join(encoder.Encode(action), encoder.Encode(each)); err != nil {
			return err
		}
	}
	var answer struct {
		Items []struct {
			Index struct {
				Status int `json:"status"`
			} `json:"index"`
		} `json:"items"`
	}
	if _, err := read(&answer)(client.Bulk(&lines)); err != nil {
		return err
	}
	created := 0
	for _, item := range answer.Items {
		if item.Index.Status == 201 {
			created++
		}
	}
	tell(step{Step: "bulk", Count: created})

	indexer, err := esutil.NewBulkIndexer(esutil.BulkIndexerConfig{Client: client, Index: asked.Index, Refresh: "true"})
	if err != nil {
		return err
	}
	for _, each := range asked.Documents[middle:] {
		body, err := json.Marshal(each)
		if err != nil {
			return err
		}
		item := esutil.BulkIndexerItem{Action: "index", DocumentID: each.ID, Body: bytes.NewReader(body)}
		if err := indexer.Add(ctx, item); err != nil {
			return err
		}
	}
	if err := indexer.Close(ctx); err != nil {
		return err
	}
	tell(step{Step: "bulk helper", Count: int(indexer.Stats().NumIndexed)})
	return nil
}

func searchUntyped(client *elasticsearch.Client, asked request) error {
	query := map[string]any{"query": map[string]any{"match": map[string]any{"text": asked.Query}}}
	for name, options := range map[string][]func(*esapi.SearchRequest){
		"search":     {client.Search.WithBody(esutil.NewJSONReader(query))},
		"page":       {client.Search.WithBody(esutil.NewJSONReader(query)), client.Search.WithFrom(3), client.Search.WithSize(4)},
		"in the URL": {client.Search.WithQuery(asked.Query), client.Search.WithDf("text")},
		"off": {
			client.Search.WithBody(esutil.NewJSONReader(query)),
			client.Search.WithHeader(map[string]string{"x-lb-rerank": "off"}),
		},
	} {
		var answer struct {
			Hits struct {
				Hits []struct {
					ID    string  `json:"_id"`
					Score float64 `json:"_score"`
				} `json:"hits"`
			} `json:"hits"`
		}
		response, err := read(&answer)(client.Search(append(options, client.Search.WithIndex(asked.Index))...))
		if err != nil {
			return err
		}
		var found [][2]any
		for _, hit := range answer.Hits.Hits {
			found = append(found, [2]any{hit.ID, hit.Score})
		}
		tell(step{Step: name, Hits: found, Outcome: response.Header.Get("x-lb-rerank-outcome")})
	}
	return nil
}

// read gives what reads the body of a response into a value.
func read(into any) func(*esapi.Response, error) (*esapi.Response, error) {
	return func(response *esapi.Response, err error) (*esapi.Response, error) {
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		if response.IsError() {
			told, _ := io.ReadAll(response.Body)
			return nil, fmt.Errorf("%s: %s", response.Status(), told)
		}
		return response, json.NewDecoder(response.Body).Decode(into)
	}
}

func tell(told step) {
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		log.Fatal(err)
	}
}
