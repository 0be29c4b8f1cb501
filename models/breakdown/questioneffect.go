package breakdown

import (
	"maps"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// effects are what the questions of a plan and their answers do to its indicators.
type effects struct {
	of   map[string][]PlanQuestion // by indicator, by number
	same map[string]bool           // indicators that are another one once more
}

func effectsOf(conn *gorm.DB, plan string) (effects, error) {
	e := effects{map[string][]PlanQuestion{}, map[string]bool{}}
	all, err := questionsOf(conn.Where("plan_key = ?", plan))
	for _, q := range all {
		for _, id := range q.Indicators {
			e.of[id] = append(e.of[id], q)
			e.same[id] = e.same[id] || q.Code == tally.AskDuplicate && q.Answer == tally.AnswerSame
		}
	}
	return e, err
}

// apply puts what is asked and what was said into an indicator.
func (e effects) apply(ind *tally.Indicator) error {
	ind.Asked, ind.Confirmed, ind.Path, ind.PathWhy = nil, nil, nil, ""
	for _, q := range e.of[ind.ID] {
		if q.Answer == "" {
			ind.Asked = append(ind.Asked, q.Question)
			continue
		}
		if ind.Confirmed == nil {
			ind.Confirmed = map[tally.QuestionCode]string{}
		}
		ind.Confirmed[q.Code] = q.Answer
		switch q.Code {
		case tally.AskDepartment:
			ind.Lead = slices.Clone(ind.Lead)
			for i, lead := range ind.Lead {
				if lead == q.Printed {
					ind.Lead[i] = q.Answer
				}
			}
		case tally.AskLead:
			ind.Lead = namesIn(q.Answer)
		case tally.AskSupport:
			ind.Support = namesIn(q.Answer)
		case tally.AskParent:
			if ind.Parent = q.Answer; q.Answer == tally.AnswerNone {
				ind.Parent = ""
			}
			ind.ParentOrigin = tally.Confirmed
		case tally.AskPath:
			path, err := tally.ParsePath(q.Answer)
			if err != nil {
				return err
			}
			if ind.Path = path; q.Why != byHand {
				ind.PathWhy = q.Why
			}
		}
	}
	return nil
}

// leadsAs gives whom the rows of a plan name as leads, with what was said of them; a text of which it is asked which
// department it is names none.
func (im *planImport) leadsAs(tx *gorm.DB, ids []string) ([]string, error) {
	e, err := effectsOf(tx, im.plan.Key)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for i, ind := range im.plan.Indicators {
		ind.ID = ids[i]
		if err := e.apply(&ind); err != nil {
			return nil, err
		}
		asked := map[string]bool{}
		for _, q := range ind.Asked {
			asked[q.Printed] = asked[q.Printed] || q.Code == tally.AskDepartment
		}
		for _, lead := range ind.Lead {
			if !asked[lead] {
				names[lead] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names)), nil
}
