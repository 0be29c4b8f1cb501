package page

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// wouldLightPage says before 上报 what a version would light.
type wouldLightPage struct {
	Sub    models.Submission
	Rows   []workflow.ExpectedLight
	Pages  web.Pages
	Counts map[tally.Light]int
	Change int // rows whose light is another than last month
}

// lightsShown are the rows that a page has.
const lightsShown = 100

// WouldLight reports whether the page says what would light: of what is to be filed or waits.
func (p submissionPage) WouldLight() bool {
	return p.Newest && p.Sub.FindingsA == 0 && (p.Sub.State == models.Draft || p.Sub.State == models.Submitted)
}

// GetWouldLight shows the whole list; the page of the submission takes it in.
func (s Submissions) GetWouldLight(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	rows, err := workflow.ExpectedLights(c.Request.Context(), s.Workflow, sub)
	if err != nil {
		return err
	}
	page := wouldLightPage{Sub: sub, Counts: map[tally.Light]int{}}
	for i := range rows {
		page.Counts[rows[i].Light]++
		if rows[i].Changed() {
			page.Change++
		}
	}
	page.Rows, page.Pages = web.Paged(rows, c.Request.URL.Query(), "page", "wouldlight", lightsShown)
	page.Pages.Path = "/submissions/" + sub.ID + "/lights"
	return s.Show(c, http.StatusOK, "wouldlight", "会亮什么灯", page)
}
