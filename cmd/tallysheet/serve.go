package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/handlers/access"
	"github.com/tallysheet/tallysheet/workflow"
)

type serveCommand struct {
	Listen    string   `default:"127.0.0.1:8080" env:"TALLYSHEET_LISTEN" help:"Address to listen on."`
	PublicURL string   `name:"public-url" env:"TALLYSHEET_PUBLIC_URL" placeholder:"https://HOST" help:"The address that people type; one-time links and the unified sign-in need it."`
	Profile   string   `name:"password-profile" env:"TALLYSHEET_PASSWORD_PROFILE" enum:"djbh,asvs," default:"" help:"Rules of passwords and sessions: djbh (等保) or asvs; as the administrator set them, else djbh, where not given."`
	TLSCert   string   `name:"tls-cert" env:"TALLYSHEET_TLS_CERT" type:"existingfile" help:"Certificate chain, PEM; with --tls-key."`
	TLSKey    string   `name:"tls-key" env:"TALLYSHEET_TLS_KEY" type:"existingfile" help:"Its private key, PEM."`
	Proxies   []string `name:"trusted-proxy" env:"TALLYSHEET_TRUSTED_PROXY" help:"Gateway, as an address or network, whose word on the client's address is taken."`
	Backups   string   `name:"backups" env:"TALLYSHEET_BACKUPS" type:"path" placeholder:"FOLDER" help:"Folder in which the administrator's page makes backups and drills them; it makes none where this is not given."`
	NamedCopy bool     `name:"named-copies" env:"TALLYSHEET_NAMED_COPIES" help:"Let each workbook of an edition that somebody downloads bear the person's name and the time, in the heads of its pages and in a hidden property that verify reads."`
	PlainHTTP bool     `name:"plain-http" env:"TALLYSHEET_PLAIN_HTTP" help:"Let people sign in over HTTP without TLS; passwords can then be read on the network."`

	OIDCIssuer   string `name:"oidc-issuer" env:"TALLYSHEET_OIDC_ISSUER" help:"Issuer of the unified sign-in (OpenID Connect)."`
	OIDCClient   string `name:"oidc-client" env:"TALLYSHEET_OIDC_CLIENT" help:"Client id there."`
	OIDCSecret   string `name:"oidc-secret-file" env:"TALLYSHEET_OIDC_SECRET_FILE" type:"existingfile" help:"File that holds the client secret."`
	OIDCNameFrom string `name:"oidc-name-claim" env:"TALLYSHEET_OIDC_NAME_CLAIM" default:"preferred_username" help:"Claim that holds the account's name."`

	clockFlags
	watchFlags
}

// Run serves the pages and the API until it is told to stop.
func (c serveCommand) Run(ctx context.Context, p *program) error {
	c.putOff(p)
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := p.preflight(ctx, d.Store, c.AcceptRisk); err != nil {
		return err
	}
	p.sayOffice(ctx, d.Reader.Converter)
	cfg := handlers.Config{PublicURL: c.PublicURL, Profile: c.Profile, PlainHTTP: c.PlainHTTP, TrustedProxies: c.Proxies, Backups: c.Backups, NamedCopies: c.NamedCopy}
	if cfg.TLS, err = c.tls(); err != nil {
		return err
	}
	if cfg.Unified, err = c.unified(); err != nil {
		return err
	}
	cfg.Started = c.started()
	cfg.Started.Converting = d.Reader.Converter != nil
	clock, err := c.clock(p, d, c.PublicURL)
	if err != nil {
		return err
	}
	if err := c.watch(&cfg, clock); err != nil {
		return err
	}
	if err := c.profiles(ctx, p); err != nil {
		return err
	}
	working, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { clock.Run(working) })
	err = serve(ctx, p, d, c.Listen, cfg)
	stop()
	running.Wait()
	return err
}

// sayOffice logs what becomes of old workbooks.
func (p *program) sayOffice(ctx context.Context, office *legacy.Converter) {
	switch {
	case office == nil:
		p.log().InfoContext(ctx, "no LibreOffice: .xls and .et are refused with the sentence how to save as .xlsx")
	case office.Offline():
		p.log().InfoContext(ctx, "LibreOffice converts .xls and .et without a network", "program", office.Program)
	default:
		p.log().WarnContext(ctx, "LibreOffice converts .xls and .et, and the system does not permit it a network namespace of its own: "+
			"only its own settings switch links and macros off; --office=off refuses old workbooks", "program", office.Program)
	}
}

// tls loads the certificate, nil where none is named.
func (c serveCommand) tls() (*tls.Config, error) {
	if c.TLSCert == "" && c.TLSKey == "" {
		return nil, nil //nolint:nilnil // plain HTTP is a setting
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("TLS 证书：%w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}, nil
}

// unified reads the settings of the unified sign-in, nil where there is none.
func (c serveCommand) unified() (*access.OIDCSettings, error) {
	if c.OIDCIssuer == "" {
		return nil, nil //nolint:nilnil // local accounts only is a setting
	}
	u := &access.OIDCSettings{Issuer: c.OIDCIssuer, ClientID: c.OIDCClient, Name: c.OIDCNameFrom}
	if c.OIDCSecret != "" {
		secret, err := os.ReadFile(c.OIDCSecret)
		if err != nil {
			return nil, err
		}
		u.ClientSecret = strings.TrimSpace(string(secret))
	}
	return u, nil
}

// memoryLimit is where the collector begins to work harder: 400 MB above what the idle service takes. What uploads and readings
// hold is bounded far below it.
const memoryLimit = 512 << 20

// collectServing is collectAt for the service, which stays: 200 filings at once take a tenth less memory with it, and no longer.
const collectServing = 100

// serve runs the web server until ctx ends, then lets what is under way finish. At the first start it makes one
// administrator and says the one-time link.
func serve(ctx context.Context, p *program, d *workflow.Workflow, listen string, cfg handlers.Config) error {
	release, err := d.Store.Alone()
	if err != nil {
		return err
	}
	defer func() { _ = release() }()
	if os.Getenv("GOMEMLIMIT") == "" { // an operator who sets it knows better
		debug.SetMemoryLimit(memoryLimit)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectServing)
	}
	cfg.Workflow, cfg.Log, cfg.Clock, cfg.Ready = d, p.log(), p.clock, d.Store.CheckSchema
	server, err := handlers.New(cfg)
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // what parsing words and pages took, before the first clerk comes
	link, err := server.FirstLink(ctx)
	if err != nil {
		return err
	}
	scheme := "http://"
	if cfg.TLS != nil {
		scheme = "https://"
	}
	return server.Serve(ctx, listen, func(at net.Addr) {
		p.say("网页：%s%s/ （按 Ctrl-C 停止）", scheme, at)
		if link != "" {
			p.say("首次启动：请在 24 小时内打开一次性链接，为管理员账号 admin 设置口令：%s%s%s", scheme, at, link)
		}
		if tcp, ok := at.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && cfg.TLS == nil && !cfg.PlainHTTP {
			p.say("注意：没有 TLS，请放在终止 TLS 的网关之后；否则浏览器不会保存登录状态。")
		}
	})
}

type healthCommand struct {
	URL string `arg:"" help:"The address asked, such as http://127.0.0.1:8080/healthz."`
	jsonFlag
}

// Run asks the service for a sign of life; containers without a shell use it.
func (c healthCommand) Run(ctx context.Context, p *program) error {
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL, nil)
	if err != nil {
		return fmt.Errorf("%w：%w", errUsage, err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		var asking *url.Error
		if errors.As(err, &asking) {
			err = asking.Err // what was asked for is on the command line
		}
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s 回答 %s", c.URL, resp.Status)
	}
	return p.result(c.JSON, map[string]bool{"ok": true}, func() { p.say("ok") })
}
