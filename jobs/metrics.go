package jobs

import (
	"context"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
)

// Collector tells Prometheus how the clock stands. What it says of runs and notices is counted in the database when it is asked,
// and so is the same from every process.
type Collector struct {
	clock  *Clock
	limit  time.Duration
	runs   *prometheus.Desc
	oldest *prometheus.Desc
	looked *prometheus.Desc
	up     *prometheus.Desc
}

// NewCollector tells about a clock.
func NewCollector(c *Clock) *Collector {
	return &Collector{
		clock:  c,
		limit:  5 * time.Second,
		runs:   prometheus.NewDesc("tallysheet_runs", "Runs that are not done, by kind of job and state.", []string{"job", "state"}, nil),
		oldest: prometheus.NewDesc("tallysheet_run_oldest_seconds", "Age of the oldest run that is not done, by kind of job.", []string{"job"}, nil),
		looked: prometheus.NewDesc("tallysheet_clock_last_look_timestamp_seconds", "When this process last looked at what is owed without an error.", nil, nil),
		up:     prometheus.NewDesc("tallysheet_database_up", "1 where the database answers this process.", nil, nil),
	}
}

// Describe implements prometheus.Collector.
func (m *Collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{m.runs, m.oldest, m.looked, m.up} {
		out <- d
	}
}

// openKinds are the kinds of job whose runs can be open: those of reminders are done when they are made.
func openKinds() []string {
	var kinds []string
	for _, job := range []string{models.MonthJob, models.ConsolidationJob, notice.DeliverJob, models.RetainJob} {
		kinds = append(kinds, strings.TrimSuffix(job, "/"))
	}
	return kinds
}

// Collect implements prometheus.Collector.
func (m *Collector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), m.limit)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	if at := m.clock.looked.Load(); at > 0 {
		gauge(m.looked, float64(at))
	}
	open, err := m.clock.Workflow.Store.Runs.Open(ctx)
	if err != nil {
		gauge(m.up, 0)
		return
	}
	gauge(m.up, 1)
	// A series that is not there fires no alert: each kind says 0 from the start.
	oldest, runs := map[string]time.Duration{}, map[[2]string]int{}
	for _, job := range openKinds() {
		oldest[job] = 0
	}
	for _, r := range open {
		runs[[2]string{r.Job, string(r.State)}] = r.Runs
		oldest[r.Job] = max(oldest[r.Job], r.Age)
	}
	for job := range oldest {
		for _, state := range models.OpenStates() {
			gauge(m.runs, float64(runs[[2]string{job, string(state)}]), job, string(state))
		}
	}
	for job, age := range oldest {
		gauge(m.oldest, age.Seconds(), job)
	}
}
