package edition

import "github.com/tallysheet/tallysheet/tally"

// lightAt is the place of a light in their order; what has none is grey.
func lightAt(l tally.Light) int {
	switch l {
	case tally.Green:
		return 0
	case tally.Yellow:
		return 1
	case tally.Red:
		return 2
	case tally.Grey:
	}
	return 3
}

// unfiled are the reports that are not in, or came late.
func unfiled(ed tally.Edition) []int {
	var all []int
	for i, r := range ed.Reports {
		if r.State != tally.ReportAccepted || r.Late || len(r.Missing) > 0 {
			all = append(all, i)
		}
	}
	return all
}

// reportWord says how a report stands.
func reportWord(r tally.Report) string {
	switch r.State {
	case tally.ReportAccepted:
		if r.Late {
			return "迟报"
		}
		return "按时报送"
	case tally.ReportUnaccepted:
		if r.Late {
			return "迟报，未审核"
		}
		return "未审核"
	case tally.ReportReturned:
		return "已退回，未重报"
	case tally.ReportDraft:
		return "只存草稿，未提交"
	case tally.ReportMissing:
	}
	return "未报"
}
