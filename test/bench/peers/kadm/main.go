// The lag of all groups as franz-go's kadm tells it, once with a fresh client and then warm: one line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

type outcome struct {
	ColdMs    float64   `json:"coldMs"`
	WarmMs    []float64 `json:"warmMs"`
	Groups    int       `json:"groups"`
	Rows      int       `json:"rows"`
	Committed int       `json:"committed"`
}

func main() {
	warm, err := strconv.Atoi(os.Args[2])
	check(err)
	ctx := context.Background()
	started := time.Now()
	client, err := kgo.NewClient(kgo.SeedBrokers(os.Args[1]))
	check(err)
	defer client.Close()
	admin := kadm.NewClient(client)
	// The context tells it which groups: none named, so all.
	ask := func() kadm.DescribedGroupLags {
		lags, err := admin.Lag(ctx)
		check(err)
		check(lags.Error())
		return lags
	}
	lags := ask()
	result := outcome{ColdMs: milliseconds(started), Groups: len(lags)}
	for run := 0; run < warm; run++ {
		started = time.Now()
		ask()
		result.WarmMs = append(result.WarmMs, milliseconds(started))
	}
	for _, group := range lags {
		for _, partitions := range group.Lag {
			for _, member := range partitions {
				result.Rows++
				if member.Commit.At >= 0 {
					result.Committed++
				}
			}
		}
	}
	check(json.NewEncoder(os.Stdout).Encode(result))
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
