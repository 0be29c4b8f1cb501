package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/alecthomas/kong"

	"github.com/tallysheet/tallysheet/internal/parallel"
)

// version is set when the program is built.
var version = "dev"

// Exit statuses (DESIGN §7).
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3 // class A findings
)

// commands is the command line, one field a command.
type commands struct {
	Settings

	Demo        demoCommand        `cmd:"" help:"Run the sample month from end to end, then serve the web page."`
	Serve       serveCommand       `cmd:"" help:"Serve the pages and the API."`
	Check       checkCommand       `cmd:"" help:"Read a workbook, print the reading and its findings, store nothing."`
	Target      targetCommand      `cmd:"" help:"Read one target phrase."`
	Plan        planCommand        `cmd:"" help:"Import, list or show plans."`
	Department  departmentCommand  `cmd:"" help:"List or merge departments."`
	Discard     discardCommand     `cmd:"" help:"Throw a draft away that was never filed."`
	Submit      submitCommand      `cmd:"" help:"File a department's workbook for a period."`
	Template    templateCommand    `cmd:"" help:"Write the workbook that a department fills for a period."`
	Consolidate consolidateCommand `cmd:"" help:"Issue the consolidated workbook of a period."`
	Figures     figuresCommand     `cmd:"" help:"Write the figures of a plan's months to a workbook or CSV."`
	Trace       traceCommand       `cmd:"" help:"Follow a cell of an edition back to the cells it came from."`
	Verify      verifyCommand      `cmd:"" help:"Is this workbook one that was issued here, and which cells were changed since?"`
	Board       boardCommand       `cmd:"" help:"Who filed on time or late, in a month and its year; draft the 通报."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the database's schema up to this program's."`
	User        userCommand        `cmd:"" help:"Open an account."`
	Backup      backupCommand      `cmd:"" help:"Write everything that is kept into one file, while the service goes on."`
	Restore     restoreCommand     `cmd:"" help:"Put a backup into an empty database."`
	Drill       drillCommand       `cmd:"" help:"Restore a backup into a throw-away database, verify it whole and print the sheet to be signed."`
	Channel     channelCommand     `cmd:"" help:"Where notices go: e-mail, group robots, webhooks."`
	Jobs        jobsCommand        `cmd:"" help:"What runs by the clock."`
	Order       orderCommand       `cmd:"" help:"Orders (督办单): open, answer, close, return, extend."`
	Audit       auditCommand       `cmd:"" help:"Walk the audit chain."`
	Health      healthCommand      `cmd:"" hidden:"" help:"Ask a running service for a sign of life."`
	Version     versionCommand     `cmd:"" help:"Print the program's version."`
}

var (
	// errRefused says that class A findings stand; they have been printed already.
	errRefused = errors.New("refused because of class A findings")
	// errUsage marks what the caller got wrong on the command line.
	errUsage = errors.New("用法不对")
	// errChanged says that a workbook is not as it was issued; what was found has been printed already.
	errChanged = errors.New("the workbook is not as it was issued")
)

// Run runs the program with the arguments after its name, and gives the exit status.
// Results go to out, messages to errs.
func Run(ctx context.Context, args []string, out, errs io.Writer) int {
	var cli commands
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("tallysheet"),
		kong.Description("目标任务分解表与月度报送的读取、审核、亮灯与汇总。"),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(errs, "tallysheet：", err)
		return exitFailed
	}
	kctx, err := parser.Parse(args)
	if exited >= 0 { // --help has been answered
		return exited
	}
	if err != nil {
		fmt.Fprintf(errs, "tallysheet：%s（用 %s --help 查看用法）\n", usage(err), asked(err))
		return exitUsage
	}
	p := &program{Settings: cli.Settings, out: out, errs: errs, now: time.Now}
	err = parallel.Safely(func() error { return kctx.Run(p) })
	if cerr := p.close(); err == nil {
		err = cerr
	}
	return exitStatus(err, errs)
}

// exitStatus says the error and gives its status.
func exitStatus(err error, errs io.Writer) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, errRefused) {
		return exitRefused
	}
	if errors.Is(err, errChanged) {
		return exitFailed
	}
	var broke *parallel.Panic
	if errors.As(err, &broke) {
		fmt.Fprintln(errs, "tallysheet：程序内部出错，这一步没有做完。请把下面的内容交给系统管理员。")
	}
	fmt.Fprintf(errs, "tallysheet：%s\n", inChinese(err))
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	return exitFailed
}

type versionCommand struct{ jsonFlag }

// Run prints the version.
func (c versionCommand) Run(p *program) error {
	return p.result(c.JSON, map[string]string{"version": version}, func() { p.say("tallysheet %s", version) })
}
