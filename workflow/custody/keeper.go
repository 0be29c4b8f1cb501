package custody

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// The acts of a keeper, as the audit chain has them.
const (
	MadeAct    = "backup.make"
	DrilledAct = "backup.drill"
)

// Keeper makes backups in the folder of the service and drills them, one thing at a time. Dir "" keeps none.
type Keeper struct {
	Dir   string
	Store *models.Store
	Clock func() time.Time
	Log   *slog.Logger

	mu     sync.Mutex
	now    Doing // what is being done; zero for nothing
	failed Doing // the last thing that failed, until another succeeds
	stop   context.CancelFunc
	done   chan struct{}
}

// Doing is a piece of the keeper's work: which act, on which file, since when; Err is what it failed of.
type Doing struct {
	Act, File string
	Since     time.Time
	Err       error
}

// Kept is a backup in the folder, with what is on record of it.
type Kept struct {
	Name string
	Size int64
	At   time.Time // written
	Made *Act      // nil where it was put there by other hands
	Last *Act      // the last drill, nil for none
}

// Act is what the audit chain has of a backup or a drill.
type Act struct {
	At time.Time
	By string
	Says
}

// Says is what is put on record.
type Says struct {
	SHA256 string  `json:"sha256,omitempty"`
	Rows   int64   `json:"rows,omitempty"`
	Files  int     `json:"files,omitempty"`
	Took   float64 `json:"seconds,omitempty"`
	Wrong  string  `json:"error,omitempty"`
}

func (s Says) detail() map[string]any {
	d := map[string]any{"sha256": s.SHA256, "rows": s.Rows, "files": s.Files, "seconds": s.Took}
	if s.Wrong != "" {
		d["error"] = s.Wrong
	}
	return d
}

// Now is what is being done, and what failed last; a zero Since where there is none.
func (k *Keeper) Now() (now, failed Doing) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now, k.failed
}

// backupEnd ends the names of backups in the folder.
const backupEnd = ".gz"

// mostOnRecord are the acts that are looked through.
const mostOnRecord = 1000

// List gives the backups in the folder, newest first.
func (k *Keeper) List(ctx context.Context) ([]Kept, error) {
	if k.Dir == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(k.Dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	made, err := k.acts(ctx, MadeAct)
	if err != nil {
		return nil, err
	}
	drilled, err := k.acts(ctx, DrilledAct)
	if err != nil {
		return nil, err
	}
	var out []Kept
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !strings.HasSuffix(e.Name(), backupEnd) {
			continue
		}
		out = append(out, Kept{Name: e.Name(), Size: info.Size(), At: info.ModTime(), Made: made[e.Name()], Last: drilled[e.Name()]})
	}
	slices.SortFunc(out, func(a, b Kept) int { return strings.Compare(b.order(), a.order()) })
	return out, nil
}

// order is by when it was made, as far as that is on record.
func (k Kept) order() string {
	if k.Made != nil {
		return k.Made.At.UTC().Format(time.RFC3339Nano)
	}
	return k.At.UTC().Format(time.RFC3339Nano)
}

// acts are the newest acts of a kind by file.
func (k *Keeper) acts(ctx context.Context, action string) (map[string]*Act, error) {
	rows, err := k.Store.Audit.List(ctx, models.AuditFilter{Action: action, Newest: true, Limit: mostOnRecord})
	of := map[string]*Act{}
	for _, r := range rows {
		a := Act{At: r.At.Time, By: r.ActorName}
		if of[r.Object] == nil && json.Unmarshal([]byte(r.Detail), &a.Says) == nil {
			of[r.Object] = &a
		}
	}
	return of, err
}

// Make begins a backup and gives its name.
func (k *Keeper) Make(ctx context.Context, by models.Actor) (string, error) {
	if k.Dir == "" {
		return "", &models.Error{Code: models.Invalid, Message: "没有指定备份放在哪里，请运维人员在启动服务时设置 TALLYSHEET_BACKUPS。"}
	}
	name := "tallysheet-" + k.Clock().In(tally.China).Format("20060102-150405") + backupEnd
	return name, k.begin(ctx, MadeAct, name, func(ctx context.Context) (Says, error) {
		if err := os.MkdirAll(k.Dir, 0o700); err != nil {
			return Says{}, err
		}
		info, err := WriteFile(ctx, k.Store, filepath.Join(k.Dir, name))
		return Says{SHA256: info.SHA256, Rows: info.Rows, Files: info.Files}, err
	}, by)
}

// Drill begins a drill of a backup of the folder.
func (k *Keeper) Drill(ctx context.Context, by models.Actor, name string) error {
	all, err := k.List(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(b Kept) bool { return b.Name == name }) {
		return &models.Error{Code: models.NotFound, Message: "备份文件夹里没有这个文件。"}
	}
	return k.begin(ctx, DrilledAct, name, func(ctx context.Context) (Says, error) {
		d, err := DrillFile(ctx, by, filepath.Join(k.Dir, name), k.Clock, k.Log)
		return Says{SHA256: d.Backup.SHA256, Rows: d.Backup.Rows, Files: d.Backup.Files, Took: d.Took.Seconds()}, err
	}, by)
}

// patience is how long a caller waits for what was begun: most of it is done by then.
const patience = 3 * time.Second

// begin does one thing beside the request, puts it on record, and waits for a short one to end.
func (k *Keeper) begin(ctx context.Context, act, name string, do func(context.Context) (Says, error), by models.Actor) error {
	k.mu.Lock()
	if !k.now.Since.IsZero() {
		k.mu.Unlock()
		return &models.Error{Code: models.Conflict, Message: "正在备份或演练，做完再来。"}
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	k.now, k.stop, k.done = Doing{Act: act, File: name, Since: k.Clock()}, stop, done
	k.mu.Unlock()
	go func() {
		defer close(done)
		defer stop()
		var says Says
		err := parallel.Safely(func() (err error) {
			says, err = do(working)
			return err
		})
		if err != nil {
			says.Wrong = err.Error()
			k.Log.ErrorContext(working, "backup", "act", act, "file", name, "error", err)
		}
		noted := k.Store.Audit.Note(context.WithoutCancel(working), by, models.AuditEntry{Action: act, Object: name, Detail: says.detail()})
		k.mu.Lock()
		defer k.mu.Unlock()
		k.failed = Doing{}
		if err = errors.Join(err, noted); err != nil {
			k.failed = k.now
			k.failed.Err = err
		}
		k.now = Doing{}
	}()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-done:
	case <-wait.C:
	case <-ctx.Done():
	}
	return nil
}

// Stop ends what is being done and waits for its end.
func (k *Keeper) Stop() {
	k.mu.Lock()
	stop, done := k.stop, k.done
	k.mu.Unlock()
	if stop != nil {
		stop()
		<-done
	}
}

// SizeText is how large a backup is, in MiB.
func (k Kept) SizeText() string { return fmt.Sprintf("%.1f MiB", float64(k.Size)/(1<<20)) }
