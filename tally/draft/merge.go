package draft

import "slices"

// merge makes one of a target that is printed several times: in summary, table and body.
func (d *drafting) merge() {
	var out []Target
	named := map[string][]int{} // indexes of out
	for _, t := range d.out.Targets {
		name := d.w.Key(t.Indicator)
		i := slices.IndexFunc(named[name], func(k int) bool { return same(&out[k], &t) })
		if t.Indicator == "" || i < 0 {
			named[name] = append(named[name], len(out))
			out = append(out, t)
			continue
		}
		o := &out[named[name][i]]
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

// same reports the same number and year of one name in two places.
func same(a, b *Target) bool {
	return a.Sentence != b.Sentence && a.Op == b.Op && a.Unit == b.Unit && a.Growth == b.Growth &&
		a.Floor.Equal(b.Floor) && a.Stretch.Equal(b.Stretch) && a.Max.Equal(b.Max) && yearOf(a.Deadline) == yearOf(b.Deadline) && a.Recurring == b.Recurring
}

func yearOf(deadline string) string {
	if len(deadline) < 4 {
		return deadline
	}
	return deadline[:4]
}
