package handlers

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/tallysheet/tallysheet/handlers/access"
)

// The bounds of one connection. Uploads and downloads move their own deadlines by a least rate, see allowBody.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 120 * time.Second
	stopTimeout   = 30 * time.Second
)

// Serve answers on the address until ctx ends; what is under way then has 30 s to finish.
// ready, where given, is told the address once connections are accepted: with port 0 it is the
// way to learn the port.
func (s *Server) Serve(ctx context.Context, listen string, ready func(net.Addr)) error {
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", listen, err)
	}
	if s.tls != nil {
		ln = tls.NewListener(ln, s.tls)
	}
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	go s.sweep(ctx)
	s.Log.InfoContext(ctx, "serving", "address", ln.Addr().String())
	if ready != nil {
		ready(ln.Addr())
	}
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	s.Log.InfoContext(stop, "stopping")
	s.keeper.Stop()
	if err := srv.Shutdown(stop); err != nil {
		return errors.Join(fmt.Errorf("stop: %w", err), srv.Close())
	}
	return nil
}

// sweep drops sessions and links that have ended, now and every hour.
func (s *Server) sweep(ctx context.Context) {
	for {
		if err := s.Store.Sessions.Sweep(ctx, s.Profile(ctx).Whole+lapsedLasts); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "ended sessions not swept", "error", err.Error())
		}
		if err := s.Store.Tries.Sweep(ctx, access.TryWindow); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "counted tries not swept", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
	}
}
