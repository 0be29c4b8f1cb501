package check

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// Matched is one row of a progress reading held against the plan.
type Matched struct {
	Item      int              // index into Reading.Items
	Indicator *tally.Indicator // the plan's; nil where the plan has none by that name
	Near      []string         // where there is none: the plan's nearest names, nearest first, never taken by themselves
	Rivals    []string         // where several bear the name and nothing tells them apart: where each of them stands
}

// Match holds each row of a progress reading against the plan: by the key that an issued template binds it to, else by
// name or alias (Lexicon.Key), and where several indicators bear one name by parent, group, unit and the department that
// leads. A near name is only suggested. The answer has one entry a row, in the order of r.Items.
func (n *PlanNames) Match(department string, r tally.Reading) []Matched {
	return n.match(tally.NamesOf(department, nil), r)
}

func (n *PlanNames) match(department tally.DepartmentNames, r tally.Reading) []Matched {
	ix := n.index(department)
	ix.oneName = len(r.Items) > 0 && !slices.ContainsFunc(r.Items, func(it tally.Item) bool { return it.Name != r.Items[0].Name })
	out := make([]Matched, len(r.Items))
	taken := make(map[*tally.Indicator]bool, len(r.Items))
	unknown := 0
	for i := range r.Items {
		found := ix.issued(r.Plan, &r.Items[i])
		if found == nil {
			found = ix.candidates(&r.Items[i])
		}
		out[i].Item = i
		if len(found) > 1 {
			found = asOne(found, taken)
		}
		switch len(found) {
		case 0:
			unknown++
		case 1:
			out[i].Indicator = found[0]
			taken[found[0]] = true
		default:
			for _, ind := range found {
				out[i].Rivals = append(out[i].Rivals, placeOf(ind))
			}
		}
	}
	if unknown == 0 {
		return out
	}
	// Beyond this many the sheet belongs to another plan, and names near by chance help nobody.
	if unknown > maxSuggested {
		return out
	}
	names, of := ix.free(taken)
	for i := range out {
		if out[i].Indicator == nil && len(out[i].Rivals) == 0 {
			out[i].Near = canonical(n.w.Near(r.Items[i].Name, names), of)
		}
	}
	return out
}

const maxSuggested = 300

// asOne takes rows of a plan of which it is asked whether they are one indicator for the first of them, or for the next
// where the sheet has a row for each, so that no report is refused for the plan's sake.
func asOne(found []*tally.Indicator, taken map[*tally.Indicator]bool) []*tally.Indicator {
	sure := 0
	for _, ind := range found {
		if !ind.Asks(tally.AskDuplicate) {
			sure++
		}
	}
	if sure > 1 {
		return found
	}
	for _, ind := range found {
		if !taken[ind] {
			return []*tally.Indicator{ind}
		}
	}
	return found[:1]
}

// PlanNames is a plan made ready to match sheets with. Making it costs as much as the plan is long; any number
// of goroutines may share one.
type PlanNames struct {
	w      *lexicon.Lexicon
	plan   tally.Plan
	byKey  map[string][]*tally.Indicator
	byID   map[string]*tally.Indicator
	keys   map[string]string
	byLead map[string]*led // by the first lead as printed
}

// led are the indicators that bear one printed lead.
type led struct {
	names []string // the departments printed, cleaned
	at    []int    // indexes into plan.Indicators
}

// NewPlanNames makes the plan ready. The plan must not be changed afterwards.
func NewPlanNames(w *lexicon.Lexicon, plan tally.Plan) *PlanNames {
	n := &PlanNames{w: w, plan: plan, byKey: make(map[string][]*tally.Indicator, len(plan.Indicators)),
		byID: make(map[string]*tally.Indicator, len(plan.Indicators)), keys: make(map[string]string, len(plan.Indicators)), byLead: map[string]*led{}}
	each := make([]*tally.Indicator, len(plan.Indicators)) // the one that bears a name, as most are, is a piece of it
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		each[i] = ind
		n.byID[ind.ID] = ind
		n.name(ind.Name, each[i:i+1:i+1])
		for _, alias := range ind.Aliases {
			n.name(alias, each[i:i+1:i+1])
		}
		if len(ind.Lead) > 0 {
			l := n.byLead[ind.Lead[0]]
			if l == nil {
				l = &led{names: tally.SplitDepartments(ind.Lead[0])}
				n.byLead[ind.Lead[0]] = l
			}
			l.at = append(l.at, i)
		}
	}
	return n
}

// Plan is the plan itself.
func (n *PlanNames) Plan() tally.Plan { return n.plan }

// name lets an indicator, alone in its list, be found by a name.
func (n *PlanNames) name(name string, alone []*tally.Indicator) {
	k, ok := n.keys[name]
	if !ok {
		k = n.w.Key(name)
		n.keys[name] = k
	}
	switch bear := n.byKey[k]; {
	case k == "" || slices.Contains(bear, alone[0]):
	case len(bear) == 0:
		n.byKey[k] = alone
	default:
		n.byKey[k] = append(bear, alone[0])
	}
}

// ledBy gives the indicators that the department carries, in the plan's order.
func (n *PlanNames) ledBy(department tally.DepartmentNames) []*tally.Indicator {
	var at []int
	for _, l := range n.byLead {
		if department.Among(l.names) {
			at = append(at, l.at...)
		}
	}
	slices.Sort(at)
	out := make([]*tally.Indicator, 0, len(at))
	for _, i := range at {
		out = append(out, &n.plan.Indicators[i])
	}
	return out
}

// nameIndex finds a plan's indicators by their normalised names, for one department's sheet.
type nameIndex struct {
	*PlanNames
	department tally.DepartmentNames
	others     map[string]string // keys of names that the plan does not have
	oneName    bool              // all rows of the sheet are of one indicator
}

func (n *PlanNames) index(department tally.DepartmentNames) *nameIndex {
	return &nameIndex{PlanNames: n, department: department, others: map[string]string{}}
}

// key is Lexicon.Key, each name once.
func (ix *nameIndex) key(name string) string {
	if k, ok := ix.keys[name]; ok {
		return k
	}
	k, ok := ix.others[name]
	if !ok {
		k = ix.w.Key(name)
		ix.others[name] = k
	}
	return k
}

// issued is the indicator that the plan's own template binds the row to; nil where none does.
func (ix *nameIndex) issued(plan string, it *tally.Item) []*tally.Indicator {
	if it.Key == "" || plan != ix.plan.Key {
		return nil
	}
	// What stands in the row must still be that name, perhaps with more behind it to tell it from another.
	if ind := ix.byID[it.Key]; ind != nil && (ix.sameName(it.Name, ind.Name) || strings.HasPrefix(it.Name, ind.Name)) {
		return []*tally.Indicator{ind}
	}
	return nil
}

// candidates are the indicators that the row may be: none, the one, or those that cannot be told apart.
func (ix *nameIndex) candidates(it *tally.Item) []*tally.Indicator {
	found := ix.byKey[ix.key(it.Name)]
	if len(found) == 0 && it.Undone != "" {
		found = ix.byKey[ix.key(it.Undone)]
	}
	if len(found) == 0 {
		found = ix.ofPlace(it)
	}
	// A child's name (其中:民营) says little by itself: under another parent of the plan it is another one.
	if it.Parent != "" && len(ix.byKey[ix.key(it.Parent)]) > 0 {
		found = kept(found, func(ind *tally.Indicator) bool { return ind.Parent == "" || ix.sameName(it.Parent, ind.Parent) })
	}
	if len(found) < 2 {
		return found
	}
	for _, tells := range []func(*tally.Indicator) bool{
		func(ind *tally.Indicator) bool { return it.Parent != "" && ix.sameName(it.Parent, ind.Parent) },
		func(ind *tally.Indicator) bool { return (it.Parent == "") == (ind.Parent == "") },
		func(ind *tally.Indicator) bool { return ix.sharesGroup(it, ind) },
		func(ind *tally.Indicator) bool {
			return it.Unit != "" && (it.Unit == ind.Unit || ix.w.SameKind(it.Unit, ind.Unit))
		},
		func(ind *tally.Indicator) bool { return it.Caliber != "" && it.Caliber == ind.Caliber },
		func(ind *tally.Indicator) bool {
			return slices.ContainsFunc(it.Lead, func(d string) bool { return slices.Contains(ind.Lead, d) })
		},
		func(ind *tally.Indicator) bool { return ix.department.Leads(ind) },
		func(ind *tally.Indicator) bool {
			return ix.department.AnyOf(ind.Lead) || ix.department.AnyOf(ind.Support)
		},
	} {
		if len(found) < 2 {
			break
		}
		if narrower := kept(found, tells); len(narrower) > 0 {
			found = narrower
		}
	}
	return found
}

// ofPlace are the indicators of a plan that names each district's part by the district: 临港镇固定资产投资, or, of a sheet
// of one indicator, the district alone.
func (ix *nameIndex) ofPlace(it *tally.Item) []*tally.Indicator {
	for _, place := range it.Lead {
		names := [...]string{place + it.Name, it.Name + place, it.Name + "(" + place + ")", place}
		for i, name := range names {
			if i == len(names)-1 && !ix.oneName { // of which of its indicators, the plan does not say
				break
			}
			if found := ix.byKey[ix.key(name)]; len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// sameName reports that two names are one indicator's: equal when normalised, or an alias of the other.
func (ix *nameIndex) sameName(a, b string) bool {
	ka, kb := ix.key(a), ix.key(b)
	if ka == kb {
		return true
	}
	for _, ind := range ix.byKey[ka] {
		if slices.Contains(ix.byKey[kb], ind) {
			return true
		}
	}
	return false
}

func (ix *nameIndex) sharesGroup(it *tally.Item, ind *tally.Indicator) bool {
	for _, g := range it.Group {
		for _, h := range ind.Group {
			if ix.key(g) == ix.key(h) {
				return true
			}
		}
	}
	return false
}

// free lists the names and aliases of the indicators that no row has taken, and whose each is.
func (ix *nameIndex) free(taken map[*tally.Indicator]bool) (names []string, of map[string]string) {
	of = map[string]string{}
	for i := range ix.plan.Indicators {
		ind := &ix.plan.Indicators[i]
		if taken[ind] {
			continue
		}
		for _, name := range append([]string{ind.Name}, ind.Aliases...) {
			if _, seen := of[name]; !seen {
				names = append(names, name)
				of[name] = ind.Name
			}
		}
	}
	return names, of
}

// canonical turns aliases into the plan's names, each once, three at most.
func canonical(near []string, of map[string]string) []string {
	var out []string
	for _, n := range near {
		if name := of[n]; !slices.Contains(out, name) && len(out) < 3 {
			out = append(out, name)
		}
	}
	return out
}

// placeOf says where in the plan an indicator stands: 有效投资/固定资产投资/民营.
func placeOf(ind *tally.Indicator) string {
	parts := append(slices.Clone(ind.Group), ind.Parent, ind.Name)
	s := joinNonEmpty("/", parts...)
	if ind.Unit != "" {
		s += "（" + ind.Unit + "）"
	}
	return s
}

func kept(in []*tally.Indicator, want func(*tally.Indicator) bool) []*tally.Indicator {
	var out []*tally.Indicator
	for _, ind := range in {
		if want(ind) {
			out = append(out, ind)
		}
	}
	return out
}
