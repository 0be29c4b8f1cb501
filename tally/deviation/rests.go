package deviation

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// restsOn says what a person confirmed of the meaning that a light rests on; "" where nobody had to.
func restsOn(ind *tally.Indicator) string {
	if len(ind.Confirmed) == 0 {
		return ""
	}
	var said []string
	for _, code := range tally.QuestionCodes() {
		answer, ok := ind.Confirmed[code]
		if ok && (ofMeaning(code) || asksTarget(code) && code != tally.AskDuplicate || code == tally.AskPath) {
			said = append(said, code.Chinese()+tally.AnswerWord(code, answer))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "（已确认：" + strings.Join(said, "、") + "）"
}
