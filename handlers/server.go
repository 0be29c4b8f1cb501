package handlers

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/templates"
)

// Config is what the server is handed.
type Config struct {
	Log       *slog.Logger
	Clock     func() time.Time // nil is time.Now
	Zone      *time.Location   // how times are shown; nil is China's
	MaxUpload int64            // bytes of one workbook; 0 is 20 MiB
	Ready     func(context.Context) error
}

const defaultUpload = 20 << 20

// Server answers HTTP: the API under /api/v1, the pages elsewhere. Make one with New.
type Server struct {
	handler   http.Handler
	log       *slog.Logger
	clock     func() time.Time
	zone      *time.Location
	maxUpload int64
	ready     func(context.Context) error
	pages     *pageSet
	assets    assetSet
}

// New makes the server. Every page is parsed here: a broken one fails the start, not the clerk.
func New(cfg Config) (*Server, error) {
	if cfg.Log == nil || cfg.Ready == nil {
		return nil, errors.New("handlers: Log and Ready are needed")
	}
	s := &Server{log: cfg.Log, clock: cfg.Clock, zone: cfg.Zone, maxUpload: cfg.MaxUpload, ready: cfg.Ready}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.zone == nil {
		s.zone = time.FixedZone("CST", 8*60*60)
	}
	if s.maxUpload == 0 {
		s.maxUpload = defaultUpload
	}
	var err error
	if s.assets, err = loadAssets(templates.Static(), templates.Assets()); err != nil {
		return nil, err
	}
	if missing := s.assets.missing(); len(missing) > 0 {
		s.log.Warn("page assets are missing; run `make assets` and build again", "files", missing)
	}
	if s.pages, err = parsePages(templates.Pages(), s.assets, s.zone); err != nil {
		return nil, err
	}
	engine, err := s.engine()
	if err != nil {
		return nil, err
	}
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.answer(w, r, fail(crossOrigin, "这个请求来自其他网站,系统没有执行。请在本系统的页面上操作。"))
	}))
	s.handler = numbered(guard.Handler(engine))
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// engine lays the routes on gin.
func (s *Server) engine() (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	e.UseRawPath = true // a plan key may hold an escaped slash
	e.UnescapePathValues = true
	if err := e.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	e.Use(s.record, s.recovered, protect)
	e.NoRoute(s.run(func(*gin.Context) error { return fail(notFound, "没有这个页面或接口。") }))
	e.NoMethod(s.run(func(*gin.Context) error { return fail(methodUnknown, "这个地址不支持该请求方法。") }))
	for _, r := range s.routes() {
		e.Handle(r.method, r.path, s.run(r.do))
	}
	return e, nil
}

// route is one line of the table of what can be asked.
type route struct {
	method, path string
	do           func(*gin.Context) error
}

// run turns a handler that returns an error into gin's.
func (s *Server) run(do func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := do(c); err != nil {
			s.answer(c.Writer, c.Request, err)
		}
	}
}

// has reports whether a file system holds a file.
func has(f fs.FS, name string) bool {
	_, err := fs.Stat(f, name)
	return err == nil
}
