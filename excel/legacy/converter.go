package legacy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// ErrBusy says that another old workbook is still being converted; the same file may be tried again.
var ErrBusy = errors.New("another workbook is being converted")

// Converter turns .xls and WPS .et workbooks into .xlsx, and .doc and .wps documents into .docx, with LibreOffice: one at a time, each in a child process with
// its own profile, its own folder, a limit of time and of memory, and no network where the system can close it. What it
// gives is untrusted still, and is read like any upload. Any number of goroutines may share one.
//
// Web pages and XML 2003 named .xls are not converted: LibreOffice drops digits that Excel keeps behind a page's
// rounded figures, and computes formulas anew where the file holds their values.
type Converter struct {
	Program string        // LibreOffice's soffice
	Limit   time.Duration // for one conversion; 0 means 30 s
	Wait    time.Duration // for the conversions before it; 0 means half of Limit
	Memory  int64         // bytes of address space of each process; 0 means 1 GiB
	Temp    string        // where its folders are made; "" means the system's place

	once    sync.Once
	turn    chan struct{} // holds one while a conversion runs
	offline bool
	mu      sync.Mutex
	recent  []conversion
}

// conversion is a workbook converted lately: it is checked, filed, shown and marked within minutes.
type conversion struct {
	of   [sha256.Size]byte
	xlsx []byte
}

// Bounds of what is remembered.
const (
	recentFiles = 8
	recentBytes = 4 << 20 // of one file
)

// FindConverter gives the converter that a setting names: "off" for none, "auto" for the soffice of the PATH, or a
// program's path. None is nil; a path that is no program is an error.
func FindConverter(setting string) (*Converter, error) {
	switch setting {
	case "", "off":
		return nil, nil
	case "auto":
		program, err := exec.LookPath("soffice")
		if err != nil || !canConvert {
			return nil, nil //nolint:nilerr // without LibreOffice old workbooks are refused with a sentence
		}
		return &Converter{Program: program}, nil
	}
	if !canConvert {
		return nil, errors.New("old workbooks are converted on Linux only")
	}
	program, err := exec.LookPath(setting)
	if err != nil {
		return nil, fmt.Errorf("office program: %w", err)
	}
	return &Converter{Program: program}, nil
}

func (c *Converter) prepare() {
	c.once.Do(func() {
		c.turn = make(chan struct{}, 1)
		c.offline = canCloseNetwork()
	})
}

// Offline reports whether conversions run without any network. Where the system does not permit that, links, macros
// and proxies are still switched off in LibreOffice's own settings.
func (c *Converter) Offline() bool {
	c.prepare()
	return c.offline
}

func (c *Converter) limit() time.Duration {
	if c.Limit <= 0 {
		return 30 * time.Second
	}
	return c.Limit
}

// job is what is turned into what.
type job struct {
	in, out string // names in the conversion's folder
	to      string // LibreOffice's filter
	what    string // in Chinese
	expect  string
}

// The jobs.
var (
	workbooks = job{"workbook.xls", "workbook.xlsx", "xlsx:Calc MS Excel 2007 XML", "旧版 .xls 或 .et 工作簿", saveAsNew}
	documents = job{"document.doc", "document.docx", "docx:MS Word 2007 XML", "旧版 .doc 或 .wps 文档", "请在 WPS 或 Word 中打开原文件，确认内容完整、没有密码，另存为 .docx 后再上传"}
)

// Convert gives the .xlsx of an old workbook. The error is an *xlsx.Refusal where that fails or takes too long, ErrBusy
// where others are before it for all of Wait, or the context's.
func (c *Converter) Convert(ctx context.Context, old []byte) ([]byte, error) {
	return c.convert(ctx, old, workbooks)
}

// ConvertDocument gives the .docx of a .doc or .wps, as Convert does of a workbook.
func (c *Converter) ConvertDocument(ctx context.Context, old []byte) ([]byte, error) {
	return c.convert(ctx, old, documents)
}

func (c *Converter) convert(ctx context.Context, old []byte, j job) ([]byte, error) {
	c.prepare()
	sum := sha256.Sum256(append([]byte(j.out), old...))
	if known := c.known(sum); known != nil {
		return known, nil
	}
	patience := c.Wait
	if patience <= 0 {
		patience = c.limit() / 2
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case c.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-wait.C:
		return nil, ErrBusy
	}
	defer func() { <-c.turn }()
	if known := c.known(sum); known != nil { // by the one that was waited for
		return known, nil
	}
	out, err := c.run(ctx, old, j)
	if err != nil {
		return nil, err
	}
	c.remember(conversion{of: sum, xlsx: out})
	return out, nil
}

// run converts in a folder that is gone afterwards.
func (c *Converter) run(ctx context.Context, old []byte, j job) (out []byte, err error) {
	dir, err := os.MkdirTemp(c.Temp, "tallysheet-office-")
	if err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := layOut(dir, j.in, old); err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	limited, cancel := context.WithTimeout(ctx, c.limit())
	defer cancel()
	failed := c.office(limited, dir, j)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if limited.Err() != nil {
		return nil, &xlsx.Refusal{Limit: true, Message: fmt.Sprintf("%s转换了 %s 还没有完成，已停止", j.what, inChinese(c.limit())), Expected: j.expect}
	}
	refused := &xlsx.Refusal{Message: j.what + "无法转换，可能已损坏、设有打开密码或内容过多", Expected: j.expect}
	if failed != nil {
		return nil, refused
	}
	// LibreOffice ends well also where it wrote nothing.
	out, err = readResult(filepath.Join(dir, "out", j.out))
	if err != nil || len(out) == 0 {
		return nil, refused //nolint:nilerr // the clerk is told what to do
	}
	return out, nil
}

const saveAsNew = "请在 WPS 或 Excel 中打开原文件，确认内容完整、没有密码，另存为 .xlsx（Excel 工作簿）后再上传"

func inChinese(d time.Duration) string {
	if d%time.Second == 0 {
		return fmt.Sprintf("%d 秒", d/time.Second)
	}
	return fmt.Sprintf("%d 毫秒", d.Milliseconds())
}

// readResult reads what was written: a plain file, and never more than the largest that may be written.
func readResult(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > largestResult {
		return nil, fmt.Errorf("%s: %s of %d bytes", name, info.Mode(), info.Size())
	}
	f, err := os.Open(name) // #nosec G304 -- a name of ours in a folder of ours
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, largestResult))
}

func (c *Converter) known(sum [sha256.Size]byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range c.recent {
		if r.of == sum {
			return bytes.Clone(r.xlsx)
		}
	}
	return nil
}

func (c *Converter) remember(r conversion) {
	if len(r.xlsx) > recentBytes {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.recent = append(c.recent, conversion{of: r.of, xlsx: bytes.Clone(r.xlsx)})
	if len(c.recent) > recentFiles {
		c.recent = c.recent[1:]
	}
}
