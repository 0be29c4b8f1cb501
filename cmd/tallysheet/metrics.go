package main

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/jobs"
)

// watchFlags are how operators look in.
type watchFlags struct {
	MetricsToken string `name:"metrics-token-file" env:"TALLYSHEET_METRICS_TOKEN_FILE" type:"existingfile" help:"File with the token that /metrics asks of other machines; without it only this machine may ask."`
	Pprof        string `name:"pprof" env:"TALLYSHEET_PPROF" placeholder:"127.0.0.1:6060" help:"Address of Go's profiles, on this machine only; off if left out."`
}

// watch puts the service's figures into the settings of the web server.
func (f watchFlags) watch(cfg *handlers.Config, clock *jobs.Clock) error {
	token := ""
	if f.MetricsToken != "" {
		text, err := os.ReadFile(f.MetricsToken)
		if err != nil {
			return err
		}
		token = strings.TrimSpace(string(text))
	}
	registry := prometheus.NewRegistry()
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "tallysheet_request_seconds",
		Help: "Time to answer a request, by route and status.", Buckets: []float64{.01, .03, .1, .3, 1, 3, 10, 30}}, []string{"method", "route", "status"})
	registry.MustRegister(took, jobs.NewCollector(clock),
		collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(collectors.GoRuntimeMetricsRule{Matcher: liveHeap})),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	built := prometheus.NewGauge(prometheus.GaugeOpts{Name: "tallysheet_build", Help: "The program's version.", ConstLabels: prometheus.Labels{"version": version}})
	built.Set(1)
	registry.MustRegister(built)
	cfg.Metrics = guarded(token, promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	cfg.Observe = func(r web.Request) {
		took.WithLabelValues(r.Method, r.Route, strconv.Itoa(r.Status)).Observe(r.Took.Seconds())
	}
	return nil
}

// liveHeap is what the last collection left standing: unlike the heap as it is just now, it rises only with what is kept.
var liveHeap = regexp.MustCompile(`^/gc/heap/live:bytes$`)

// guarded lets this machine ask, and who has the token. Behind a gateway on the same machine everybody comes from this
// machine: the gateway must keep /metrics to itself (docs/operating.md).
func guarded(token string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		ip := net.ParseIP(host)
		local := err == nil && ip != nil && ip.IsLoopback() && r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == ""
		if local && token == "" || token != "" && bearer && subtle.ConstantTimeCompare([]byte(given), []byte(token)) == 1 {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "not allowed", http.StatusForbidden)
	})
}

// profiles serves Go's profiles on this machine until ctx ends.
func (f watchFlags) profiles(ctx context.Context, p *program) error {
	if f.Pprof == "" {
		return nil
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.Pprof)
	if err != nil {
		return err
	}
	if at, ok := ln.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		return errors.Join(fmt.Errorf("%w：--pprof %s：内存里的内容会在其中，只能用本机地址（127.0.0.1）", errUsage, f.Pprof), ln.Close())
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = srv.Close() }) // a profile that is being taken is of no use without the service
	go func() {
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			p.log().ErrorContext(ctx, "profiles", "error", err)
		}
	}()
	return nil
}
