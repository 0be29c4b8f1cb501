package jsontext

import (
	"encoding/json"
	"io"

	"github.com/tallysheet/tallysheet/tally"
)

// WritePlan writes the JSON of a plan, indicator by indicator: as one text it would be tens of megabytes.
func WritePlan(w io.Writer, p *tally.Plan) error {
	head, err := json.Marshal(struct {
		Key   string `json:"key"`
		Title string `json:"title"`
	}{p.Key, p.Title})
	if err != nil {
		return err
	}
	t := text{b: append(make([]byte, 0, 2*piece), head[:len(head)-1]...)}
	if p.Indicators == nil {
		_, err = w.Write(append(t.b, `,"indicators":null}`...))
		return err
	}
	t.b = append(t.b, `,"indicators":[`...)
	for i := range p.Indicators {
		if i > 0 {
			t.b = append(t.b, ',')
		}
		if t.indicator(&p.Indicators[i]); t.err != nil {
			return t.err
		}
		if len(t.b) > piece {
			if _, err := w.Write(t.b); err != nil {
				return err
			}
			t.b = t.b[:0]
		}
	}
	_, err = w.Write(append(t.b, "]}"...))
	return err
}

// piece is about how much is written at a time.
const piece = 1 << 14

func (t *text) indicator(x *tally.Indicator) {
	t.b = append(t.b, '{')
	t.str(`"id":`, x.ID)
	several(t, `"aliases":`, x.Aliases)
	if !x.Curve.IsZero() {
		t.whole(`"curve":`, x.Curve)
	}
	if x.SettingsVersion != 0 {
		t.count(`"settings_version":`, x.SettingsVersion)
	}
	if x.Lag != 0 {
		t.count(`"lag":`, x.Lag)
	}
	if len(x.Confirmed) > 0 {
		t.whole(`"confirmed":`, x.Confirmed)
	}
	each(t, `"asked":`, x.Asked, (*text).question)
	several(t, `"path":`, x.Path)
	t.some(`"path_why":`, x.PathWhy)
	t.item(&x.Item)
	t.b = append(t.b, '}')
}

func (t *text) question(q *tally.Question) {
	t.b = append(t.b, '{')
	t.count(`"n":`, q.N)
	t.str(`"sheet":`, q.Sheet)
	t.str(`"cell":`, q.Cell)
	t.str(`"indicator":`, q.Indicator)
	t.some(`"unit":`, q.Unit)
	if q.Row != 0 {
		t.count(`"row":`, q.Row)
	}
	several(t, `"rows":`, q.Rows)
	t.str(`"code":`, string(q.Code))
	t.str(`"printed":`, q.Printed)
	t.str(`"proposed":`, q.Proposed)
	t.str(`"why":`, q.Why)
	t.words(`"choices":`, q.Choices)
	t.b = append(t.b, '}')
}

// item writes the fields of an item behind others.
func (t *text) item(x *tally.Item) {
	t.str(`"sheet":`, x.Sheet)
	t.count(`"row":`, x.Row)
	t.some(`"name_cell":`, x.NameCell)
	t.words(`"group":`, x.Group)
	t.str(`"parent":`, x.Parent)
	t.some(`"parent_origin":`, string(x.ParentOrigin))
	t.some(`"op":`, string(x.Op))
	t.str(`"name":`, x.Name)
	t.some(`"key":`, x.Key)
	t.some(`"task":`, x.Task)
	t.str(`"unit":`, x.Unit)
	several(t, `"unit_of":`, x.UnitOf)
	t.str(`"caliber":`, x.Caliber)
	t.str(`"measure":`, string(x.Measure))
	t.str(`"better":`, string(x.Better))
	t.words(`"lead":`, x.Lead)
	t.words(`"support":`, x.Support)
	t.words(`"implementing":`, x.Implementing)
	t.str(`"deadline":`, x.Deadline)
	if x.Every != 0 {
		t.count(`"every":`, x.Every)
	}
	if x.Weight.OK() {
		t.num(`"weight":`, x.Weight)
	}
	if len(x.Targets) > 0 {
		each(t, `"targets":`, x.Targets, (*text).target)
	} else {
		always(t, `"targets":`, x.Targets)
	}
	always(t, `"actuals":`, x.Actuals)
	several(t, `"growth":`, x.Growth)
	several(t, `"facts":`, x.Facts)
	several(t, `"rates":`, x.Rates)
	several(t, `"empty":`, x.Empty)
	t.str(`"progress":`, x.Progress)
	t.str(`"problems":`, x.Problems)
	t.str(`"next_steps":`, x.NextSteps)
	t.some(`"remark":`, x.Remark)
	t.some(`"document":`, x.Document)
	t.some(`"sentence":`, x.Quoted)
}

func (t *text) target(x *tally.Target) {
	t.b = append(t.b, '{')
	t.str(`"cell":`, x.Cell)
	t.some(`"stretch_cell":`, x.StretchCell)
	t.str(`"period":`, x.Period)
	t.some(`"tier":`, x.Tier)
	t.str(`"text":`, x.Text)
	t.str(`"op":`, string(x.Op))
	t.num(`"floor":`, x.Floor)
	t.num(`"stretch":`, x.Stretch)
	t.str(`"stretch_unit":`, x.StretchUnit)
	t.num(`"max":`, x.Max)
	t.str(`"unit":`, x.Unit)
	t.flag(`"drop":`, x.Drop)
	if !x.Recur.IsZero() {
		t.whole(`"recur":`, x.Recur)
	}
	t.some(`"horizon":`, x.Horizon)
	t.flag(`"annual":`, x.Annual)
	if o := &x.Origin; *o != (tally.Origins{}) {
		t.name(`"origin":{`)
		t.str(`"better":`, string(o.Better))
		t.str(`"measure":`, string(o.Measure))
		t.str(`"unit":`, string(o.Unit))
		t.str(`"horizon":`, string(o.Horizon))
		t.b = append(t.b, '}')
	}
	always(t, `"parts":`, x.Parts)
	t.some(`"why":`, x.Why)
	t.b = append(t.b, '}')
}
