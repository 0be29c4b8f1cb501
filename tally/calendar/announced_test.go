package calendar_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// TestANoticeOnHolidaysIsRead holds notices as they are published, and odd lines, to the days that they name.
func TestANoticeOnHolidaysIsRead(t *testing.T) {
	for _, tc := range []struct {
		text                string
		year                int
		off, worked, unread string
	}{
		{"一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", 2026, "2026-01-01 2026-01-02 2026-01-03", "2026-01-04", ""},
		{"二、春节：2月15日（农历腊月二十八、周日）至18日（农历正月初二、周三）放假调休，共4天。2月14日（周六）、2月28日（周六）上班。", 2026, "2026-02-15 2026-02-16 2026-02-17 2026-02-18", "2026-02-14 2026-02-28", ""},
		{"元旦：2022年12月31日至2023年1月2日放假调休，共3天", 2023, "2022-12-31 2023-01-01 2023-01-02", "", ""},
		{"三、清明节：4月5日放假，共1天。", 2023, "2023-04-05", "", ""},
		{"9月29日至10月2日放假，共4天，9月26日、10月3日上班", 2028, "2028-09-29 2028-09-30 2028-10-01 2028-10-02", "2028-09-26 2028-10-03", ""},
		{"建区纪念日6月18号休息，19号上班", 2028, "2028-06-18", "", "建区纪念日6月18号休息，19号上班"},
		{"2月30日放假", 2028, "", "", "2月30日放假"},
		{"1月1日至6月1日放假", 2028, "", "", "1月1日至6月1日放假"},
		{"10月8日照常", 2028, "", "", "10月8日照常"},
		{"节假日期间，各地区、各部门要妥善安排好值班和安全工作。", 2028, "", "", ""},
	} {
		got := calendar.ReadAnnounced(tc.text, tc.year)
		if diff := cmp.Diff([3]string{tc.off, tc.worked, tc.unread}, [3]string{strings.Join(got.Off, " "), strings.Join(got.Worked, " "), strings.Join(got.Unread, "|")}); diff != "" {
			t.Errorf("%s: %s", tc.text, diff)
		}
	}
	if calendar.Own("2018-10-01", false) || !calendar.Own("2018-10-01", true) || !calendar.Own("2018-12-26", false) || calendar.Own("2018-09-29", true) {
		t.Error("what the table has is not told from what it has not")
	}
}
