package jobs

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
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
	open, err := m.clock.Workflow.Store.OpenRuns(ctx)
	if err != nil {
		gauge(m.up, 0)
		return
	}
	gauge(m.up, 1)
	oldest := map[string]time.Duration{}
	for _, r := range open {
		gauge(m.runs, float64(r.Runs), r.Job, string(r.State))
		oldest[r.Job] = max(oldest[r.Job], r.Age)
	}
	for job, age := range oldest {
		gauge(m.oldest, age.Seconds(), job)
	}
}
