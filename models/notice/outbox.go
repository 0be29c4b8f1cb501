package notice

import (
	"context"
	"errors"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// DeliverJob is the job of what leaves the house: each message has one run, claimed, tried again and parked as all runs are.
const DeliverJob = "deliver"

// Message is one notice to one channel. Its Key is stable: the receiver can tell by it what it has had before.
type Message struct {
	Key        string       `gorm:"column:event_key;primaryKey" json:"key"`
	RunPeriod  string       `json:"-"` // names its run
	Channel    string       `gorm:"column:channel_id" json:"channel"`
	Notice     Kind         `json:"notice"`
	Plan       string       `gorm:"column:plan_key" json:"plan"`
	Period     tally.Round  `json:"period"`
	Department string       `json:"department"` // "" where it is about all
	Edition    int          `json:"edition"`    // whose workbook goes with it, 0 for none
	Subject    string       `json:"subject"`
	Body       string       `json:"body"`
	At         db.Timestamp `gorm:"column:made_at" json:"at"`
	PartsSent  int          `json:"parts_sent"` // text and file may go one after the other
}

// TableName implements GORM's Tabler.
func (Message) TableName() string { return "outbox" }

// Delivery is a message and how it stands.
type Delivery struct {
	Message
	Run db.Run `json:"run"`
}

// Outbox is what leaves the house: each message once, each address no more often than it may be written to.
type Outbox struct{ db *db.DB }

// EnqueueOnce puts messages in the outbox for one occasion; made is false where another process did it before. What a person asks for has
// its act in the audit chain.
func (s Outbox) EnqueueOnce(ctx context.Context, by db.Actor, occasion db.RunKey, messages []Message, acts ...db.AuditEntry) (made bool, err error) {
	err = s.db.Write(ctx, by, func(tx *db.Txn) error {
		made = true
		run := db.Run{RunKey: occasion, State: db.RunDone, MadeAt: tx.At, FinishedAt: tx.At, Result: fmt.Sprintf("%d 条", len(messages))}
		err := tx.Create(&run).Error
		if db.IsDuplicate(err) {
			made = false
			return errMadeBefore
		}
		if err != nil {
			return err
		}
		for _, act := range acts {
			tx.Audit(act)
		}
		return enqueue(tx, messages)
	})
	if errors.Is(err, errMadeBefore) {
		return false, nil
	}
	return made, err
}

var errMadeBefore = errors.New("the occasion is on record")

func enqueue(tx *db.Txn, messages []Message) error {
	runs := make([]db.Run, len(messages))
	rows := make([]Message, len(messages))
	for i, m := range messages {
		m.RunPeriod, m.At, m.Subject = db.DigestOf([]byte(m.Key))[:32], tx.At, db.Cut(m.Subject, db.MaxName)
		rows[i] = m
		runs[i] = db.Run{RunKey: db.RunKey{Job: DeliverJob, Period: m.RunPeriod, Revision: 1}, State: db.RunPending, MadeAt: tx.At}
	}
	if err := db.CreateAll(tx, rows); err != nil {
		return err
	}
	return db.CreateAll(tx, runs)
}

// followed is how many rows of the chain are looked at in one step.
const followed = 200

// Follow hands the rows of the audit chain that a reader has not seen to derive, and puts the messages that it makes
// of them in the outbox. The reader's position moves by one conditional statement in the same transaction: of several
// processes one has its way. more says that there may be further rows.
func (s Outbox) Follow(ctx context.Context, reader string, derive func([]db.AuditRow) ([]Message, error)) (more bool, err error) {
	var at db.Position
	if err := s.db.Writing(ctx).Take(&at, "name = ?", reader).Error; err != nil {
		return false, fmt.Errorf("position of %s: %w", reader, err)
	}
	rows, err := s.db.Audit().List(ctx, db.AuditFilter{After: at.Seq, Limit: followed})
	if err != nil || len(rows) == 0 {
		return false, err
	}
	messages, err := derive(rows)
	if err != nil {
		return false, err
	}
	last := rows[len(rows)-1].Seq
	err = s.db.Write(ctx, db.System(), func(tx *db.Txn) error {
		ok, err := db.One(tx.Exec("UPDATE positions SET seq = ? WHERE name = ? AND seq = ?", last, reader, at.Seq))
		if err != nil || !ok { // another process was there first
			return err
		}
		return enqueue(tx, messages)
	})
	return len(rows) == followed, err
}

// PartsSent is how many parts of a message were sent before.
func (s Outbox) PartsSent(ctx context.Context, key string) (int, error) {
	var m Message
	err := s.db.Writing(ctx).Select("parts_sent").Take(&m, "event_key = ?", key).Error
	return m.PartsSent, db.Absent(err, "没有这条通知（%s）。", key)
}

// SetPartsSent puts on record that so many parts are out. It never takes back what another process put there.
func (s Outbox) SetPartsSent(ctx context.Context, key string, n int) error {
	return s.db.Statement(ctx, func(conn *gorm.DB) error {
		return conn.Exec("UPDATE outbox SET parts_sent = ? WHERE event_key = ? AND parts_sent < ?", n, key, n).Error
	})
}

// Due lists the messages whose delivery may be tried now, oldest first.
func (s Outbox) Due(ctx context.Context) ([]Delivery, error) {
	now, err := s.db.Time(ctx)
	if err != nil {
		return nil, err
	}
	return s.deliveries(s.db.Reading(ctx).Where("r.state = 'pending' OR (r.state = 'running' AND r.lease_until < ?)"+
		" OR (r.state = 'failed' AND r.retry_at <= ?)", now, now).Order("m.made_at, m.event_key"))
}

// List lists messages, newest first, at most limit; those in one of the states, or in any.
func (s Outbox) List(ctx context.Context, limit int, states ...db.RunState) ([]Delivery, error) {
	q := s.db.Reading(ctx).Order("m.made_at DESC, m.event_key").Limit(limit)
	if len(states) > 0 {
		q = q.Where("r.state IN ?", states)
	}
	return s.deliveries(q)
}

// About lists the messages of one round of a plan that are of one of the kinds, newest first, at most limit.
func (s Outbox) About(ctx context.Context, plan string, period tally.Round, limit int, kinds ...Kind) ([]Delivery, error) {
	return s.deliveries(s.db.Reading(ctx).Where("m.plan_key = ? AND m.period = ? AND m.notice IN ?", plan, period, kinds).Order("m.made_at DESC, m.department, m.event_key").Limit(limit))
}

// Newest gives the last message to each channel that is in use, by the channel's id.
func (s Outbox) Newest(ctx context.Context) (map[string]Delivery, error) {
	rows, err := s.deliveries(s.db.Reading(ctx).Joins("JOIN (SELECT c.id AS channel_id, (SELECT MAX(x.made_at) FROM outbox AS x WHERE x.channel_id = c.id) AS newest FROM channels AS c WHERE c.active = ?) AS n"+
		" ON n.channel_id = m.channel_id AND n.newest = m.made_at", true))
	of := map[string]Delivery{}
	for _, r := range rows {
		of[r.Channel] = r
	}
	return of, err
}

func (s Outbox) deliveries(q *gorm.DB) ([]Delivery, error) {
	var rows []struct {
		Message Message `gorm:"embedded;embeddedPrefix:m_"`
		Run     db.Run  `gorm:"embedded;embeddedPrefix:r_"`
	}
	err := q.Table("outbox AS m").Select(deliveryColumns).
		Joins("JOIN job_runs AS r ON r.job = ? AND r.period = m.run_period AND r.revision = 1", DeliverJob).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", err)
	}
	out := make([]Delivery, len(rows))
	for i, r := range rows {
		out[i] = Delivery{Message: r.Message, Run: r.Run.Seen()}
	}
	return out, nil
}

const deliveryColumns = "m.event_key AS m_event_key, m.run_period AS m_run_period, m.channel_id AS m_channel_id, m.notice AS m_notice, " +
	"m.plan_key AS m_plan_key, m.period AS m_period, m.department AS m_department, m.edition AS m_edition, m.subject AS m_subject, " +
	"m.body AS m_body, m.made_at AS m_made_at, m.parts_sent AS m_parts_sent, r.job AS r_job, r.period AS r_period, r.revision AS r_revision, r.state AS r_state, " +
	"r.fence AS r_fence, r.owner AS r_owner, r.lease_until AS r_lease_until, r.failures AS r_failures, r.retry_at AS r_retry_at, " +
	"r.last_error AS r_last_error, r.result AS r_result, r.made_at AS r_made_at, r.finished_at AS r_finished_at"
