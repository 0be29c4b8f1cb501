package numfmt

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// Number formats that do not depend on the figure.
const (
	Count   = "0"
	Percent = "0.00%"
	Points  = "+0.00;-0.00;0.00"
	Change  = "+0.00%;-0.00%;0.00%"
	Moment  = "yyyy-mm-dd hh:mm"
)

// MostDecimals is how many decimals a figure shows; its cell always holds them all.
const MostDecimals = 6

// Of shows n decimals, with thousands separators and the words that say how a target is meant.
func Of(decimals int, op string) string {
	const most = "#,##0.000000"
	f := most[:len("#,##0")]
	if decimals > 0 {
		f = most[:len("#,##0.")+min(decimals, MostDecimals)]
	}
	switch op {
	case "":
		return f
	case "左右":
		return f + `"左右"`
	}
	return `"` + op + `"` + f + `;"` + op + `"-` + f
}

// In is Of with a unit behind the number.
func In(decimals int, op, unit string) string {
	f := Of(decimals, op)
	if unit == "" {
		return f
	}
	switch op {
	case "":
		return f + Quoted(unit)
	case "左右":
		return Of(decimals, "") + Quoted(unit+op)
	}
	return strings.ReplaceAll(f, ";", Quoted(unit)+";") + Quoted(unit)
}

// Gap shows a gap that is not in percentage points.
func Gap(decimals int, unit string) string {
	d := ""
	if decimals > 0 {
		d = "." + strings.Repeat("0", min(decimals, MostDecimals))
	}
	u := Quoted(unit)
	return "+#,##0" + d + u + ";-#,##0" + d + u + ";0" + u
}

// Quoted is a word inside a number format.
func Quoted(word string) string { return `"` + strings.ReplaceAll(word, `"`, "") + `"` }

// Decimals is how many decimals a number was made with.
func Decimals(n exact.Number) int {
	return min(n.Places(), MostDecimals)
}
