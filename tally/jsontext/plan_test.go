package jsontext_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/jsontext"
)

// TestPlanWritesItsJSON holds the streamed text to the one that is made whole: digests rest on its bytes.
func TestPlanWritesItsJSON(t *testing.T) {
	long := tally.Plan{Key: "p", Title: "“2018” <目标>"}
	for i := range 200 {
		long.Indicators = append(long.Indicators, tally.Indicator{ID: fmt.Sprint(i), Item: tally.Item{Name: "指标 <" + fmt.Sprint(i) + "> & 其他", Unit: "亿元", Lead: []string{"发改局"}}})
	}
	for _, p := range []tally.Plan{{}, {Key: "empty", Indicators: []tally.Indicator{}}, long} {
		want, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := jsontext.WritePlan(&got, &p); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("plan %q: %d bytes written, %d made whole, or others", p.Key, got.Len(), len(want))
		}
	}
}
