package page

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/workflow"
)

// evidencePage is what stands behind the figures of a department's period (佐证).
type evidencePage struct {
	Sub   models.Submission
	Rows  []evidenceRow
	Files bool // the person may attach and remove
	Most  int
}

type evidenceRow struct {
	Indicator, Name string
	Evidence        []evidence.File
}

// GetEvidence lists the indicators of a department with the files beside each.
func (s Submissions) GetEvidence(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	lock, err := s.Store.Periods.LockOf(ctx, sub.Plan, sub.Department, sub.Period)
	if err != nil {
		return err
	}
	role := web.PersonOf(ctx).User.Role
	page := evidencePage{Sub: sub, Most: evidence.MaxFiles, Files: !lock.Locked && (role == account.Reporter || role == account.Supervisor)}
	if page.Rows, err = s.evidenceRows(c, sub); err != nil {
		return err
	}
	return s.Show(c, http.StatusOK, "evidence", "佐证材料", page)
}

// evidenceRows are the indicators that the department leads, and others that it reported.
func (s Submissions) evidenceRows(c *gin.Context, sub models.Submission) ([]evidenceRow, error) {
	ctx := c.Request.Context()
	form, err := workflow.FormOf(ctx, s.Workflow, sub.Plan, sub.Department, sub.Period)
	if err != nil {
		return nil, err
	}
	names, err := s.namesOf(ctx, sub.Plan)
	if err != nil {
		return nil, err
	}
	figures, err := s.Store.Figures.List(ctx, sub.ID)
	if err != nil {
		return nil, err
	}
	files, err := s.Store.Evidence.List(ctx, models.EvidenceFilter{Kind: models.EvidenceOfFigure, Plan: sub.Plan, Department: sub.Department, Period: sub.Period})
	if err != nil {
		return nil, err
	}
	var rows []evidenceRow
	at := map[string]int{}
	add := func(id string) int {
		i, there := at[id]
		if !there {
			i, at[id] = len(rows), len(rows)
			rows = append(rows, evidenceRow{Indicator: id, Name: names[id]})
		}
		return i
	}
	for _, r := range form.Rows {
		add(r.Indicator)
	}
	for _, f := range figures {
		add(f.Indicator)
	}
	for _, f := range files {
		i := add(f.ID)
		rows[i].Evidence = append(rows[i].Evidence, f)
	}
	return rows, nil
}

// PostEvidence keeps a file beside the indicator of the form.
func (s Submissions) PostEvidence(c *gin.Context) error {
	sub, _, err := s.Attach(c, "")
	if err != nil {
		return err
	}
	return s.GoTo(c, "/submissions/"+sub.ID+"/evidence")
}

// PostRemoveEvidence takes a file out of the list.
func (s Submissions) PostRemoveEvidence(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	f, err := s.figureEvidence(c)
	if err == nil && (f.Department != sub.Department || f.Plan != sub.Plan) {
		err = web.Fail(web.NotFound, "没有这个佐证文件。")
	}
	if err == nil {
		err = s.Store.Submissions.Detach(c.Request.Context(), web.PersonOf(c.Request.Context()).Actor(), f)
	}
	if err != nil {
		return err
	}
	return s.GoTo(c, "/submissions/"+sub.ID+"/evidence")
}

// GetEvidenceFile sends a file of evidence.
func (s Submissions) GetEvidenceFile(c *gin.Context) error {
	f, err := s.figureEvidence(c)
	if err != nil {
		return err
	}
	return s.SendEvidence(c, f)
}

// figureEvidence is the file behind a figure that a route names, as the person may see it: to a reporter, another department's is not there.
func (s Submissions) figureEvidence(c *gin.Context) (evidence.File, error) {
	f, err := s.Store.Evidence.Get(c.Request.Context(), c.Param("file"))
	if err != nil {
		return f, err
	}
	if u := web.PersonOf(c.Request.Context()).User; f.Kind != evidence.OfFigure || u.Role == account.Reporter && !u.Holds(f.Department) {
		return evidence.File{}, web.Fail(web.NotFound, "没有这个佐证文件。")
	}
	return f, nil
}
