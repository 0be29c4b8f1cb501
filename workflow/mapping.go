package workflow

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// read reads the workbook, with the columns mapped by hand where the department once had to.
func (d *Workflow) read(ctx context.Context, f Filing, on models.CheckContext) (tally.Reading, error) {
	opt := layout.Options{Kind: tally.KindProgress, Department: on.Department.Name, Period: f.Period, Mapping: f.Mapping, Why: f.Why}
	kept, err := d.remembered(on)
	switch {
	case err != nil:
		return tally.Reading{}, err
	case opt.Mapping == nil:
		opt.Mapping = kept
	case kept != nil: // one table is mapped after another
		opt.Mapping = &byhand.Mapping{Tables: slices.Concat(opt.Mapping.Tables, kept.Tables)}
	}
	r, err := d.Reader.Read(ctx, f.Name, f.Data, opt)
	return r, unconverted(err)
}

// remembered gathers the mappings in force for a department; nil where there is none. The reader uses those whose
// heading it finds, wherever it stands.
func (d *Workflow) remembered(on models.CheckContext) (*byhand.Mapping, error) {
	var all byhand.Mapping
	for _, k := range on.Mappings {
		if !k.Active {
			continue
		}
		m, err := byhand.Parse(d.Reader.Headings, k.Mapping)
		if err != nil {
			return nil, fmt.Errorf("mapping %s of %s: %w", k.Fingerprint, k.Department, err)
		}
		for _, t := range m.Tables {
			t.Fingerprint = k.Fingerprint
			all.Tables = append(all.Tables, t)
		}
	}
	if len(all.Tables) == 0 {
		return nil, nil
	}
	return &all, nil
}

// keepMapping remembers for a department how the headings of a reading were mapped, heading by heading: tables side by
// side share theirs.
func (d *Workflow) keepMapping(ctx context.Context, by models.Actor, department string, m *byhand.Mapping, r tally.Reading) error {
	bound := byhand.Mapping{Tables: slices.Clone(m.Tables)}
	bound.Bind(r.Headers)
	headings := map[string]byhand.Mapping{}
	var order []string
	for _, t := range bound.Tables {
		if t.Fingerprint == "" {
			continue // of a heading that this workbook has not
		}
		of, seen := headings[t.Fingerprint]
		if !seen {
			order = append(order, t.Fingerprint)
		}
		of.Tables = append(of.Tables, t)
		headings[t.Fingerprint] = of
	}
	for _, print := range order {
		text, err := json.Marshal(headings[print])
		if err != nil {
			return fmt.Errorf("mapping of %s: %w", department, err)
		}
		if err := d.Store.Mappings.Set(ctx, by, department, print, text); err != nil {
			return err
		}
	}
	return nil
}
