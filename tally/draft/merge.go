package draft

import "slices"

// merge makes one of a target that is printed several times: in summary, table and body.
func (d *drafting) merge() {
	var out []Target
	for _, t := range d.out.Targets {
		k := slices.IndexFunc(out, func(o Target) bool { return d.same(o, t) })
		if k < 0 {
			out = append(out, t)
			continue
		}
		o := &out[k]
		o.Places = append(o.Places, t.Places...)
		if t.Sentence != o.Sentence {
			o.Also = append(o.Also, t.Sentence)
		}
		if len(o.Lead) == 0 {
			o.Lead, o.Support, o.Implement = t.Lead, t.Support, t.Implement
		}
	}
	if out != nil {
		d.out.Targets = out
	}
}

// same reports the same name, number and year in two places.
func (d *drafting) same(a, b Target) bool {
	return a.Sentence != b.Sentence && a.Indicator != "" && d.w.Key(a.Indicator) == d.w.Key(b.Indicator) && a.Op == b.Op && a.Unit == b.Unit && a.Growth == b.Growth &&
		a.Floor.Equal(b.Floor) && a.Stretch.Equal(b.Stretch) && a.Max.Equal(b.Max) && yearOf(a.Deadline) == yearOf(b.Deadline) && a.Recurring == b.Recurring
}

func yearOf(deadline string) string {
	if len(deadline) < 4 {
		return deadline
	}
	return deadline[:4]
}
