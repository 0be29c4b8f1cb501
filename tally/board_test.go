package tally_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
)

func TestBoardCountsFromTheRecord(t *testing.T) {
	due := at("2018-09-05 18:00")
	filed := []tally.Filed{
		{Department: "财政局", Expected: true, At: due},
		{Department: "商务局", Expected: true, At: due.Add(16*time.Hour + time.Minute), Returned: true},
		{Department: "经发局", Expected: true},
		{Department: "文旅局"},                                           // not expected, not filed
		{Department: "档案局", At: due.Add(-time.Hour)},                  // filed unasked
		{Department: "环保局", Expected: true, At: due.Add(time.Second)}, // late by a second is late
	}
	august := tally.MonthOf(2018, 8)
	m := tally.NewBoardMonth(august, due, due.AddDate(0, 0, 1), filed)
	want := tally.BoardMonth{Period: august, Due: due, Expected: 5, Filed: 4, OnTime: 2, Late: 2, Missing: 1, Returned: 1, Standings: m.Standings}
	if d := cmp.Diff(want, m); d != "" {
		t.Error(d)
	}
	if before := tally.NewBoardMonth(august, due, due, filed[2:3]); before.Missing != 0 || before.Expected != 1 {
		t.Errorf("nobody is missing before it is due: %+v", before)
	}
	july := tally.NewBoardMonth(august.Add(-1), due.AddDate(0, -1, 0), due, []tally.Filed{{Department: "经发局", Expected: true}, {Department: "财政局", Expected: true, At: due.AddDate(0, -2, 0)}})
	y := tally.NewBoardYear(2018, []tally.BoardMonth{july, m})
	ever := map[string]tally.BoardSummary{}
	for _, s := range y.Departments {
		ever[s.Department] = s
	}
	if d := cmp.Diff(tally.BoardSummary{Department: "经发局", Expected: 2, Missing: 2, EverLate: true}, ever["经发局"]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(tally.BoardSummary{Department: "财政局", Expected: 2, Filed: 2, OnTime: 2}, ever["财政局"]); d != "" {
		t.Error(d)
	}
	got := tally.NewCircular("示例计划", y, m, nil, at("2018-09-07 09:00")).Text()
	text := `关于示例计划2018年8月进展情况报送工作的通报

各有关单位：
　　现将2018年8月进展情况报送工作通报如下。2018年8月应报送单位5个（9月5日18:00截止），截至9月7日09:00已报送4个，其中按时报送2个、迟报2个；未报1个；退回修改1个。
　　按时报送的单位（2个）：档案局、财政局。
　　迟报的单位（2个）：商务局（9月6日10:01报送，迟17小时）、环保局（9月5日18:00报送，迟1分钟）。
　　未报的单位（1个）：经发局。
　　被退回修改的单位（1个）：商务局。
　　2018年以来（截至2018年8月）迟报或未报2次以上的单位：经发局（2次）。
　　请未报单位尽快补报，迟报单位说明原因，并请各单位按规定时间报送，确保数据真实、准确、完整。

2018年9月7日
`
	if d := cmp.Diff(text, got); d != "" {
		t.Error(d)
	}
}

// at is a moment in Shanghai.
func at(s string) time.Time {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	return t
}
