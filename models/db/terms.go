package db

// The words of the enums, once, as tally/terms.go has those of the values.

// Chinese is the word for the state.
func (s RunState) Chinese() string {
	switch s {
	case RunPending:
		return "待执行"
	case RunRunning:
		return "执行中"
	case RunFailed:
		return "待重试"
	case RunParked:
		return "已停下"
	case RunDone:
		return "已完成"
	}
	return string(s)
}
