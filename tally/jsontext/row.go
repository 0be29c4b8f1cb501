package jsontext

import (
	"strconv"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// AppendRow writes a row of an edition, lean. Its year stands in the course, or else as it is.
func AppendRow(b []byte, r *tally.Row, course string) ([]byte, error) {
	t := text{b: append(b, '{'), lean: true}
	if r.Indicator != nil {
		t.name(`"indicator":`)
		t.indicator(r.Indicator)
	}
	t.num(`"month":`, r.Month)
	t.num(`"ytd":`, r.YTD)
	t.str(`"printed":`, r.Printed)
	t.num(`"last_month":`, r.LastMonth)
	t.num(`"last_year":`, r.LastYear)
	if r.LastYearFact != nil {
		t.whole(`"last_year_fact":`, r.LastYearFact)
	}
	t.name(`"main":`)
	t.deviation(&r.Main)
	each(&t, `"others":`, r.Others, (*text).deviation)
	t.str(`"department":`, r.Department)
	t.remark(&r.Remark)
	if r.Score != nil {
		t.whole(`"score":`, r.Score)
	}
	if r.Figures != nil {
		t.name(`"figures":[`)
		for i, n := range r.Figures {
			if i > 0 {
				t.b = append(t.b, ',')
			}
			t.b = strconv.AppendInt(t.b, int64(n), 10)
		}
		t.b = append(t.b, ']')
	}
	several(&t, `"was":`, r.Was)
	if course != "" {
		t.str(`"course":`, course)
	} else {
		several(&t, `"year":`, r.Year)
	}
	return append(t.b, '}'), t.err
}

func (t *text) deviation(d *tally.Deviation) {
	t.b = append(t.b, `{"target":`...)
	if d.Target == nil {
		t.b = append(t.b, "null"...)
	} else {
		t.target(d.Target)
	}
	t.str(`"basis":`, string(d.Basis))
	t.num(`"actual":`, d.Actual)
	t.num(`"completion":`, d.Completion)
	t.num(`"schedule":`, d.Schedule)
	t.num(`"gap":`, d.Gap)
	t.str(`"gap_unit":`, d.GapUnit)
	t.num(`"behind":`, d.Behind)
	t.flag(`"on_stretch":`, d.OnStretch)
	t.flag(`"met":`, d.Met)
	several(t, `"parts":`, d.Parts)
	t.some(`"raw":`, string(d.Raw))
	t.str(`"light":`, string(d.Light))
	t.flag(`"asked":`, d.Asked)
	t.str(`"sentence":`, d.Sentence)
	t.b = append(t.b, '}')
}

func (t *text) remark(r *tally.Remark) {
	if *r == (tally.Remark{}) {
		return
	}
	t.name(`"remark":{`)
	t.str(`"indicator":`, r.Indicator)
	t.str(`"department":`, r.Department)
	t.round(`"period":`, r.Period)
	t.str(`"progress":`, r.Progress)
	t.str(`"problems":`, r.Problems)
	t.str(`"next_steps":`, r.NextSteps)
	t.str(`"explanation":`, r.Explanation)
	t.some(`"evidence":`, r.Evidence)
	t.b = append(t.b, '}')
}

// AppendFigure writes a figure of an edition, lean.
func AppendFigure(b []byte, f *tally.Figure) ([]byte, error) {
	t := text{b: append(b, '{'), lean: true}
	t.str(`"indicator":`, f.Indicator)
	t.str(`"department":`, f.Department)
	t.round(`"period":`, f.Period)
	t.str(`"span":`, string(f.Span))
	t.num(`"value":`, f.Value)
	t.str(`"unit":`, f.Unit)
	t.str(`"printed":`, f.Printed)
	t.str(`"printed_in":`, f.PrintedIn)
	several(&t, `"parts":`, f.Parts)
	s := &f.Source
	t.name(`"source":{`)
	if of := s.FiledWith; of != nil {
		t.name(`"version":`) // even 0: there is something that it was filed with
		t.b = strconv.AppendInt(t.b, int64(of.Version), 10)
		t.str(`"submission":`, of.Submission)
		t.str(`"file":`, of.File)
		t.str(`"sha256":`, of.SHA256)
		t.str(`"by":`, of.By)
		t.at(`"at":`, of.At)
	}
	t.str(`"sheet":`, s.Sheet)
	t.str(`"cell":`, s.Cell)
	t.some(`"amended":`, s.Amended())
	t.some(`"evidence":`, s.Evidence())
	t.b = append(t.b, "}}"...)
	return t.b, t.err
}

// at writes a time; one that encoding/json would refuse goes its way, to be refused.
func (t *text) at(name string, at time.Time) {
	switch _, offset := at.Zone(); {
	case at.IsZero() && at.Location() == time.UTC:
		if !t.lean {
			t.whole(name, at)
		}
	case at.Year() < 0 || at.Year() > 9999 || offset%60 != 0:
		t.whole(name, at)
	default:
		t.name(name)
		t.b = append(at.AppendFormat(append(t.b, '"'), time.RFC3339Nano), '"')
	}
}
