package telling

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
)

// Try puts a message in the outbox that says that the channel works. It goes the way of every notice, so that what it meets is what
// notices meet. Several asked for within one second are one.
func Try(ctx context.Context, store *models.Store, by models.Actor, channel string, now time.Time) error {
	ch, err := store.Channels.Get(ctx, channel)
	if err != nil {
		return err
	}
	if !ch.Active {
		return &models.Error{Code: models.Conflict, Message: "这个通知渠道已停用，不能测试。"}
	}
	at := now.UTC().Format("20060102150405")
	m := notice.Message{Key: fmt.Sprintf("%s/%s/%s", notice.Trial, ch.ID, at), Channel: ch.ID, Notice: notice.Trial, Department: ch.Department,
		Subject: "【测试】目标任务月报的通知渠道",
		Body:    fmt.Sprintf("这是%s在%s发的测试消息。收到它，说明这个渠道能用，不用回复。", by.Label(), now.In(tally.China).Format("2006年1月2日15:04"))}
	key := models.RunKey{Job: models.TrialJob + ch.ID, Period: at, Revision: 1}
	_, err = store.Outbox.EnqueueOnce(ctx, by, key, []notice.Message{m}, models.AuditEntry{Action: "channel.try", Department: ch.Department, Object: ch.ID})
	return err
}
