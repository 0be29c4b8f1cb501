package web

import "strconv"

// QuestionNumber reads the number of a plan's question from an address.
func QuestionNumber(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, Fail(NotFound, "没有这个问题。")
	}
	return n, nil
}
