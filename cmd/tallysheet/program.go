package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/anchor"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

// Settings are the flags that every command takes.
type Settings struct {
	Database string `env:"TALLYSHEET_DATABASE" default:"sqlite:tallysheet.db" help:"sqlite:PATH or mysql://user:password@host:3306/name."`
	Words    string `env:"TALLYSHEET_WORDS" type:"existingfile" help:"A site's own words.yaml, laid over the program's."`
	Headings string `env:"TALLYSHEET_HEADINGS" type:"existingfile" help:"A site's own headings.yaml, laid over the program's."`
	Signed   string `env:"TALLYSHEET_SIGNED" help:"Who issues 通报 and 简报 (落款), as 开发区管委会督查办公室."`
	Rules    string `env:"TALLYSHEET_RULES" default:"default" help:"Light rules: a preset's name or a file."`
	Crypto   string `env:"TALLYSHEET_CRYPTO" enum:"std,gm" default:"std" help:"Algorithms of the audit chain: std (SHA-256, Ed25519) or gm (SM3, SM2)."`
	AuditKey string `name:"audit-key" env:"TALLYSHEET_AUDIT_KEY" type:"existingfile" help:"Private key, PEM, that signs where the audit chain ends on covers, in backups and notices; audit key makes one."`
	Office   string `env:"TALLYSHEET_OFFICE" default:"auto" help:"LibreOffice's soffice, which converts .xls and .et: auto (looks in PATH), off, or its path."`
}

// program is what a command works with: its settings, where it writes, and the rooms wired
// together when first asked for.
type program struct {
	Settings
	out, errs io.Writer
	now       func() time.Time // the demo turns it

	store    *models.Store
	workflow *workflow.Workflow
	workbook *excel.Reader
}

// clock is the time as the program has it.
func (p *program) clock() time.Time { return p.now() }

// defaultDatabase is where figures are kept when nobody says otherwise.
const defaultDatabase = "sqlite:tallysheet.db"

// reader reads workbooks with the program's words and the site's laid over them.
func (p *program) reader() (*excel.Reader, error) {
	if p.workbook != nil {
		return p.workbook, nil
	}
	words, err := layered(templates.Words(), p.Words, meaning.ParseWords)
	if err != nil {
		return nil, fmt.Errorf("--words：%w", err)
	}
	headings, err := layered(templates.Headings(), p.Headings, vocabulary.ParseHeadings)
	if err != nil {
		return nil, fmt.Errorf("--headings：%w", err)
	}
	office, err := legacy.FindConverter(p.Office)
	if err != nil {
		return nil, err
	}
	// Wrong rules are told before anything is read or computed, by the commands too that have no use for them.
	if _, err := p.rules(p.Rules); err != nil {
		return nil, err
	}
	p.workbook = &excel.Reader{Words: words, Headings: headings, Limits: xlsx.DefaultLimits(), Converter: office, Log: p.log()}
	return p.workbook, nil
}

// layered parses the program's own text with a site's file, if any, laid over it.
func layered[T any](own []byte, file string, parse func(...[]byte) (T, error)) (T, error) {
	if file == "" {
		return parse(own)
	}
	site, err := readSiteFile(file)
	if err != nil {
		var none T
		return none, err
	}
	return parse(own, site)
}

// rules gives the light rules of a name: a preset's, or else a file.
func (p *program) rules(name string) (*deviation.Rules, error) {
	text, ok := templates.Rules(name)
	if !ok {
		var err error
		if text, err = readSiteFile(name); err != nil {
			return nil, fmt.Errorf("%w：--rules %s 既不是自带的亮灯规则（%s），也不是读得了的文件：%w", errUsage, name, strings.Join(templates.RuleNames(), "、"), err)
		}
	}
	rules, err := deviation.ParseRules(text)
	if err != nil {
		return nil, fmt.Errorf("亮灯规则 %s：%w", name, err)
	}
	return rules, nil
}

// open wires the rooms to the database, whose schema it brings up to date.
func (p *program) open(ctx context.Context) (*workflow.Workflow, error) {
	if p.workflow != nil {
		return p.workflow, nil
	}
	reader, err := p.reader()
	if err != nil {
		return nil, err
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	p.workflow = &workflow.Workflow{Store: store, Reader: reader, Words: reader.Words, Rules: p.rules, RulesName: p.Rules, Now: p.clock, Signed: p.Signed}
	return p.workflow, nil
}

// openAt is open for a command that is about one round, which is read first: a slip of the pen makes no database.
func (p *program) openAt(ctx context.Context, period string) (*workflow.Workflow, tally.Round, error) {
	round, err := parsePeriod(period)
	if err != nil {
		return nil, round, err
	}
	d, err := p.open(ctx)
	return d, round, err
}

// openStore opens the database, migrated, without the words of sheets: what only reads what was stored is not to wait for them.
func (p *program) openStore(ctx context.Context) (*models.Store, error) {
	if p.store != nil {
		return p.store, nil
	}
	options, err := p.options()
	if err != nil {
		return nil, err
	}
	store, err := models.Open(ctx, p.Database, options)
	if err != nil {
		return nil, err
	}
	p.store = store
	return store, store.Migrate(ctx)
}

// options are how the program opens a database.
func (p *program) options() (models.Options, error) {
	o := models.Options{Clock: p.clock, Logger: p.log(), Crypto: anchor.Suite(p.Crypto)}
	if p.AuditKey == "" {
		return o, nil
	}
	text, err := os.ReadFile(p.AuditKey)
	if err == nil {
		o.Signer, err = anchor.ReadSigner(text, o.Crypto)
	}
	if err != nil {
		return o, fmt.Errorf("%w：--audit-key %s：%w", errUsage, p.AuditKey, err)
	}
	return o, nil
}

func (p *program) log() *slog.Logger { return slog.New(slog.NewJSONHandler(p.errs, nil)) }

func (p *program) close() error {
	if p.store == nil {
		return nil
	}
	return p.store.Close()
}

// json prints a value as JSON, Chinese as it is.
func (p *program) json(v any) error {
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}

// jsonFlag is taken by every command that prints a result and ends.
type jsonFlag struct {
	JSON bool `help:"Print JSON."`
}

// result prints what a command came to: as JSON where that was asked for, else in words.
func (p *program) result(asJSON bool, v any, say func()) error {
	if asJSON {
		return p.json(v)
	}
	say()
	return nil
}

// say prints a line of a result.
func (p *program) say(format string, args ...any) {
	fmt.Fprintf(p.out, format+"\n", args...)
}

// actor is who does it, on the command line: the account that runs the program.
func actor() models.Actor {
	name := os.Getenv("USER")
	if name == "" {
		name = "operator"
	}
	return models.Actor{ID: "cli:" + name, Name: name}
}
