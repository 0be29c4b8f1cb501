package edition_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// recalculate answers the few shapes of formula that an edition has, from the cells of its sheet, as a spreadsheet would.
type recalculate struct {
	t     testing.TB
	cells map[string]holds
	text  string
	at    int
}

func formulaValue(t testing.TB, cells map[string]holds, formula string) float64 {
	t.Helper()
	r := &recalculate{t: t, cells: cells, text: formula}
	v := r.sum()
	if r.at != len(r.text) {
		t.Fatalf("formula %q: cannot read %q", formula, r.text[r.at:])
	}
	return v
}

func (r *recalculate) next(any string) (byte, bool) {
	if r.at < len(r.text) && strings.IndexByte(any, r.text[r.at]) >= 0 {
		r.at++
		return r.text[r.at-1], true
	}
	return 0, false
}

func (r *recalculate) sum() float64 {
	v := r.product()
	for {
		switch op, ok := r.next("+-"); {
		case !ok:
			return v
		case op == '+':
			v += r.product()
		default:
			v -= r.product()
		}
	}
}

func (r *recalculate) product() float64 {
	v := r.term()
	for {
		switch op, ok := r.next("*/"); {
		case !ok:
			return v
		case op == '*':
			v *= r.term()
		default:
			v /= r.term()
		}
	}
}

func (r *recalculate) term() float64 {
	if _, ok := r.next("("); ok {
		v := r.sum()
		r.next(")")
		return v
	}
	start := r.at
	for r.at < len(r.text) && (r.text[r.at] >= '0' && r.text[r.at] <= '9' || r.text[r.at] >= 'A' && r.text[r.at] <= 'Z' || r.text[r.at] == '.') {
		r.at++
	}
	word := r.text[start:r.at]
	if _, ok := r.next("("); ok {
		return r.call(word)
	}
	if v, err := strconv.ParseFloat(word, 64); err == nil {
		return v
	}
	return r.cell(word)
}

func (r *recalculate) cell(ref string) float64 {
	c, ok := r.cells[ref]
	if !ok || c.value == "" {
		return 0
	}
	if c.formula != "" {
		return formulaValue(r.t, r.cells, c.formula)
	}
	v, err := strconv.ParseFloat(c.value, 64)
	if err != nil {
		r.t.Fatalf("formula %q: %s holds %q", r.text, ref, c.value)
	}
	return v
}

func (r *recalculate) call(name string) float64 {
	var args []float64
	for {
		start := r.at
		if colon := strings.IndexAny(r.text[start:], ":,)("); colon > 0 && r.text[start+colon] == ':' {
			end := start + strings.IndexAny(r.text[start:], ",)")
			args = append(args, r.area(r.text[start:end])...)
			r.at = end
		} else {
			args = append(args, r.sum())
		}
		if _, more := r.next(","); !more {
			break
		}
	}
	r.next(")")
	v := args[0]
	for _, a := range args[1:] {
		switch name {
		case "SUM":
			v += a
		case "MIN":
			v = math.Min(v, a)
		case "MAX":
			v = math.Max(v, a)
		default:
			r.t.Fatalf("formula %q: unknown function %s", r.text, name)
		}
	}
	return v
}

// area gives the cells of a column between two rows.
func (r *recalculate) area(ref string) []float64 {
	from, to, _ := strings.Cut(ref, ":")
	column, first := split(from)
	_, last := split(to)
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(last)
	var all []float64
	for row := a; row <= b; row++ {
		all = append(all, r.cell(fmt.Sprint(column, row)))
	}
	return all
}

// near is what two programs may differ by.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }
