#!/usr/bin/env bash
# github.com/elastic/go-elasticsearch/v9 v9.5.2, Go 1.26
#
# One would expect: Elasticsearch's typed client for Go ignores a member that it does not know, as Go's own decoder does.
# What happens: it walks the tokens of an answer, and only passes over the name of an unknown member. If the value is an
# object, the names within it are taken for the answer's own: here `took` of a plugin's member in place of the search's.
# Members that come later win, so an unknown object before the engine's own members does no harm.
# Why it matters: whatever adds to Elasticsearch's answers (a plugin, a proxy) changes what such a client reads of others.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
go mod init see >/dev/null 2>&1
go get github.com/elastic/go-elasticsearch/v9@v9.5.2 >/dev/null 2>&1

cat >see.go <<'GO'
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/elastic/go-elasticsearch/v9"
)

const hits = `"timed_out":false,"_shards":{"total":1,"successful":1,"failed":0},"hits":{"hits":[]}`

func tookOf(answer string) int64 {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, answer)
	}))
	defer server.Close()
	client, err := elasticsearch.NewTypedClient(elasticsearch.Config{Addresses: []string{server.URL}})
	if err != nil {
		panic(err)
	}
	found, err := client.Search().Index("books").Do(context.Background())
	if err != nil {
		panic(err)
	}
	return found.Took
}

func main() {
	last := `{"took":2,` + hits + `,"plugin":{"took":99}}`
	first := `{"plugin":{"took":99},"took":2,` + hits + `}`
	var own struct{ Took int64 }
	if err := json.Unmarshal([]byte(last), &own); err != nil {
		panic(err)
	}
	fmt.Println("took by encoding/json:", own.Took)
	fmt.Println("took by the typed client, unknown member last:", tookOf(last))
	fmt.Println("took by the typed client, unknown member first:", tookOf(first))
}
GO
go mod tidy >/dev/null 2>&1
go run . | tee seen
diff - seen <<'EXPECTED'
took by encoding/json: 2
took by the typed client, unknown member last: 99
took by the typed client, unknown member first: 2
EXPECTED
