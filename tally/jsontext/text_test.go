package jsontext_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/jsontext"
)

// fill puts something into some of the fields of a value, whatever its type has: a field that comes to it later is written too, or the
// tests below fail.
func fill(t *rapid.T, v reflect.Value, depth int) {
	if v.Kind() != reflect.Struct && rapid.IntRange(0, 2).Draw(t, "empty") == 0 {
		return
	}
	switch at := v.Addr().Interface().(type) {
	case *exact.Number:
		*at = exact.MustNumber(rapid.SampledFrom([]string{"", "0", "7.40", "-99.5887672536887197", "123456789012345678901234567890.5", "1e3"}).Draw(t, "number"))
		return
	case *tally.Round:
		*at = rapid.SampledFrom([]tally.Round{{}, tally.MonthOf(2018, 9), tally.YearOf(2018)}).Draw(t, "round")
		return
	case *time.Time:
		*at = rapid.SampledFrom([]time.Time{{}, time.Date(2018, 10, 3, 9, 0, 0, 120000, time.UTC), time.Date(2018, 10, 3, 9, 0, 0, 0, time.FixedZone("", 8*3600))}).Draw(t, "time")
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), depth+1)
		}
	case reflect.String:
		v.SetString(rapid.SampledFrom([]string{"指标", "<a> & \"b\"\\", "“十四五”末", "行\n二", "\u2028", "\xff坏", "i2f0661799c6849"}).Draw(t, "text"))
	case reflect.Int:
		v.SetInt(rapid.Int64Range(-3, 3000).Draw(t, "int"))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rapid.IntRange(0, max(0, 3-depth/2)).Draw(t, "length"), 3))
		for i := range v.Len() {
			fill(t, v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key := reflect.New(v.Type().Key()).Elem()
		key.SetString("direction")
		v.SetMapIndex(key, reflect.ValueOf("higher").Convert(v.Type().Elem()))
	default:
		t.Fatalf("no %s is filled", v.Kind())
	}
}

// A plan's JSON is that of encoding/json, byte by byte: digests of editions rest on it.
func TestAPlanIsWrittenAsEncodingJSONWritesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tally.Plan{Key: "p", Indicators: make([]tally.Indicator, rapid.IntRange(0, 3).Draw(t, "indicators"))}
		for i := range p.Indicators {
			fill(t, reflect.ValueOf(&p.Indicators[i]).Elem(), 0)
		}
		want, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := jsontext.WritePlan(&got, &p); err != nil || got.String() != string(want) {
			t.Fatalf("%v\n%s\n%s", err, got.String(), want)
		}
	})
}

// What is written lean reads back as what encoding/json writes does.
func TestWhatIsLeanReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r tally.Row
		fill(t, reflect.ValueOf(&r).Elem(), 0)
		lean, err := jsontext.AppendRow([]byte("before"), &r, "")
		if err != nil {
			t.Fatal(err)
		}
		same(t, lean[len("before"):], &r)
		var f tally.Figure
		fill(t, reflect.ValueOf(&f).Elem(), 0)
		if lean, err = jsontext.AppendFigure(nil, &f); err != nil {
			t.Fatal(err)
		}
		same(t, lean, &f)
	})
}

func same[T any](t *rapid.T, lean []byte, of *T) {
	whole, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	var want, got T
	if err := json.Unmarshal(whole, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(lean, &got); err != nil {
		t.Fatalf("%v: %s", err, lean)
	}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b exact.Number) bool { return a.String() == b.String() })); d != "" || len(lean) > len(whole) {
		t.Fatalf("%s\n%s\n%s", d, lean, whole)
	}
}
