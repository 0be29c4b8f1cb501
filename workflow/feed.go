package workflow

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// FeedEntry is one indicator as it was last published for a period: what a dashboard shows of it. ID is the same for the same indicator and
// period in every edition, so that who takes an entry twice overwrites it.
type FeedEntry struct {
	ID         string           `json:"id"`
	Plan       string           `json:"plan"`
	Title      string           `json:"title"`
	Period     tally.Round      `json:"period"`
	Edition    int              `json:"edition"`
	At         models.Timestamp `json:"at"` // when the edition was published
	Indicator  string           `json:"indicator"`
	Name       string           `json:"name"`
	Group      []string         `json:"group"`
	Department string           `json:"department"`
	Unit       string           `json:"unit"`
	Target     string           `json:"target"` // as the plan prints it
	Month      exact.Number     `json:"month"`
	YTD        exact.Number     `json:"ytd"`
	Printed    string           `json:"printed"` // of what has no number
	Completion exact.Number     `json:"completion"`
	Schedule   exact.Number     `json:"schedule"`
	Gap        exact.Number     `json:"gap"`
	GapUnit    string           `json:"gap_unit"`
	Light      tally.Light      `json:"light"`
	Sentence   string           `json:"sentence"`
}

// feedOverlap is how much of what was given out before is given out again: nodes whose clocks differ, and editions that were being
// published while one asked, would else fall between two answers.
const feedOverlap = 2 * time.Minute

// Feed gives the rows of the newest edition of each plan and period that was published since a moment, edition by edition as they were
// published; plan "" takes all. No more than one edition is held at a time. next is the moment to ask from the next time.
func (d *Workflow) Feed(ctx context.Context, since time.Time, plan string, yield func(*FeedEntry) error) (next time.Time, err error) {
	next = since
	if !since.IsZero() {
		since = since.Add(-feedOverlap)
	}
	infos, err := d.Store.Editions.PublishedSince(ctx, since, plan)
	if err != nil {
		return next, err
	}
	for _, info := range infos {
		_, ed, err := d.Store.Editions.Rows(ctx, info.Plan, info.Period, info.Number)
		if err != nil {
			return next, err
		}
		for i := range ed.Rows {
			if err := yield(feedEntry(&info, &ed.Rows[i])); err != nil {
				return next, err
			}
		}
		if info.At.After(next) {
			next = info.At.Time
		}
	}
	return next, nil
}

func feedEntry(info *models.EditionInfo, r *tally.Row) *FeedEntry {
	m := &r.Main
	return &FeedEntry{ID: info.Plan + "/" + info.Period.String() + "/" + r.Indicator.ID, Plan: info.Plan, Title: info.Title, Period: info.Period, Edition: info.Number, At: info.At,
		Indicator: r.Indicator.ID, Name: r.Indicator.Name, Group: r.Indicator.Group, Department: r.Department, Unit: r.Indicator.Unit, Target: m.Target.Text,
		Month: r.Month, YTD: r.YTD, Printed: r.Printed, Completion: m.Completion, Schedule: m.Schedule, Gap: m.Gap, GapUnit: m.GapUnit, Light: m.Light, Sentence: m.Sentence}
}

// FeedNumbers are those of the columns that are numbers and nothing else.
var FeedNumbers = []int{4, 12, 13, 15, 16, 17}

// FeedHeads are the columns of a feed as CSV; Cells gives an entry's.
var FeedHeads = []string{"编号", "计划", "计划名称", "报告期", "版次", "出版时间", "指标编号", "指标", "目标任务", "责任单位", "单位", "目标", "本月", "本年累计", "原文", "完成率", "序时进度", "偏差", "偏差单位", "亮灯", "亮灯说明"}

// Cells are an entry as a line of CSV; moments are in UTC, as in JSON.
func (e *FeedEntry) Cells() []string {
	return []string{e.ID, e.Plan, e.Title, e.Period.String(), strconv.Itoa(e.Edition), e.At.UTC().Format(time.RFC3339Nano), e.Indicator, e.Name, strings.Join(e.Group, " / "), e.Department, e.Unit, e.Target,
		e.Month.Plain(), e.YTD.Plain(), e.Printed, e.Completion.Plain(), e.Schedule.Plain(), e.Gap.Plain(), e.GapUnit, e.Light.Chinese(), e.Sentence}
}
