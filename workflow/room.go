package workflow

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models"
)

// Memory that readings share, and how long the next one waits for its part.
const (
	readingMemory = 192 << 20
	readingWait   = 20 * time.Second
)

// readingRoom is the memory that all readings of this process share. The zero value is ready.
type readingRoom struct {
	once   sync.Once
	budget *parallel.Budget
}

// take takes memory for reading a workbook and for what is made of it, more for each of so many findings to be marked in it.
// Twelve files within the limits took 2 GB together when each was read at once.
func (r *readingRoom) take(ctx context.Context, lim xlsx.Limits, data []byte, findings int) (release func(), err error) {
	r.once.Do(func() { r.budget = parallel.NewBudget(readingMemory, readingWait) })
	const perFinding = 20 << 10
	release, err = r.budget.Take(ctx, xlsx.Weight(data, lim)+int64(findings)*perFinding)
	if errors.Is(err, parallel.ErrNoRoom) {
		return nil, &models.Error{Code: models.Busy, Message: "系统正在审核别人上传的文件，暂时轮不到这一份，没有保存，请过一分钟再试。"}
	}
	return release, err
}
