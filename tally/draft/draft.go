package draft

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Source is a document as read: its title as the file gives it, and its blocks in order.
type Source struct {
	Title  string
	Blocks []Block
}

// Block is a heading, a paragraph, a note or a table.
type Block struct {
	Heading bool
	Level   int
	Note    bool
	Text    string
	Rows    [][]string     // of a table
	Table   *tally.Reading // of a table: what the sheet reader makes of it, its cells by A1; nil where it made nothing
}

// Draft is what was found in a document.
type Draft struct {
	Title      string      `json:"title"`
	Number     string      `json:"number"` // 文号
	Date       string      `json:"date"`
	Year       string      `json:"year"`
	Until      string      `json:"until,omitempty"` // the last year of a plan of several
	Targets    []Target    `json:"targets"`
	Milestones []Milestone `json:"milestones"`
	SetAside   []Aside     `json:"set_aside"`
	Overfull   bool        `json:"-"` // there is more in it than MostFound, and nothing was kept
}

// Place is where something stands: block and runes of its text, from 0; To is behind the last. Of a table From is the row and To
// the column.
type Place struct {
	Block int `json:"block"`
	From  int `json:"from"`
	To    int `json:"to"`
}

// Target is a row of a draft. Numbers are those printed, in the printed unit. Its sentence is whole, as printed.
type Target struct {
	N           int           `json:"n"` // within the draft, from 1
	Indicator   string        `json:"indicator"`
	Text        string        `json:"text"`
	Sentence    string        `json:"sentence"`
	Heading     string        `json:"heading"`
	Measure     tally.Measure `json:"measure"`
	Op          tally.Op      `json:"op"`
	Floor       exact.Number  `json:"floor"`
	Stretch     exact.Number  `json:"stretch"`
	StretchUnit string        `json:"stretch_unit,omitempty"`
	Max         exact.Number  `json:"max"`
	Unit        string        `json:"unit"`
	Better      tally.Better  `json:"better"`
	Drop        bool          `json:"drop,omitempty"`
	Growth      bool          `json:"growth,omitempty"`
	Deadline    string        `json:"deadline"`
	Recurring   string        `json:"recurring,omitempty"` // month, quarter, half, year, week: due in each
	Lead        []string      `json:"lead"`
	Support     []string      `json:"support"`
	Implement   []string      `json:"implementing,omitempty"`
	Parts       []tally.Part  `json:"parts"`
	Notes       []string      `json:"notes,omitempty"` // the rules that carried something from elsewhere
	Doubts      []string      `json:"doubts"`
	Places      []Place       `json:"places"`
	Written     string        `json:"-"`              // the cell as a person wrote it
	Also        []string      `json:"also,omitempty"` // other sentences that print the same target
}

// Milestone is something that is done or not by a date.
type Milestone struct {
	N        int      `json:"n"`
	Text     string   `json:"text"`
	What     string   `json:"what"` // the text without its date and 确保
	Sentence string   `json:"sentence"`
	Heading  string   `json:"heading"`
	Deadline string   `json:"deadline"`
	Lead     []string `json:"lead"`
	Support  []string `json:"support"`
	Doubts   []string `json:"doubts"`
	Places   []Place  `json:"places"`
}

// Aside is a number that is neither, with the reason.
type Aside struct {
	Text     string `json:"text"` // the clause that it stands in
	Number   string `json:"number"`
	Sentence string `json:"sentence"`
	Why      Why    `json:"why"`
	Reason   string `json:"reason"`
	Place    Place  `json:"place"`
}

// Why is the kind of a reason for setting a number aside.
type Why string

// The kinds.
const (
	WhyResult    Why = "像是实绩"
	WhyBaseline  Why = "基数"
	WhyScope     Why = "规模"
	WhyThreshold Why = "门槛"
	WhyName      Why = "名称"
	WhyDate      Why = "日期"
	WhyNumber    Why = "文号"
	WhyLabel     Why = "序号"
	WhyPolicy    Why = "政策标准"
	WhyRate      Why = "完成率"
	WhyVague     Why = "概数"
	WhyRelative  Why = "与别处相比"
	WhyContact   Why = "联系方式"
	WhyRemark    Why = "附带说明"
	WhyUnsure    Why = "分不清"
	WhyTime      Why = "办理时限"
	WhyOther     Why = "其他"
)
