package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/elastic/go-elasticsearch/v9"
	"github.com/elastic/go-elasticsearch/v9/typedapi/core/closepointintime"
	"github.com/elastic/go-elasticsearch/v9/typedapi/core/scroll"
	"github.com/elastic/go-elasticsearch/v9/typedapi/core/search"
	"github.com/elastic/go-elasticsearch/v9/typedapi/types"
)

func searchTyped(ctx context.Context, client *elasticsearch.TypedClient, asked request) error {
	query := matching(asked.Query)
	size := 7
	for name, body := range map[string]*search.Request{
		"typed search": {Query: query},
		"typed page":   {Query: query, From: ptr(3), Size: ptr(4)},
		"typed, with aggregations": {Query: query, Aggregations: map[string]types.Aggregations{
			"ids": {ValueCount: &types.ValueCountAggregation{Field: ptr("id.keyword")}},
		}},
	} {
		answer, err := client.Search().Index(asked.Index).Request(body).Do(ctx)
		if err != nil {
			return err
		}
		tellHits(name, answer.Hits.Hits)
	}
	if err := compareTook(ctx, client.Search().Index(asked.Index).Query(query)); err != nil {
		return err
	}

	several := client.Msearch().Index(asked.Index)
	if err := several.AddSearch(types.MultisearchHeader{Index: []string{asked.Index}}, types.SearchRequestBody{Query: query}); err != nil {
		return err
	}
	other := types.SearchRequestBody{Query: matching(asked.Other), Size: ptr(3)}
	if err := several.AddSearch(types.MultisearchHeader{}, other); err != nil {
		return err
	}
	answers, err := several.Do(ctx)
	if err != nil {
		return err
	}
	for n, each := range answers.Responses {
		item, isFound := each.(*types.MultiSearchItem)
		if !isFound {
			return fmt.Errorf("search %d: %v", n+1, each)
		}
		tellHits(fmt.Sprintf("msearch %d", n+1), item.Hits.Hits)
	}

	if err := scrollTyped(ctx, client, asked.Index, &search.Request{Query: query, Size: &size}); err != nil {
		return err
	}
	return pageTyped(ctx, client, asked.Index, &search.Request{Query: query, Size: &size})
}

// compareTook fails where the typed answer's duration is not the one that the engine wrote.
func compareTook(ctx context.Context, asked *search.Search) error {
	response, err := asked.Perform(ctx)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	var written struct {
		Took int64 `json:"took"`
	}
	read := search.NewResponse()
	if err := json.Unmarshal(body, &written); err != nil {
		return err
	}
	if err := json.Unmarshal(body, read); err != nil {
		return err
	}
	if read.Took != written.Took {
		return fmt.Errorf("took %d is read as %d", written.Took, read.Took)
	}
	return nil
}

func scrollTyped(ctx context.Context, client *elasticsearch.TypedClient, index string, body *search.Request) error {
	first, err := client.Search().Index(index).Scroll("1m").Request(body).Do(ctx)
	if err != nil {
		return err
	}
	var found []types.Hit
	hits, id := first.Hits.Hits, *first.ScrollId_
	for len(hits) > 0 {
		found = append(found, hits...)
		next, err := client.Scroll().Request(&scroll.Request{ScrollId: id, Scroll: "1m"}).Do(ctx)
		if err != nil {
			return err
		}
		hits, id = next.Hits.Hits, *next.ScrollId_
	}
	tellHits("scroll", found)
	_, err = client.ClearScroll().ScrollId(id).Do(ctx)
	return err
}

func pageTyped(ctx context.Context, client *elasticsearch.TypedClient, index string, body *search.Request) error {
	pit, err := client.OpenPointInTime(index).KeepAlive("1m").Do(ctx)
	if err != nil {
		return err
	}
	body.Pit = &types.PointInTimeReference{Id: pit.Id, KeepAlive: "1m"}
	body.Sort = []types.SortCombinations{"_shard_doc"}
	var found []types.Hit
	for {
		page, err := client.Search().Request(body).Do(ctx)
		if err != nil {
			return err
		}
		hits := page.Hits.Hits
		if len(hits) == 0 {
			break
		}
		found = append(found, hits...)
		body.Pit.Id = *page.PitId
		body.SearchAfter = hits[len(hits)-1].Sort
	}
	tellHits("PIT", found)
	_, err = client.ClosePointInTime().Request(&closepointintime.Request{Id: body.Pit.Id}).Do(ctx)
	return err
}

func matching(text string) *types.Query {
	return &types.Query{Match: map[string]types.MatchQuery{"text": {Query: text}}}
}

func tellHits(name string, hits []types.Hit) {
	var found [][2]any
	for _, hit := range hits {
		found = append(found, [2]any{*hit.Id_, hit.Score_})
	}
	tell(step{Step: name, Hits: found})
}

func ptr[T any](value T) *T { return &value }
