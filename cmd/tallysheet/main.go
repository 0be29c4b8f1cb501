package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	_ "time/tzdata" // the container has no zone files, and months turn in Asia/Shanghai
)

// collectAt is how much the heap may grow, in per cent, before it is collected. A month makes many small things that are
// gone at once: at Go's own 100 a twentieth more of its time goes into looking at what stays, for a peak that is hardly lower.
const collectAt = 175

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
