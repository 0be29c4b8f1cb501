package main

import (
	"github.com/tallysheet/tallysheet/tally/phrase"
)

type targetCommand struct {
	Phrase string `arg:"" help:"The phrase as printed, such as 税收增长10%,力争12%."`
	Unit   string `help:"The unit that the sheet gives beside the phrase."`
	jsonFlag
}

// Run reads the phrase and prints what was read.
func (c targetCommand) Run(p *program) error {
	reader, err := p.reader()
	if err != nil {
		return err
	}
	phrase := reader.Words.Phrase(c.Phrase, phrase.Hint{Unit: c.Unit})
	if c.JSON {
		return p.json(phrase)
	}
	if !phrase.Readable {
		p.say("读不出目标值：%s", phrase.Why)
		return nil
	}
	for _, line := range [][2]string{
		{"指标类型", phrase.Measure.Chinese()}, {"比较", phrase.Op.Chinese()},
		{"确保", phrase.Floor.String()}, {"力争", phrase.Stretch.String()}, {"力争单位", phrase.StretchUnit},
		{"上限", phrase.Max.String()}, {"单位", phrase.Unit}, {"方向", phrase.Better.Chinese()}, {"时限", phrase.Deadline}, {"说明", phrase.Why},
	} {
		if line[1] != "" {
			p.say("%s\t%s", line[0], line[1])
		}
	}
	for _, part := range phrase.Parts {
		p.say("分项\t%s%s %s", part.Threshold, part.Unit, part.Count)
	}
	return nil
}
