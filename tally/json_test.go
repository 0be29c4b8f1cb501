package tally_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// What appends its own JSON gives the bytes that encoding/json gives. The values are made by looking at the types, so a
// field that is added and not appended fails here.
func TestAppendedJSON(t *testing.T) {
	type appender interface{ AppendJSON(b []byte) []byte }
	for _, kind := range []appender{&tally.Plan{}, &tally.Indicator{}, &tally.Item{}, &tally.Target{}, &tally.Part{}, &tally.Actual{}, &tally.Rate{},
		&tally.Empty{}, &tally.Finding{}, &tally.Figure{}, &tally.Source{}, &tally.Remark{},
		&tally.Row{}, &tally.Deviation{}, &tally.PartDeviation{}, &tally.MonthPoint{}, &tally.Report{}, &tally.Note{}} {
		of := reflect.TypeOf(kind).Elem()
		t.Run(of.Name(), rapid.MakeCheck(func(rt *rapid.T) {
			v := reflect.New(of)
			fillAny(rt, v.Elem(), 1)
			want, err := json.Marshal(v.Interface())
			if err != nil {
				rt.Fatal(err)
			}
			got := v.Interface().(appender).AppendJSON([]byte("before "))
			if diff := cmp.Diff("before "+string(want), string(got)); diff != "" {
				rt.Error(diff)
			}
		}))
	}
}

// anyText is any bytes, and often the characters that are escaped.
var anyText = rapid.OneOf(rapid.SampledFrom([]string{"", ">=", "地区生产总值(亿元)", "“一二三”…", "a\u2028b\u2029", "<&>\"\\", "\x00\b\f\n\r\t\x1f\x7f", "\xe2\x80", "\xe2", "\xff半"}),
	rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))

func fillAny(t *rapid.T, v reflect.Value, most int) {
	switch v.Interface().(type) {
	case exact.Number:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.ValueOf(exact.Num(decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-30, 30).Draw(t, "exponent")))))
		}
		return
	case tally.Round:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.ValueOf(drawRound(t, "round")))
		}
		return
	case time.Time:
		if rapid.Bool().Draw(t, "there") {
			zone := time.FixedZone("", rapid.SampledFrom([]int{0, 8 * 3600, -5*3600 - 1800}).Draw(t, "zone"))
			v.Set(reflect.ValueOf(time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "second"), rapid.Int64Range(0, 1e9-1).Draw(t, "nano")).In(zone)))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillAny(t, v.Field(i), most)
		}
	case reflect.Array:
		for i := range v.Len() {
			fillAny(t, v.Index(i), most)
		}
	case reflect.Slice:
		if n := rapid.IntRange(-1, most).Draw(t, "entries"); n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range v.Len() {
			fillAny(t, v.Index(i), most)
		}
	case reflect.String:
		v.SetString(anyText.Draw(t, "text"))
	case reflect.Map: // of texts
		for range rapid.IntRange(0, most).Draw(t, "entries") {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fillAny(t, key, most)
			fillAny(t, value, most)
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			v.SetMapIndex(key, value)
		}
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-3, 12000).Draw(t, "whole")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "yes"))
	default:
		t.Fatalf("no values of %s are made", v.Type())
	}
}
