package handlers

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/access"
	"github.com/tallysheet/tallysheet/handlers/api"
	"github.com/tallysheet/tallysheet/handlers/audit"
	"github.com/tallysheet/tallysheet/handlers/leader"
	"github.com/tallysheet/tallysheet/handlers/office"
	"github.com/tallysheet/tallysheet/handlers/page"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
	"github.com/tallysheet/tallysheet/workflow/custody"
)

// Config is what the server is handed.
type Config struct {
	Workflow  *workflow.Workflow
	Log       *slog.Logger
	Clock     func() time.Time     // nil is time.Now
	CodeClock func() time.Time     // that one-time codes go by, as the telephone's does; nil is Clock
	Demo      bool                 // every page says that this is a demonstration, and which day it plays on
	Zone      *time.Location       // how times are shown; nil is China's
	MaxUpload int64                // bytes of one workbook; 0 is 20 MiB
	Profile   string               // of passwords and sessions: djbh (等保) or asvs; "" goes by what the administrator set
	Started   office.Started       // what else the service was started with, for the page of settings
	Unified   *access.OIDCSettings // the unified sign-in; nil for local accounts only
	PublicURL string               // as people reach the service, https://host; "" takes the request's
	// TrustedProxies are the gateways, as addresses or networks, whose word on the client\'s address is taken.
	TrustedProxies []string
	NamedCopies    bool                        // workbooks of editions bear the name of who downloads them, and the time
	Backups        string                      // folder of the backups that the administrator makes; "" for none
	PlainHTTP      bool                        // cookies without Secure, for a network without TLS: the site's own risk
	Ready          func(context.Context) error // of /readyz; nil asks the database for its schema
	Metrics        http.Handler                // of /metrics, which says who may ask; nil has none
	Observe        func(web.Request)           // told of each request; may be nil
	TLS            *tls.Config                 // nil serves plain HTTP, behind a gateway that ends TLS or on this machine
}

const defaultUpload = 20 << 20

// Memory of the bodies that are being received, and how long one waits for its next piece.
const (
	uploadMemory = 96 << 20
	uploadWait   = 20 * time.Second
)

// Server answers HTTP: the API under /api/v1, the pages elsewhere. Make one with New.
type Server struct {
	*web.Site
	handler http.Handler
	api     api.API
	page    page.Pages
	leader  leader.Editions
	audit   audit.Chain
	access  access.Access
	office  office.Office
	keeper  *custody.Keeper
	tls     *tls.Config
	ready   func(context.Context) error
}

// New makes the server. Every page is parsed here: a broken one fails the start, not the clerk.
func New(cfg Config) (*Server, error) {
	if cfg.Log == nil || cfg.Workflow == nil {
		return nil, errors.New("handlers: Log and Workflow are needed")
	}
	cfg.setDefaults()
	var pinned *web.Profile
	if cfg.Profile != "" {
		profile, err := web.ProfileNamed(cfg.Profile)
		if err != nil {
			return nil, err
		}
		pinned = &profile
	}
	site := &web.Site{
		Workflow: cfg.Workflow, Store: cfg.Workflow.Store, Log: cfg.Log, Clock: cfg.Clock, Demo: cfg.Demo, Zone: cfg.Zone, MaxUpload: cfg.MaxUpload,
		Pinned: pinned, NamedCopies: cfg.NamedCopies, PublicURL: strings.TrimSuffix(cfg.PublicURL, "/"), Cookies: web.CookieJar{Plain: cfg.PlainHTTP}, Observe: cfg.Observe,
		Uploads: web.NewBodies(uploadMemory, uploadWait),
	}
	keeper := &custody.Keeper{Dir: cfg.Backups, Store: cfg.Workflow.Store, Clock: cfg.Clock, Log: cfg.Log}
	shown := leader.Editions{Site: site}
	s := &Server{Site: site, api: api.New(site), page: page.New(site, shown.GetNewest), leader: shown, audit: audit.Chain{Site: site}, keeper: keeper, tls: cfg.TLS, ready: cfg.Ready}
	var err error
	if s.access, err = access.New(site, cfg.CodeClock, cfg.Unified); err != nil {
		return nil, err
	}
	started := cfg.Started
	started.Unified, started.Backups, started.Signed = s.access.Issuer(), cfg.Backups, cfg.Workflow.Signed
	started.Tries, started.Lock = access.Lockout()
	s.office = office.New(site, keeper, started)
	if err := s.loadPages(); err != nil {
		return nil, err
	}
	engine, err := s.engine(cfg.TrustedProxies)
	if err != nil {
		return nil, err
	}
	guard := http.NewCrossOriginProtection()
	if s.PublicURL != "" { // a gateway may ask us under another host name than people type
		if err := guard.AddTrustedOrigin(s.PublicURL); err != nil {
			return nil, fmt.Errorf("public address: %w", err)
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Answer(w, r, web.Fail(web.CrossOrigin, "这个请求来自其他网站，系统没有执行。请在本系统的页面上操作。"))
	}))
	pages, err := web.Compressed(guard.Handler(engine))
	if err != nil {
		return nil, err
	}
	s.handler = web.KnownMethods(web.Numbered(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/metrics" && cfg.Metrics != nil {
			cfg.Metrics.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})))
	return s, nil
}

func (cfg *Config) setDefaults() {
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.CodeClock == nil {
		cfg.CodeClock = cfg.Clock
	}
	if cfg.Zone == nil {
		cfg.Zone = tally.China
	}
	if cfg.Ready == nil {
		cfg.Ready = cfg.Workflow.Store.CheckSchema
	}
	if cfg.MaxUpload == 0 {
		cfg.MaxUpload = defaultUpload
	}
}

func (s *Server) loadPages() error {
	var err error
	if s.Assets, err = web.LoadAssets(templates.Static(), templates.Assets()); err != nil {
		return err
	}
	if missing := s.Assets.Missing(); len(missing) > 0 {
		s.Log.Warn("page assets are missing; run `make assets` and build again", "files", missing)
	}
	s.Pages, err = web.ParsePages(templates.Pages(), s.Assets, s.Zone)
	return err
}

// FirstLink opens the first administrator's account and gives the path of its one-time link, "" where there are
// accounts already. The program prints it once, at its first start.
func (s *Server) FirstLink(ctx context.Context) (string, error) { return s.access.FirstLink(ctx) }

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// engine lays the routes on gin.
func (s *Server) engine(proxies []string) (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	e.UseRawPath = true // a plan key may hold an escaped slash
	e.UnescapePathValues = true
	if err := e.SetTrustedProxies(proxies); err != nil { // none: gin would trust every one
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	e.Use(s.Record, s.Recovered, s.Protect, s.Identify)
	e.NoRoute(s.run(func(*gin.Context) error { return web.Fail(web.NotFound, "没有这个页面或接口。") }))
	e.NoMethod(s.run(func(*gin.Context) error {
		return web.Fail(web.MethodUnknown, "这个地址不支持该请求方法。")
	}))
	for _, r := range s.routes() {
		e.Handle(r.method, r.path, s.run(func(c *gin.Context) error {
			if err := s.Admit(c.Request, r.to, r.path); err != nil {
				return err
			}
			if err := s.takeForm(c); err != nil {
				return err
			}
			return r.do(c)
		}))
	}
	return e, nil
}

// route is one line of the table of what can be asked.
type route struct {
	method, path string
	to           web.Access
	do           func(*gin.Context) error
}

// Route is one line of what can be asked, and the roles that may; none means everybody.
type Route struct {
	Method, Path string
	Roles        []account.Role
}

// Routes lists everything that can be asked, for the tests that hold each to its rights.
func (s *Server) Routes() []Route {
	var list []Route
	for _, r := range s.routes() {
		list = append(list, Route{r.method, r.path, r.to.Roles})
	}
	return list
}

// run turns a handler that returns an error into gin's.
func (s *Server) run(do func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer web.Release(c)
		if err := do(c); err != nil && !s.sentToSignIn(c, err) && !s.showAgain(c, err) {
			s.Answer(c.Writer, c.Request, err)
		}
	}
}
