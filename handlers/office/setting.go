package office

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/site"
)

// Started is what the service was started with, and so is not set by a page.
type Started struct {
	Unified    string        // issuer of the unified sign-in; "" for none
	Tries      int           // wrong passwords that lock an account
	Lock       time.Duration // and for how long
	Signed     string        // who issues official documents; "" goes by the page
	AuditDays  *int          // nil goes by the page
	TraceDays  *int          // nil goes by the page
	Mail       string        // host of the mail server; "" for none
	Networks   []string      // of the operator's own, where robots may stand
	Backups    string        // folder; "" for none
	Converting bool          // old workbooks are read
}

// Settings is what is set of the whole site.
type Settings struct {
	*web.Site
	started Started
}

// settingsPage is what may be set, and what the service was started with.
type settingsPage struct {
	Set       site.Settings
	Profiles  []web.Profile
	Profile   web.Profile // in force
	Pinned    bool        // the service was started with it
	Audit     int         // days, as in force
	Trace     int
	Saved     bool
	Started   Started
	PlainHTTP bool
	MaxUpload string
	Now       time.Time
}

// GetSettings shows them.
func (s Settings) GetSettings(c *gin.Context) error {
	ctx := c.Request.Context()
	set, err := s.Store.Site.Settings(ctx)
	if err != nil {
		return err
	}
	page := settingsPage{Set: set, Profile: s.Profile(ctx), Pinned: s.Pinned != nil, Started: s.started, PlainHTTP: s.Cookies.Plain, MaxUpload: web.Megabytes(s.MaxUpload),
		Now: s.Clock(), Audit: InForce(s.started.AuditDays, set.AuditDays), Trace: InForce(s.started.TraceDays, set.TraceDays), Saved: c.Query("saved") == "yes"}
	for _, name := range web.ProfileNames() {
		p, err := web.ProfileNamed(name)
		if err != nil {
			return err
		}
		page.Profiles = append(page.Profiles, p)
	}
	return s.Show(c, http.StatusOK, "site", "设置", page)
}

// UsualDays is how long audit rows and traces are kept where nobody says otherwise.
const UsualDays = 400

// InForce is what holds of a number of days: as the service was started, else as it was set, else as the program comes.
func InForce(started, set *int) int {
	switch {
	case started != nil:
		return *started
	case set != nil:
		return *set
	}
	return UsualDays
}

// PostSettings sets them, at the version that was seen. What the service was started with stays as it was set before.
func (s Settings) PostSettings(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	set, err := s.Store.Site.Settings(ctx)
	if err != nil {
		return err
	}
	if set.Version, err = web.WholeNumber(f.Get("version"), 0, 1<<31-1); err != nil {
		return err
	}
	if s.Pinned == nil {
		p, err := web.ProfileNamed(f.Get("passwords"))
		if err != nil || f.Get("passwords") == "" {
			return web.Fail(web.BadRequest, "请选一套口令规则。").At("passwords")
		}
		set.Passwords = p.Name
	}
	if s.started.Signed == "" {
		set.Signed = f.Get("signed")
	}
	for _, d := range []struct {
		field   string
		started *int
		into    **int
	}{{"audit_days", s.started.AuditDays, &set.AuditDays}, {"trace_days", s.started.TraceDays, &set.TraceDays}} {
		if d.started != nil {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(f.Get(d.field)))
		if err != nil {
			return web.Fail(web.BadRequest, "保留天数应为整数，0 是一直保留。").At(d.field)
		}
		*d.into = &n
	}
	if _, err := s.Store.Site.Set(ctx, web.PersonOf(ctx).Actor(), set); err != nil {
		return err
	}
	s.ForgetProfile()
	return s.GoTo(c, "/settings?saved=yes")
}
