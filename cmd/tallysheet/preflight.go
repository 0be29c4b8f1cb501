package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// The bounds of the look at the machine before serving.
const (
	leastFree = 200 << 20 // below it a month's files would not fit
	scantFree = 2 << 30
	mostSkew  = 5 * time.Second // between this clock and the database's
)

// preflight looks at what the promises rest on. What would break them is refused, in words; with accepted it is put
// on record instead. What is only worth knowing is logged.
func (p *program) preflight(ctx context.Context, store *models.Store, accepted bool) error {
	wrong, err := store.Durability(ctx)
	if err != nil {
		return err
	}
	worth, more, err := p.lookAtDisk(store)
	if err != nil {
		return err
	}
	wrong = append(wrong, more...)
	if more, err = p.lookAtClock(ctx, store); err != nil {
		return err
	}
	wrong = append(wrong, more...)
	if _, err := time.LoadLocation(calendar.Default().Zone); err != nil {
		wrong = append(wrong, "没有时区资料，算不出截止时间："+err.Error())
	}
	now, err := store.DatabaseTime(ctx)
	if err != nil {
		return err
	}
	if skew := p.clock().Sub(now); skew.Abs() > mostSkew {
		worth = append(worth, fmt.Sprintf("本机时钟与数据库相差 %s：是否迟报按本机时钟判断，请校时（NTP）。", skew.Round(time.Second)))
	}
	for _, w := range worth {
		p.log().WarnContext(ctx, w)
	}
	if len(wrong) == 0 {
		return nil
	}
	return p.accept(ctx, store, wrong, accepted)
}

// accept refuses what is wrong, in words, or puts on record that the operator accepted it.
func (p *program) accept(ctx context.Context, store *models.Store, wrong []string, accepted bool) error {
	if !accepted {
		return errors.New("没有启动：\n  " + strings.Join(wrong, "\n  ") + "\n如已知晓风险仍要启动，请加 --accept-risk，此事会记入审计。")
	}
	p.log().WarnContext(ctx, "risks accepted", "risks", wrong)
	return store.Audit.Note(ctx, actor(), models.AuditEntry{Action: riskAction, Detail: map[string]any{"risks": wrong}})
}

// lookAtDisk tells what is worth knowing of the disk under an embedded database, and what is wrong with it.
func (p *program) lookAtDisk(store *models.Store) (worth, wrong []string, err error) {
	place, err := store.Disk()
	if err != nil || place.Folder == "" {
		return nil, nil, err
	}
	free := fmt.Sprintf("%s 所在磁盘只剩 %d MiB", place.Folder, place.Free>>20)
	switch {
	case place.Remote:
		wrong = append(wrong, fmt.Sprintf("数据库文件在网络盘上（%s，%s）：SQLite 在网络盘上会损坏，请移到本机磁盘，或改用 MySQL。", place.Folder, place.System))
	case place.System == "overlay" || place.System == "tmpfs":
		worth = append(worth, fmt.Sprintf("数据库文件在 %s（%s）：容器或机器重启后可能不在，请放到卷或本机磁盘上。", place.Folder, place.System))
	}
	switch {
	case place.Free > 0 && place.Free < leastFree:
		wrong = append(wrong, free+"，至少要有 200 MiB。")
	case place.Free > 0 && place.Free < scantFree:
		worth = append(worth, free+"，请及时清理或扩容。")
	}
	return worth, wrong, nil
}
