package tally

import (
	"encoding/json"
)

// AppendJSON appends the indicator as encoding/json writes it.
func (i *Indicator) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"id":`, i.ID)
	b = jsonSome(b, `,"aliases":`, i.Aliases, appendText)
	if !i.Curve.IsZero() {
		b = i.Curve.appendJSON(append(b, `,"curve":`...))
	}
	b = jsonMoreInt(b, `,"lag":`, i.Lag)
	b = i.appendMeaning(b)
	return append(i.appendFields(append(b, ',')), '}')
}

// appendMeaning writes what was asked and confirmed, which few indicators have.
func (i *Indicator) appendMeaning(b []byte) []byte {
	if len(i.Confirmed) > 0 {
		b = appendAny(append(b, `,"confirmed":`...), i.Confirmed)
	}
	if len(i.Asked) > 0 {
		b = appendAny(append(b, `,"asked":`...), i.Asked)
	}
	if len(i.Path) > 0 {
		b = appendAny(append(b, `,"path":`...), i.Path)
	}
	return b
}

// appendAny appends what has no numbers to take care of.
func appendAny(b []byte, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil { // maps and structs of texts alone
		return append(b, "null"...)
	}
	return append(b, text...)
}

// appendJSON writes a curve, which few indicators have.
func (c *Curve) appendJSON(b []byte) []byte {
	text, err := json.Marshal(c)
	if err != nil { // numbers and whole numbers alone
		return append(b, "null"...)
	}
	return append(b, text...)
}

// AppendJSON appends the row of a workbook as encoding/json writes it.
func (i *Item) AppendJSON(b []byte) []byte { return append(i.appendFields(append(b, '{')), '}') }

func (i *Item) appendFields(b []byte) []byte {
	b = jsonText(b, `"sheet":`, i.Sheet)
	b = jsonInt(b, `,"row":`, i.Row)
	b = jsonMore(b, `,"name_cell":`, i.NameCell)
	b = jsonList(b, `,"group":`, i.Group, appendText)
	b = jsonText(b, `,"parent":`, i.Parent)
	b = jsonMore(b, `,"parent_origin":`, i.ParentOrigin)
	b = jsonMore(b, `,"op":`, i.Op)
	b = jsonText(b, `,"name":`, i.Name)
	b = jsonMore(b, `,"key":`, i.Key)
	b = jsonText(b, `,"unit":`, i.Unit)
	b = jsonText(b, `,"caliber":`, i.Caliber)
	b = jsonText(b, `,"measure":`, i.Measure)
	b = jsonText(b, `,"better":`, i.Better)
	b = jsonList(b, `,"lead":`, i.Lead, appendText)
	b = jsonList(b, `,"support":`, i.Support, appendText)
	b = jsonList(b, `,"implementing":`, i.Implementing, appendText)
	b = jsonText(b, `,"deadline":`, i.Deadline)
	b = jsonMoreInt(b, `,"every":`, i.Every)
	b = jsonMoreNumber(b, `,"weight":`, i.Weight)
	b = jsonList(b, `,"targets":`, i.Targets, (*Target).AppendJSON)
	b = jsonList(b, `,"actuals":`, i.Actuals, (*Actual).AppendJSON)
	b = jsonSome(b, `,"growth":`, i.Growth, (*Actual).AppendJSON)
	b = jsonSome(b, `,"rates":`, i.Rates, (*Rate).AppendJSON)
	b = jsonSome(b, `,"empty":`, i.Empty, (*Empty).AppendJSON)
	b = jsonText(b, `,"progress":`, i.Progress)
	b = jsonText(b, `,"problems":`, i.Problems)
	b = jsonText(b, `,"next_steps":`, i.NextSteps)
	b = jsonMore(b, `,"remark":`, i.Remark)
	b = jsonMore(b, `,"document":`, i.Document)
	return jsonMore(b, `,"sentence":`, i.Quoted)
}

// AppendJSON appends the target as encoding/json writes it.
func (t *Target) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"cell":`, t.Cell)
	b = jsonMore(b, `,"stretch_cell":`, t.StretchCell)
	b = jsonText(b, `,"period":`, t.Period)
	b = jsonMore(b, `,"tier":`, t.Tier)
	b = jsonText(b, `,"text":`, t.Text)
	b = jsonText(b, `,"op":`, t.Op)
	b = jsonNumber(b, `,"floor":`, t.Floor)
	b = jsonNumber(b, `,"stretch":`, t.Stretch)
	b = jsonText(b, `,"stretch_unit":`, t.StretchUnit)
	b = jsonNumber(b, `,"max":`, t.Max)
	b = jsonText(b, `,"unit":`, t.Unit)
	b = jsonTrue(b, `,"drop":`, t.Drop)
	if !t.Recur.IsZero() {
		b = append(jsonText(b, `,"recur":{"each":`, t.Recur.Each), '}')
	}
	b = jsonMore(b, `,"horizon":`, t.Horizon)
	if o := t.Origin; o != (Origins{}) {
		b = jsonText(b, `,"origin":{"better":`, o.Better)
		b = jsonText(b, `,"measure":`, o.Measure)
		b = jsonText(b, `,"unit":`, o.Unit)
		b = append(jsonText(b, `,"horizon":`, o.Horizon), '}')
	}
	b = jsonList(b, `,"parts":`, t.Parts, (*Part).AppendJSON)
	return append(jsonMore(b, `,"why":`, t.Why), '}')
}

// AppendJSON appends the part as encoding/json writes it.
func (p *Part) AppendJSON(b []byte) []byte {
	b = jsonNumber(b, `{"threshold":`, p.Threshold)
	b = jsonText(b, `,"unit":`, p.Unit)
	b = jsonNumber(b, `,"count":`, p.Count)
	b = jsonMore(b, `,"of":`, p.Of)
	b = jsonMore(b, `,"op":`, p.Op)
	return append(jsonTrue(b, `,"stretch":`, p.Stretch), '}')
}

// AppendJSON appends the actual as encoding/json writes it.
func (a *Actual) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"cell":`, a.Cell)
	b = jsonRound(b, `,"period":`, a.Period)
	b = jsonText(b, `,"span":`, a.Span)
	b = jsonText(b, `,"text":`, a.Text)
	b = jsonNumber(b, `,"value":`, a.Value)
	b = jsonText(b, `,"unit":`, a.Unit)
	b = jsonSome(b, `,"parts":`, a.Parts, (*Part).AppendJSON)
	return append(jsonMoreNumber(b, `,"rank":`, a.Rank), '}')
}

// AppendJSON appends the printed rate as encoding/json writes it.
func (r *Rate) AppendJSON(b []byte) []byte {
	return append(jsonNumber(jsonText(b, `{"cell":`, r.Cell), `,"value":`, r.Value), '}')
}

// AppendJSON appends the empty cell as encoding/json writes it.
func (e *Empty) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"cell":`, e.Cell)
	b = jsonRound(b, `,"period":`, e.Period)
	b = jsonText(b, `,"span":`, e.Span)
	return append(jsonText(b, `,"text":`, e.Text), '}')
}

// AppendJSON appends the plan as encoding/json writes it.
func (p *Plan) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"key":`, p.Key)
	b = jsonText(b, `,"title":`, p.Title)
	return append(jsonList(b, `,"indicators":`, p.Indicators, (*Indicator).AppendJSON), '}')
}

// AppendJSON appends the finding as encoding/json writes it.
func (f *Finding) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"class":`, f.Class)
	b = jsonText(b, `,"code":`, f.Code)
	b = jsonText(b, `,"sheet":`, f.Sheet)
	b = jsonText(b, `,"cell":`, f.Cell)
	b = jsonText(b, `,"message":`, f.Message)
	b = jsonText(b, `,"expected":`, f.Expected)
	b = jsonMore(b, `,"about":`, f.About)
	return append(jsonMore(b, `,"suggest":`, f.Suggest), '}')
}
