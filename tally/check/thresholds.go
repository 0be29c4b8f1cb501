package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/goccy/go-yaml"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Thresholds are a plan's settings for the checks. What a file leaves out keeps its default.
type Thresholds struct {
	// Classes changes the class of codes that are B, C or D by default; A is not to be changed.
	Classes map[tally.Code]tally.Class `yaml:"classes"`
	// UnitWithin is how near to 10⁴ or 10⁸ times its reference a value must be to look like 万元 under
	// 亿元: from 1/UnitWithin to UnitWithin times that.
	UnitWithin exact.Number `yaml:"unit_within"`
	// JumpMonth: the month's addition is more than so many times the average month of the year so far.
	JumpMonth exact.Number `yaml:"jump_month"`
	// JumpYear: the value is more than so many times that of the same month last year, or less than that part of it.
	JumpYear exact.Number `yaml:"jump_year"`
	// JumpStock: a stock or ratio is more than so many times its last value, or less than that part of it.
	JumpStock exact.Number `yaml:"jump_stock"`
	// JumpGrowth and JumpShare are percentage points from the last value.
	JumpGrowth exact.Number `yaml:"jump_growth"`
	JumpShare  exact.Number `yaml:"jump_share"`
	// JumpCount: a count never jumps by less than this, since 1 after 0 is five times nothing.
	JumpCount exact.Number `yaml:"jump_count"`
	// RateDigits: by how many units of its last printed digit a printed rate may differ.
	RateDigits exact.Number `yaml:"rate_digits"`
}

// DefaultThresholds are those of a plan that sets none. RateDigits is DOMAIN §3.1 (±0.01 at two decimals,
// ±0.1 at one), UnitWithin DESIGN §4 (about 10⁴ or 10⁸). No office was found that publishes a threshold for
// jumps: these are chosen so that the months of the published plans, whose largest month is four times the
// average in things counted and 2.3 times in amounts, with 5.3 points in growth and 1.1 in shares, pass.
func DefaultThresholds() Thresholds {
	return Thresholds{
		UnitWithin: exact.Int(10),
		JumpMonth:  exact.Int(3),
		JumpYear:   exact.Int(2),
		JumpStock:  exact.Int(2),
		JumpGrowth: exact.Int(10),
		JumpShare:  exact.Int(5),
		JumpCount:  exact.Int(10),
		RateDigits: exact.Int(1),
	}
}

// ParseThresholds reads settings in YAML or JSON over the defaults. An unknown key, an unknown code, a class
// for a code that is A, and a number that makes no sense are errors; nothing at all is the defaults.
func ParseThresholds(data []byte) (Thresholds, error) {
	t := DefaultThresholds()
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&t)
	if errors.Is(err, io.EOF) {
		return DefaultThresholds(), nil
	}
	if err != nil {
		return Thresholds{}, fmt.Errorf("thresholds: %w", err)
	}
	if err = t.valid(); err != nil {
		return Thresholds{}, fmt.Errorf("thresholds: %w", err)
	}
	return t, nil
}

func (t Thresholds) valid() error {
	for code, class := range t.Classes {
		if !slices.Contains(tally.Codes(), code) {
			return fmt.Errorf("classes: no code %q", code)
		}
		if tally.DefaultClass(code) == tally.ClassA {
			return fmt.Errorf("classes: %s is class A and stays so", code)
		}
		if class != tally.ClassA && class != tally.ClassB && class != tally.ClassC && class != tally.ClassD {
			return fmt.Errorf("classes: %s: %q is none of A, B, C, D", code, class)
		}
	}
	for _, n := range []struct {
		name  string
		value exact.Number
		least int64
	}{
		{"unit_within", t.UnitWithin, 1}, {"jump_month", t.JumpMonth, 1}, {"jump_year", t.JumpYear, 1}, {"jump_stock", t.JumpStock, 1},
		{"jump_growth", t.JumpGrowth, 0}, {"jump_share", t.JumpShare, 0}, {"jump_count", t.JumpCount, 0}, {"rate_digits", t.RateDigits, 0},
	} {
		if !n.value.OK() || n.value.Cmp(exact.Int(n.least)) < 0 {
			return fmt.Errorf("%s: want %d or more", n.name, n.least)
		}
	}
	return nil
}

// filled gives what is absent its default, so that the zero value is usable.
func (t Thresholds) filled() Thresholds {
	d := DefaultThresholds()
	for _, n := range []struct{ have, def *exact.Number }{
		{&t.UnitWithin, &d.UnitWithin}, {&t.JumpMonth, &d.JumpMonth}, {&t.JumpYear, &d.JumpYear}, {&t.JumpStock, &d.JumpStock},
		{&t.JumpGrowth, &d.JumpGrowth}, {&t.JumpShare, &d.JumpShare}, {&t.JumpCount, &d.JumpCount}, {&t.RateDigits, &d.RateDigits},
	} {
		if !n.have.OK() {
			*n.have = *n.def
		}
	}
	return t
}

// class is that of a code under the settings.
func (t Thresholds) class(f tally.Finding) tally.Class {
	if c, ok := t.Classes[f.Code]; ok && f.Class == tally.DefaultClass(f.Code) {
		return c
	}
	return f.Class
}
