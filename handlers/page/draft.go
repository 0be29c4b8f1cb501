package page

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally/draft"
	"github.com/tallysheet/tallysheet/workflow"
)

// Drafts are the pages on which breakdowns drafted from documents are looked through.
type Drafts struct{ *web.Site }

// draftsPage lists the drafts and takes a document.
type draftsPage struct {
	Drafts     []models.DraftInfo
	OldFormats bool // .doc and .wps are converted
	Problem    *web.Problem
}

func (s Drafts) GetDrafts(c *gin.Context) error { return s.showDrafts(c, http.StatusOK, nil) }

func (s Drafts) showDrafts(c *gin.Context, status int, p *web.Problem) error {
	all, err := s.Store.Drafts.List(c.Request.Context())
	if err != nil {
		return err
	}
	return s.Show(c, status, "drafts", "从文件起草", draftsPage{Drafts: all, OldFormats: s.Workflow.Reader.Converter != nil, Problem: p})
}

// PostDraft drafts a breakdown from the file or the text of the form.
func (s Drafts) PostDraft(c *gin.Context) error {
	u, err := s.ReadDocument(c)
	if err == nil {
		ctx := c.Request.Context()
		name, data := u.Document()
		var kept workflow.KeptDraft
		kept, err = workflow.Drafts{Workflow: s.Workflow}.Make(ctx, web.PersonOf(ctx).Actor(), name, data)
		if err == nil {
			return s.GoTo(c, "/drafts/"+kept.ID)
		}
	}
	p := web.AsProblem(err, web.ReferenceOf(c.Request.Context()))
	if p.Status >= http.StatusInternalServerError {
		return err
	}
	return s.showDrafts(c, p.Status, &p)
}

// draftPage shows the text on the left, its numbers marked, and the rows on the right, the doubtful first.
type draftPage struct {
	workflow.KeptDraft
	Blocks   []draftBlock
	Sections []draftSection
	Aside    []draft.Aside
	Doubtful int
	Key      string
	Ticked   map[string]bool
	Edits    url.Values
	Problem  *web.Problem
}

// draftSection is the rows under one heading; N is its number in the form.
type draftSection struct {
	N          int
	Name       string
	Doubtful   bool
	Targets    []draft.Target
	Milestones []draft.Milestone
}

func (s Drafts) GetDraft(c *gin.Context) error { return s.showDraft(c, http.StatusOK, nil, nil) }

func (s Drafts) showDraft(c *gin.Context, status int, f url.Values, p *web.Problem) error {
	kept, err := workflow.Drafts{Workflow: s.Workflow}.Kept(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	page := draftPage{KeptDraft: kept, Blocks: blocksOf(kept), Sections: sectionsOf(kept.Draft), Aside: kept.Draft.SetAside, Ticked: map[string]bool{}, Edits: f, Problem: p, Key: f.Get("plan")}
	for _, name := range []string{"target", "milestone", "section"} {
		for _, n := range f[name] {
			page.Ticked[name+n] = true
		}
	}
	for _, section := range page.Sections {
		if section.Doubtful {
			page.Doubtful = len(section.Targets) + len(section.Milestones)
		}
	}
	return s.Show(c, status, "draft", kept.Title, page)
}

// Edit is what stands in a field of a row: what was typed before, or else what was found.
func (p draftPage) Edit(field string, n int, found string) string {
	if name := field + strconv.Itoa(n); p.Edits.Has(name) {
		return p.Edits.Get(name)
	}
	return found
}

// sectionsOf puts the doubtful rows first, the others under their headings.
func sectionsOf(d draft.Draft) []draftSection {
	doubtful := draftSection{Name: "有疑问的，请先看", Doubtful: true}
	var rest []draftSection
	at := func(heading string) *draftSection {
		name := draft.Group(heading)
		if n := len(rest); n == 0 || rest[n-1].Name != name {
			for i := range rest {
				if rest[i].Name == name {
					return &rest[i]
				}
			}
			rest = append(rest, draftSection{Name: name})
		}
		return &rest[len(rest)-1]
	}
	for _, t := range d.Targets {
		if len(t.Doubts) > 0 {
			doubtful.Targets = append(doubtful.Targets, t)
			continue
		}
		section := at(t.Heading)
		section.Targets = append(section.Targets, t)
	}
	for _, m := range d.Milestones {
		if len(m.Doubts) > 0 {
			doubtful.Milestones = append(doubtful.Milestones, m)
			continue
		}
		section := at(m.Heading)
		section.Milestones = append(section.Milestones, m)
	}
	var all []draftSection
	if len(doubtful.Targets)+len(doubtful.Milestones) > 0 {
		all = append(all, doubtful)
	}
	all = append(all, rest...)
	for i := range all {
		all[i].N = i + 1
	}
	return all
}

// ticked reads the form: rows one by one, and those of whole sections.
func ticked(f url.Values, d draft.Draft) workflow.Ticked {
	t := workflow.Ticked{Edits: map[int]workflow.TargetEdit{}, Lead: f.Get("leadrest")}
	whole := map[string]bool{}
	for _, n := range f["section"] {
		whole[n] = true
	}
	one := func(name string) map[string]bool {
		on := map[string]bool{}
		for _, n := range f[name] {
			on[n] = true
		}
		return on
	}
	targets, milestones := one("target"), one("milestone")
	takenT, takenM := map[int]bool{}, map[int]bool{}
	for _, section := range sectionsOf(d) {
		all := whole[strconv.Itoa(section.N)]
		for _, row := range section.Targets {
			takenT[row.N] = all || targets[strconv.Itoa(row.N)]
		}
		for _, row := range section.Milestones {
			takenM[row.N] = all || milestones[strconv.Itoa(row.N)]
		}
	}
	for _, row := range d.Targets {
		if n := strconv.Itoa(row.N); takenT[row.N] {
			t.Targets = append(t.Targets, row.N)
			t.Edits[row.N] = workflow.TargetEdit{Indicator: f.Get("indicator" + n), Target: f.Get("goal" + n), Unit: f.Get("unit" + n), Deadline: f.Get("deadline" + n), Lead: f.Get("lead" + n)}
		}
	}
	for _, row := range d.Milestones {
		if takenM[row.N] {
			t.Milestones = append(t.Milestones, row.N)
		}
	}
	return t
}

// PostWorkbook gives the breakdown workbook of what was ticked.
func (s Drafts) PostWorkbook(c *gin.Context) error {
	f, kept, err := s.confirmed(c)
	if err != nil {
		return err
	}
	err = s.SendDraft(c, kept, ticked(f, kept.Draft))
	return s.orShow(c, f, err)
}

// PostPlan imports what was ticked as a plan, by the ordinary road.
func (s Drafts) PostPlan(c *gin.Context) error {
	f, kept, err := s.confirmed(c)
	if err != nil {
		return err
	}
	t := ticked(f, kept.Draft)
	book, err := workflow.TickedBook(kept, t)
	if err != nil {
		return s.orShow(c, f, err)
	}
	key := strings.TrimSpace(f.Get("plan"))
	if err := s.NoteDownload(c, web.DraftTaken(kept, t)); err != nil {
		return err
	}
	if _, err := s.ImportBook(c, key, web.DraftName(kept), book); err != nil {
		return s.orShow(c, f, err)
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(key))
}

func (s Drafts) confirmed(c *gin.Context) (url.Values, workflow.KeptDraft, error) {
	kept, err := workflow.Drafts{Workflow: s.Workflow}.Kept(c.Request.Context(), c.Param("id"))
	if err != nil {
		return nil, kept, err
	}
	f, err := s.LongForm(c)
	return f, kept, err
}

// orShow shows the page again with what was ticked and typed, where the fault is the person's.
func (s Drafts) orShow(c *gin.Context, f url.Values, err error) error {
	if err == nil {
		return nil
	}
	p := web.AsProblem(err, web.ReferenceOf(c.Request.Context()))
	if p.Status >= http.StatusInternalServerError {
		return err
	}
	return s.showDraft(c, p.Status, f, &p)
}
