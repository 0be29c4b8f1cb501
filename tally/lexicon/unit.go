package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// unitEntry is one unit of words.yaml.
type unitEntry struct {
	Base    string            `yaml:"base"`
	Scaled  bool              `yaml:"scaled"`
	Counter bool              `yaml:"counter"`
	Alike   string            `yaml:"alike"`
	Percent bool              `yaml:"percent"` // differences of two values are percentage points
	Places  []string          `yaml:"places"`  // names that stand behind a place in a ranking
	Same    []string          `yaml:"same"`
	Times   map[string]string `yaml:"times"`
}

// Unit is a printed unit taken apart: so many times the base of its kind.
type Unit struct {
	Kind    string
	times   exact.Fraction
	Counter bool
	alike   string // counters that stand for one another share it
	percent bool   // differences of two values are percentage points
	place   bool   // stands behind a place in a ranking
}

// unitTable knows every simple unit with its magnitudes by its folded name.
type unitTable struct {
	fold      foldTable
	units     map[string]Unit
	canonical map[string]string
	longest   int // runes of the longest name
}

func newUnitTable(f File, fold foldTable) (unitTable, error) {
	t := unitTable{fold: fold, units: make(map[string]Unit, 2048), canonical: make(map[string]string, 64)}
	scales := make(map[string]exact.Fraction, len(f.Magnitudes))
	for name, factor := range f.Magnitudes {
		n, err := exact.ParseNumber(factor)
		if err != nil || !n.OK() {
			return t, fmt.Errorf("magnitude %s: %q is no number", name, factor)
		}
		scales[name] = exact.FractionOf(n)
	}
	for _, c := range f.Counters {
		f.Units = append(f.Units, unitEntry{Base: c, Scaled: true, Counter: true})
	}
	made := make(map[string]Unit, 2048)
	for _, e := range f.Units {
		if err := t.add(e, scales, made); err != nil {
			return t, err
		}
	}
	for name, u := range made { // a unit's own name (千克) goes before a made one (千 + 克)
		if _, own := t.units[name]; !own {
			t.put(name, u)
		}
	}
	for bare, full := range f.Bare {
		u, ok := t.lookup(full)
		if !ok {
			return t, fmt.Errorf("bare %s: %q is no unit", bare, full)
		}
		t.put(bare, u)
		t.canonical[bare] = full
	}
	for from, to := range f.Canonical {
		if _, ok := t.lookup(to); !ok {
			return t, fmt.Errorf("canonical %s: %q is no unit", from, to)
		}
		t.canonical[fold.text(from)] = to
		for scale := range scales {
			t.canonical[fold.text(scale+from)] = scale + to
		}
	}
	return t, nil
}

// add puts the names of an entry, and collects those made with a magnitude.
func (t *unitTable) add(e unitEntry, scales map[string]exact.Fraction, made map[string]Unit) error {
	if e.Base == "" {
		return fmt.Errorf("unit without a base: %v", e)
	}
	times := map[string]exact.Fraction{e.Base: exact.Integer(1)}
	for _, s := range e.Same {
		times[s] = exact.Integer(1)
	}
	for name, factor := range e.Times {
		f, err := parseFactor(factor)
		if err != nil {
			return fmt.Errorf("unit %s: %w", name, err)
		}
		times[name] = f
	}
	for _, p := range e.Places {
		if _, own := times[p]; !own {
			return fmt.Errorf("unit %s: the place %q is none of its names", e.Base, p)
		}
	}
	for name, f := range times {
		u := Unit{Kind: e.Base, times: f, Counter: e.Counter, alike: e.Alike, percent: e.Percent && f.Cmp(exact.Integer(1)) == 0, place: slices.Contains(e.Places, name)}
		t.put(name, u)
		if !e.Scaled {
			continue
		}
		for scale, by := range scales {
			u.times, u.place = f.Mul(by), false
			made[t.fold.text(scale+name)] = u
		}
	}
	return nil
}

func (t *unitTable) put(name string, u Unit) {
	name = t.fold.text(name)
	t.units[name] = u
	t.longest = max(t.longest, len([]rune(name)))
}

// parseFactor reads "0.1" or "2000/3", both parts positive.
func parseFactor(s string) (exact.Fraction, error) {
	top, bottom, _ := strings.Cut(s, "/")
	if bottom == "" {
		bottom = "1"
	}
	n, err := exact.ParseNumber(top)
	if err != nil {
		return exact.Fraction{}, err
	}
	d, err := exact.ParseNumber(bottom)
	if err != nil {
		return exact.Fraction{}, err
	}
	if n.Sign() <= 0 || d.Sign() <= 0 {
		return exact.Fraction{}, fmt.Errorf("factor %q is not above zero", s)
	}
	return exact.FractionOf(n).Quo(exact.FractionOf(d)), nil
}

// lookup takes a printed unit apart, compounds (万元/亩) too.
func (t *unitTable) lookup(printed string) (Unit, bool) {
	name := strings.ReplaceAll(t.fold.text(printed), " ", "")
	if u, ok := t.units[name]; ok {
		return u, true
	}
	top, bottom, ok := strings.Cut(name, "/")
	if !ok {
		return Unit{}, false
	}
	a, aok := t.units[top]
	b, bok := t.units[bottom]
	if !aok || !bok {
		return Unit{}, false
	}
	return Unit{Kind: a.Kind + "/" + b.Kind, times: a.times.Quo(b.times)}, true
}

// sameKind: 个 counts anything, and alike counters stand for one another.
func (u Unit) sameKind(v Unit) bool {
	if u.Kind == v.Kind {
		return true
	}
	if !u.Counter || !v.Counter {
		return false
	}
	return u.Kind == anyCounter || v.Kind == anyCounter || u.alike != "" && u.alike == v.alike
}

// anyCounter counts whatever there is.
const anyCounter = "个"

// SameKind reports whether figures in the two units can be brought to one another: 万元 and 亿元, 亩 and
// 公顷, 个 and 家; not 人 and 人次, not % and 个百分点, not 元 and 美元. A unit that is not known is of a
// Kind with itself only.
func (w *Lexicon) SameKind(u, v string) bool {
	if w.units.fold.text(u) == w.units.fold.text(v) {
		return true
	}
	a, aok := w.units.lookup(u)
	b, bok := w.units.lookup(v)
	return aok && bok && a.sameKind(b)
}

// Convert brings n from one unit to another of the same kind. It is exact; only where the quotient has
// no end (亩 to 平方米) it stops at 16 decimals (KeptDecimals). ok is false for an absent number and for units of
// different kinds; a unit that is not known converts only to itself.
func (w *Lexicon) Convert(n exact.Number, from, to string) (exact.Number, bool) {
	if !n.OK() {
		return exact.Number{}, false
	}
	if w.units.fold.text(from) == w.units.fold.text(to) {
		return n, true
	}
	a, aok := w.units.lookup(from)
	b, bok := w.units.lookup(to)
	if !aok || !bok || !a.sameKind(b) {
		return exact.Number{}, false
	}
	if a.times.Cmp(b.times) == 0 {
		return n, true
	}
	return exact.NumberOf(exact.FractionOf(n).Mul(a.times).Quo(b.times)), true
}

// ConvertPrinted is Convert that leaves a number as it is where a unit is not printed, or both count things (个, 家).
func (w *Lexicon) ConvertPrinted(n exact.Number, from, to string) (exact.Number, bool) {
	if from == to || from == "" || to == "" {
		return n, true
	}
	if c, ok := w.Convert(n, from, to); ok {
		return c, true
	}
	return n, w.SameKind(from, to)
}

// Canonical is the unit that plans and figures are kept in for a printed one: 个点 → 个百分点, 亿 →
// 亿元, 萬批次 → 万批次. A unit that is not known comes back as printed.
func (w *Lexicon) Canonical(unit string) string {
	name := strings.ReplaceAll(w.units.fold.text(unit), " ", "")
	if c, ok := w.units.canonical[name]; ok {
		return c
	}
	if top, bottom, ok := strings.Cut(name, "/"); ok && w.knows(top) && w.knows(bottom) {
		return w.Canonical(top) + "/" + w.Canonical(bottom)
	}
	if w.knows(name) {
		return name
	}
	return unit
}

// Unit takes a printed unit apart, compounds (万元/亩) too; ok is false for one that is not known.
func (w *Lexicon) Unit(printed string) (u Unit, ok bool) { return w.units.lookup(printed) }

// UnitNames are the folded names of all units, the bare magnitudes (万, 亿) among them.
func (w *Lexicon) UnitNames() []string {
	names := make([]string, 0, len(w.units.units)+len(w.magnitudes))
	for name := range w.units.units {
		names = append(names, name)
	}
	return append(names, w.magnitudes...)
}

// InPercent reports units whose differences are percentage points: those that words.yaml marks so. A thousandth (‰) is none.
func (w *Lexicon) InPercent(unit string) bool {
	u, ok := w.units.lookup(unit)
	return ok && u.percent
}

// Place reports a word behind a place in a ranking, as words.yaml marks them: 第7名 and 第7位 are one.
func (w *Lexicon) Place(unit string) bool {
	u, ok := w.units.lookup(unit)
	return ok && u.place
}

func (w *Lexicon) knows(unit string) bool {
	_, ok := w.units.units[unit]
	return ok
}

// ConvertChange brings the size of a change from one unit to another: per cent and points of it are one, and 1 倍 is 100 %.
func (w *Lexicon) ConvertChange(n exact.Number, from, to string) (exact.Number, bool) {
	a, aok := w.units.lookup(from)
	b, bok := w.units.lookup(to)
	if !n.OK() || !aok || !bok {
		return n, false
	}
	rate := func(kind string) bool { return kind == "%" || kind == "个百分点" }
	times := func(kind string) bool { return kind == "倍" }
	size := exact.FractionOf(n).Mul(a.times).Quo(b.times)
	switch {
	case rate(a.Kind) && rate(b.Kind):
	case times(a.Kind) && rate(b.Kind):
		size = size.Mul(exact.Integer(100))
	case rate(a.Kind) && times(b.Kind):
		size = size.Quo(exact.Integer(100))
	default:
		return n, false
	}
	return exact.NumberOf(size), true
}
