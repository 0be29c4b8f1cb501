package office

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/workflow/custody"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// Backups are what the database can be put back from.
type Backups struct {
	*web.Site
	keeper *custody.Keeper
}

// backupsPage lists the backups in the folder of the service, with what is being done.
type backupsPage struct {
	Dir    string // "" where the service was started without one
	Rows   []custody.Kept
	Pages  web.Pages
	Now    custody.Doing
	Failed custody.Doing
	Why    telling.Why // of Failed
	Made   time.Time   // the newest backup, zero for none
	Proved time.Time   // the newest drill that passed
	// Old and Unproved: longer ago than docs/operating.md asks, a day and a month.
	Old, Unproved bool
}

// How often a backup is to be made and drilled, as docs/operating.md asks, with some hours of grace.
const (
	backupEvery = 26 * time.Hour
	drillEvery  = 32 * 24 * time.Hour
)

const listedBackups = 50

// GetBackups lists them.
func (s Backups) GetBackups(c *gin.Context) error {
	all, err := s.keeper.List(c.Request.Context())
	if err != nil {
		return err
	}
	page := backupsPage{Dir: s.keeper.Dir}
	page.Now, page.Failed = s.keeper.Now()
	if page.Failed.Err != nil {
		page.Why = telling.WhyOf(page.Failed.Err.Error())
	}
	for _, b := range all {
		if page.Made.IsZero() && b.Made != nil {
			page.Made = b.Made.At
		}
		if b.Last != nil && b.Last.Wrong == "" && b.Last.At.After(page.Proved) {
			page.Proved = b.Last.At
		}
	}
	now := s.Clock()
	page.Old, page.Unproved = now.Sub(page.Made) > backupEvery, now.Sub(page.Proved) > drillEvery
	page.Rows, page.Pages = web.Paged(all, c.Request.URL.Query(), "page", "backups", listedBackups)
	return s.Show(c, http.StatusOK, "backups", "备份与恢复演练", page)
}

// PostBackup makes one.
func (s Backups) PostBackup(c *gin.Context) error {
	ctx := c.Request.Context()
	if _, err := s.keeper.Make(ctx, web.PersonOf(ctx).Actor()); err != nil {
		return err
	}
	return s.GoTo(c, "/backups")
}

// PostDrill drills one.
func (s Backups) PostDrill(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if err := s.keeper.Drill(ctx, web.PersonOf(ctx).Actor(), f.Get("file")); err != nil {
		return err
	}
	return s.GoTo(c, "/backups")
}

// Drills reports that what is being done is a drill.
func (p backupsPage) Drills() bool { return p.Now.Act == custody.DrilledAct }

// FailedDrill reports that what failed last was a drill.
func (p backupsPage) FailedDrill() bool { return p.Failed.Act == custody.DrilledAct }
