package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/tallysheet/tallysheet/desk"
	"github.com/tallysheet/tallysheet/handlers"
)

type serveCommand struct {
	Listen string `default:"127.0.0.1:8080" env:"TALLYSHEET_LISTEN" help:"Address to listen on."`
}

// Run serves the pages and the API until it is told to stop.
func (c serveCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	return serve(ctx, p, d, c.Listen)
}

// serve runs the web server until ctx ends, then lets what is under way finish.
func serve(ctx context.Context, p *program, d *desk.Desk, listen string) error {
	server, err := handlers.New(handlers.Config{Log: p.log(), Clock: p.clock, Ready: d.Store.CheckSchema})
	if err != nil {
		return err
	}
	return server.Serve(ctx, listen, func(at net.Addr) {
		p.say("网页:http://%s/ (按 Ctrl-C 停止)", at)
	})
}

type healthCommand struct {
	URL string `arg:"" help:"The address asked, such as http://127.0.0.1:8080/healthz."`
}

// Run asks the service for a sign of life; containers without a shell use it.
func (c healthCommand) Run(ctx context.Context, p *program) error {
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", c.URL, resp.Status)
	}
	p.say("ok")
	return nil
}
