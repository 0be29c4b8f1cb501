package trail

import "fmt"

// Stage is a stage of a reading, in the order of the doc.go of package layout.
type Stage int

// The stages that a Trail tells of.
const (
	Sheets Stage = iota
	Tables
	Columns
	Rows
	Units
	stages
)

// Chinese is the heading over what is told of a stage.
func (s Stage) Chinese() string {
	return [stages]string{"工作表：读哪些，不读哪些", "表：表头在哪几行，说明文字给了什么", "列：每一列当作什么，凭什么", "行：每一行当作什么", "单位：每个数的单位从哪里来"}[s]
}

// Trail takes down why a workbook is read as it is: what was decided at each stage, in plain Chinese, with its cell. Hand one in with
// the Options to have it filled; it is for one reading.
type Trail struct {
	told [stages][]string
	left [stages]int // lines beyond mostTold
}

// mostTold is how many lines of a stage are kept.
const mostTold = 2000

// Told are the lines of a stage in order; the last says how many more there would be.
func (t *Trail) Told(s Stage) []string {
	if t.left[s] == 0 {
		return t.told[s]
	}
	return append(t.told[s][:len(t.told[s]):len(t.told[s])], fmt.Sprintf("……还有%d行没有列出", t.left[s]))
}

// Say takes down a line of a stage; nobody has to listen.
func (t *Trail) Say(s Stage, format string, args ...any) {
	if t == nil {
		return
	}
	if len(t.told[s]) >= mostTold {
		t.left[s]++
		return
	}
	t.told[s] = append(t.told[s], fmt.Sprintf(format, args...))
}

// Stages are all stages in the order in which a reading goes through them.
func Stages() []Stage { return []Stage{Sheets, Tables, Columns, Rows, Units} }
