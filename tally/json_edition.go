package tally

// AppendJSON appends the figure as encoding/json writes it.
func (f *Figure) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"indicator":`, f.Indicator)
	b = jsonText(b, `,"department":`, f.Department)
	b = jsonRound(b, `,"period":`, f.Period)
	b = jsonText(b, `,"span":`, f.Span)
	b = jsonNumber(b, `,"value":`, f.Value)
	b = jsonText(b, `,"unit":`, f.Unit)
	b = jsonText(b, `,"printed":`, f.Printed)
	b = jsonText(b, `,"printed_in":`, f.PrintedIn)
	b = jsonSome(b, `,"parts":`, f.Parts, (*Part).AppendJSON)
	return append(f.Source.AppendJSON(append(b, `,"source":`...)), '}')
}

// AppendJSON appends the source as encoding/json writes it.
func (s *Source) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"submission":`, s.Submission)
	b = jsonInt(b, `,"version":`, s.Version)
	b = jsonText(b, `,"file":`, s.File)
	b = jsonText(b, `,"sha256":`, s.SHA256)
	b = jsonText(b, `,"sheet":`, s.Sheet)
	b = jsonText(b, `,"cell":`, s.Cell)
	b = jsonText(b, `,"by":`, s.By)
	return append(jsonTime(b, `,"at":`, s.At), '}')
}

// AppendJSON appends the remark as encoding/json writes it.
func (r *Remark) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"indicator":`, r.Indicator)
	b = jsonText(b, `,"department":`, r.Department)
	b = jsonRound(b, `,"period":`, r.Period)
	b = jsonText(b, `,"progress":`, r.Progress)
	b = jsonText(b, `,"problems":`, r.Problems)
	b = jsonText(b, `,"next_steps":`, r.NextSteps)
	return append(jsonText(b, `,"explanation":`, r.Explanation), '}')
}

// AppendJSON appends the row as encoding/json writes it.
func (r *Row) AppendJSON(b []byte) []byte {
	b = r.Indicator.AppendJSON(append(b, `{"indicator":`...))
	b = jsonNumber(b, `,"month":`, r.Month)
	b = jsonNumber(b, `,"ytd":`, r.YTD)
	b = jsonText(b, `,"printed":`, r.Printed)
	b = jsonNumber(b, `,"last_month":`, r.LastMonth)
	b = jsonNumber(b, `,"last_year":`, r.LastYear)
	b = r.Main.AppendJSON(append(b, `,"main":`...))
	b = jsonSome(b, `,"others":`, r.Others, (*Deviation).AppendJSON)
	b = jsonSome(b, `,"year":`, r.Year, (*MonthPoint).AppendJSON)
	b = jsonText(b, `,"department":`, r.Department)
	b = r.Remark.AppendJSON(append(b, `,"remark":`...))
	return append(jsonList(b, `,"figures":`, r.Figures, appendInt), '}')
}

// AppendJSON appends the deviation as encoding/json writes it.
func (d *Deviation) AppendJSON(b []byte) []byte {
	b = d.Target.AppendJSON(append(b, `{"target":`...))
	b = jsonText(b, `,"basis":`, d.Basis)
	b = jsonNumber(b, `,"actual":`, d.Actual)
	b = jsonNumber(b, `,"completion":`, d.Completion)
	b = jsonNumber(b, `,"schedule":`, d.Schedule)
	b = jsonNumber(b, `,"gap":`, d.Gap)
	b = jsonText(b, `,"gap_unit":`, d.GapUnit)
	b = jsonNumber(b, `,"behind":`, d.Behind)
	b = jsonTrue(b, `,"on_stretch":`, d.OnStretch)
	b = jsonTrue(b, `,"met":`, d.Met)
	b = jsonSome(b, `,"parts":`, d.Parts, (*PartDeviation).AppendJSON)
	b = jsonMore(b, `,"raw":`, d.Raw)
	b = jsonText(b, `,"light":`, d.Light)
	b = jsonTrue(b, `,"asked":`, d.Asked)
	return append(jsonText(b, `,"sentence":`, d.Sentence), '}')
}

// AppendJSON appends the deviation of a part as encoding/json writes it.
func (d *PartDeviation) AppendJSON(b []byte) []byte {
	b = d.Part.AppendJSON(append(b, `{"part":`...))
	b = jsonNumber(b, `,"actual":`, d.Actual)
	b = jsonNumber(b, `,"completion":`, d.Completion)
	b = jsonNumber(b, `,"gap":`, d.Gap)
	return append(jsonText(b, `,"sentence":`, d.Sentence), '}')
}

// AppendJSON appends the month of a row's year as encoding/json writes it.
func (m *MonthPoint) AppendJSON(b []byte) []byte {
	b = jsonRound(b, `{"period":`, m.Period)
	b = jsonNumber(b, `,"ytd":`, m.YTD)
	b = jsonMoreNumber(b, `,"completion":`, m.Completion)
	b = jsonMoreNumber(b, `,"schedule":`, m.Schedule)
	b = jsonMoreNumber(b, `,"gap":`, m.Gap)
	b = jsonMore(b, `,"raw":`, m.Raw)
	b = jsonText(b, `,"light":`, m.Light)
	b = jsonMore(b, `,"sentence":`, m.Sentence)
	b = jsonMore(b, `,"unit":`, m.Unit)
	b = jsonMore(b, `,"printed":`, m.Printed)
	return append(jsonSome(b, `,"parts":`, m.Parts, (*Part).AppendJSON), '}')
}

// AppendJSON appends the report as encoding/json writes it.
func (r *Report) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"department":`, r.Department)
	b = jsonText(b, `,"state":`, r.State)
	b = jsonBool(b, `,"late":`, r.Late)
	b = jsonMoreTime(b, `,"due":`, r.Due)
	b = jsonMoreTime(b, `,"filed_at":`, r.FiledAt)
	b = jsonInt(b, `,"version":`, r.Version)
	return append(jsonSome(b, `,"missing":`, r.Missing, appendText), '}')
}

// AppendJSON appends the note as encoding/json writes it.
func (n *Note) AppendJSON(b []byte) []byte {
	b = jsonText(b, `{"department":`, n.Department)
	b = jsonText(b, `,"indicator":`, n.Indicator)
	b = jsonText(b, `,"cell":`, n.Cell)
	b = jsonText(b, `,"finding":`, n.Finding)
	b = jsonText(b, `,"text":`, n.Text)
	return append(jsonText(b, `,"by":`, n.By), '}')
}
