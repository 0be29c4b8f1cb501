package main

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

type targetCommand struct {
	Phrase  string `arg:"" help:"The phrase as printed, such as 税收增长10%,力争12%."`
	Unit    string `help:"The unit that the sheet gives beside the phrase."`
	Name    string `help:"The name of the indicator that the phrase stands beside."`
	Context string `help:"The text before the phrase, or the sentence that it was taken from."`
	Why     bool   `help:"Tell stage by stage why each number was read as it was."`
	jsonFlag
}

// explained is a phrase with how it was read, as --why prints it in JSON.
type explained struct {
	phrase.Reading
	Stages []phrase.Stage `json:"stages"`
}

// Run reads the phrase and prints what was read.
func (c targetCommand) Run(p *program) error {
	reader, err := p.reader()
	if err != nil {
		return err
	}
	around := phrase.Hint{Name: c.Name, Unit: c.Unit, Context: c.Context}
	read := reader.Words.Read(c.Phrase, around)
	switch {
	case c.JSON && c.Why:
		return p.json(explained{read, reader.Words.Explain(c.Phrase, around)})
	case c.JSON:
		return p.json(read.Phrase)
	case c.Why:
		for _, stage := range reader.Words.Explain(c.Phrase, around) {
			p.say("%s\n  %s", stage.Name, strings.Join(stage.Lines, "\n  "))
		}
		return nil
	}
	c.say(p, read.Phrase)
	return nil
}

func (c targetCommand) say(p *program, read tally.Phrase) {
	if !read.Readable {
		p.say("读不出目标值：%s", read.Why)
		return
	}
	for _, line := range [][2]string{
		{"指标类型", read.Measure.Chinese()}, {"比较", read.Op.Chinese()},
		{"确保", read.Floor.String()}, {"力争", read.Stretch.String()}, {"力争单位", read.StretchUnit},
		{"上限", read.Max.String()}, {"单位", read.Unit}, {"方向", read.Better.Chinese()}, {"时限", read.Deadline}, {"说明", read.Why},
	} {
		if line[1] != "" {
			p.say("%s\t%s", line[0], line[1])
		}
	}
	for _, part := range read.Parts {
		if part.Threshold.OK() {
			p.say("分项\t%s%s以上 %s", part.Threshold, part.Unit, part.Count)
			continue
		}
		p.say("分项\t%s %s%s%s", part.Of, part.Op.Chinese(), part.Count, part.Unit)
	}
}
