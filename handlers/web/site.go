package web

import (
	"log/slog"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// Site is what every handler stands on: the rooms below, the settings of the site, and how it answers. All fields but
// Observe are needed.
type Site struct {
	Workflow  *workflow.Workflow
	Store     *models.Store
	Log       *slog.Logger
	Clock     func() time.Time
	Demo      bool
	Zone      *time.Location
	MaxUpload int64    // bytes of one workbook
	Pinned    *Profile // of passwords and sessions, where the service was started with one; nil goes by the site's settings
	PublicURL string   // without a slash at its end; "" takes the request's
	Cookies   CookieJar
	// NamedCopies lets each workbook of an edition that somebody downloads bear the person's name and the time.
	NamedCopies bool
	Observe     func(Request) // told of each request; may be nil
	Pages       *PageSet
	Assets      AssetSet
	Uploads     *Bodies // memory of the bodies being received; nil bounds nothing
	editions    editionCache
	profile     keptProfile
}
