package order

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/tally"
)

// longestText is how long what is written on an order may be, in characters.
const longestText = 2000

// Open opens orders, all or none of them, each with its due day (Due). A row that is followed already is a Conflict which names
// the order. N, the state and the acts come from the store.
func (s Orders) Open(ctx context.Context, by db.Actor, orders []tally.Order) ([]tally.Order, error) {
	if len(orders) == 0 {
		return nil, db.Refuse(db.Invalid, "没有要交办的督办单。")
	}
	var opened []tally.Order
	err := s.db.Write(ctx, by, func(tx *db.Txn) (err error) {
		opened, err = open(tx, by, orders, false)
		return err
	})
	return opened, err
}

// OpenClaimed opens orders and ends the claimed run in the same transaction: once over all processes. Rows that are followed by
// now are left out.
func (s Orders) OpenClaimed(ctx context.Context, run db.Run, orders []tally.Order) (opened []tally.Order, err error) {
	by := db.System()
	err = s.db.Claims().Publish(ctx, by, run, fmt.Sprintf("%d 件", len(orders)), func(tx *db.Txn) (err error) {
		opened, err = open(tx, by, orders, true)
		return err
	})
	return opened, err
}

// open takes the counter's row first: whoever opens orders comes one after the other, and sees what the one before opened.
func open(tx *db.Txn, by db.Actor, orders []tally.Order, leaveOut bool) ([]tally.Order, error) {
	if ok, err := db.One(tx.Exec("UPDATE order_counters SET last_n = last_n + ? WHERE id = 1", len(orders))); err != nil || !ok {
		return nil, db.FirstError(err, db.IfNot(ok, "the orders have no counter"))
	}
	var last int
	if err := tx.Table("order_counters").Where("id = 1").Select("last_n").Scan(&last).Error; err != nil {
		return nil, err
	}
	n := last - len(orders)
	opened := make([]tally.Order, 0, len(orders))
	var rows []row
	var acts []act
	for _, o := range orders {
		if err := checkOpening(o); err != nil {
			return nil, err
		}
		there, err := followed(tx, o)
		if err != nil {
			return nil, err
		}
		if there > 0 && leaveOut {
			continue
		}
		if there > 0 {
			return nil, db.Refuse(db.Conflict, "“%s”已有第%d号督办单，还没有销号，不再重复交办。", o.Subject, there)
		}
		n++
		o.N, o.Acts = n, nil
		o.Take(tally.OrderAct{Version: 1, Kind: tally.ActOpen, Due: o.Due, By: by.Label(), At: tx.At.Time})
		r, err := rowOf(o)
		if err != nil {
			return nil, err
		}
		rows, opened = append(rows, r), append(opened, o)
		acts = append(acts, act{N: n, Version: 1, Kind: tally.ActOpen, Due: o.Due, MadeBy: by.Label(), MadeAt: tx.At})
		tx.Audit(entry(o, tally.ActOpen, map[string]any{"basis": o.Basis, "subject": o.Subject, "from": o.From(), "asks": o.Asks, "due": o.Due, "light": o.Light, "supports": o.Supports}))
	}
	if err := tx.Exec("UPDATE order_counters SET last_n = ? WHERE id = 1", n).Error; err != nil { // what was left out takes no number
		return nil, err
	}
	if err := db.OrAgain(db.CreateAll(tx, rows)); err != nil {
		return nil, err
	}
	return opened, db.CreateAll(tx, acts)
}

// followed is the number of the order that follows the row already, 0 for none.
func followed(tx *db.Txn, o tally.Order) (int, error) {
	if o.Indicator == "" {
		return 0, nil
	}
	var n int
	err := tx.Model(&row{}).Select("COALESCE(MAX(n), 0)").Where("standing = ?", standing(o.Plan, o.Indicator, 0)).Scan(&n).Error
	return n, err
}

func checkOpening(o tally.Order) error {
	switch {
	case strings.TrimSpace(o.Subject) == "":
		return db.Refuse(db.Invalid, "督办事项不能为空。").At("subject")
	case o.Department == "":
		return db.Refuse(db.Invalid, "督办单要有牵头单位。").At("department")
	case strings.TrimSpace(o.Asks) == "":
		return db.Refuse(db.Invalid, "要写明请部门做什么。").At("asks")
	case o.Basis.Typed() && strings.TrimSpace(o.Source) == "":
		return db.Refuse(db.Invalid, "%s的督办单要写明出处。", o.Basis.Chinese()).At("source")
	case o.Basis.Typed() && o.SourceDate == "":
		return db.Refuse(db.Invalid, "%s的督办单要写明日期。", o.Basis.Chinese()).At("source_date")
	case o.Light == tally.Green && o.Why == "":
		return db.Refuse(db.Invalid, "“%s”亮的是绿灯，督办它要写明理由。", o.Subject).At("why")
	}
	return tooLong(o.Subject, o.Asks, o.Why, o.Source)
}

func tooLong(texts ...string) error {
	for _, t := range texts {
		if len([]rune(t)) > longestText {
			return db.Refuse(db.Invalid, "文字过长，最多%d个字。", longestText)
		}
	}
	return nil
}

// Answer is the department's 反馈: why it is so, and what it does about it. version is the one that was seen, 0 for the one that
// stands. After 销号 it is a Conflict.
func (s Orders) Answer(ctx context.Context, by db.Actor, n, version int, cause, measure string) (tally.Order, error) {
	return s.act(ctx, by, n, version, tally.OrderAct{Kind: tally.ActAnswer, Cause: strings.TrimSpace(cause), Measure: strings.TrimSpace(measure)})
}

// Close is the 销号: the office found the answer to hold. Without an answer it is Invalid.
func (s Orders) Close(ctx context.Context, by db.Actor, n, version int, result string) (tally.Order, error) {
	return s.act(ctx, by, n, version, tally.OrderAct{Kind: tally.ActClose, Text: strings.TrimSpace(result)})
}

// Return sends an answer back with a reason; due is the new last day, "" leaves it.
func (s Orders) Return(ctx context.Context, by db.Actor, n, version int, reason, due string) (tally.Order, error) {
	return s.act(ctx, by, n, version, tally.OrderAct{Kind: tally.ActReturn, Text: strings.TrimSpace(reason), Due: due})
}

// Extend sets a later day, with a reason.
func (s Orders) Extend(ctx context.Context, by db.Actor, n, version int, reason, due string) (tally.Order, error) {
	return s.act(ctx, by, n, version, tally.OrderAct{Kind: tally.ActExtend, Text: strings.TrimSpace(reason), Due: due})
}

// act does one thing to an order, in one transaction with its audit row.
func (s Orders) act(ctx context.Context, by db.Actor, n, version int, a tally.OrderAct) (tally.Order, error) {
	if err := tooLong(a.Text, a.Cause, a.Measure); err != nil {
		return tally.Order{}, err
	}
	var o tally.Order
	err := s.db.Write(ctx, by, func(tx *db.Txn) (err error) {
		if o, err = takeToAct(tx, n); err != nil {
			return err
		}
		if err := mayAct(o, version, a); err != nil {
			return err
		}
		a.Version, a.By, a.At = o.Version+1, by.Label(), tx.At.Time
		set := map[string]any{"version": a.Version}
		if a.Kind == tally.ActClose {
			set["closed"], set["standing"] = true, standing("", "", n)
		}
		ok, err := db.One(tx.Model(&row{}).Where("n = ? AND version = ?", n, o.Version).Updates(set))
		if err != nil || !ok {
			return db.FirstError(err, db.ErrAgain)
		}
		o.Take(a)
		detail := map[string]any{"version": a.Version, "subject": o.Subject, "text": a.Text}
		if a.Due != "" {
			detail["due"] = a.Due
		}
		if a.Kind == tally.ActAnswer {
			detail["cause"], detail["measure"] = a.Cause, a.Measure
		}
		tx.Audit(entry(o, a.Kind, detail))
		return tx.Create(&act{N: n, Version: a.Version, Kind: a.Kind, Said: a.Text, Cause: a.Cause, Measure: a.Measure, Due: a.Due, MadeBy: a.By, MadeAt: tx.At}).Error
	})
	return o, err
}

// mayAct refuses what may not follow, and what somebody else was faster with; who that was is said.
func mayAct(o tally.Order, version int, a tally.OrderAct) error {
	no := o.May(a)
	if no != nil && no.Over {
		return db.ConflictOf(version, o.Version, "%s", no.Sentence)
	}
	if version > 0 && version != o.Version {
		l := o.Last()
		return db.ConflictOf(version, o.Version, "%s在您看过以后已由%s办理（%s，%s），请刷新后再办。", o.Name(), l.By, l.Kind.Chinese(), l.At.In(tally.China).Format("2006-01-02 15:04"))
	}
	if no != nil {
		return db.Refuse(db.Invalid, "%s", no.Sentence).At(no.Field)
	}
	return nil
}

func entry(o tally.Order, kind tally.OrderActKind, detail map[string]any) db.AuditEntry {
	return db.AuditEntry{Action: "order." + string(kind), Plan: o.Plan, Department: o.Department, Period: o.Origin.Period, Object: strconv.Itoa(o.N), Detail: detail}
}

// EvidenceOf is whom the files behind an order's answer belong to.
func EvidenceOf(o tally.Order) evidence.Owner {
	return evidence.Owner{Kind: evidence.OfAnswer, ID: strconv.Itoa(o.N), Plan: o.Plan, Department: o.Department, Period: o.Origin.Period}
}

// Attach keeps a file behind the answer of an order that is not closed.
func (s Orders) Attach(ctx context.Context, by db.Actor, n int, name string, data []byte) (evidence.File, error) {
	o, err := s.Get(ctx, n)
	if err != nil {
		return evidence.File{}, err
	}
	return evidence.New(s.db).Add(ctx, by, EvidenceOf(o), name, data, func(tx *db.Txn) error { return mayAttach(tx, n) })
}

// Detach takes a file that Attach kept out of the list, until the order is closed.
func (s Orders) Detach(ctx context.Context, by db.Actor, f evidence.File) error {
	n, err := strconv.Atoi(f.ID)
	if err != nil {
		return fmt.Errorf("evidence %s of order %q: %w", f.FileID, f.ID, err)
	}
	return evidence.New(s.db).Remove(ctx, by, f.FileID, func(tx *db.Txn) error { return mayAttach(tx, n) })
}

func mayAttach(tx *db.Txn, n int) error {
	o, err := takeToAct(tx, n)
	if err == nil && o.State == tally.OrderClosed {
		err = db.Refuse(db.Conflict, "%s已由%s销号，佐证文件不能再增减。", o.Name(), o.Last().By)
	}
	return err
}
