// Command tallysheet takes the departments' workbooks as they are, checks every figure at its cell
// and issues the consolidated workbook of the month. `tallysheet --help` lists what it does.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "time/tzdata" // the container has no zone files, and months turn in Asia/Shanghai
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
