package models

// The words of the enums that the store keeps, once, as tally/terms.go has those of the values.

// Chinese is the word for where a submission stands, as short as a cell has it.
func (s State) Chinese() string {
	switch s {
	case Draft:
		return "草稿"
	case Submitted:
		return "已上报"
	case Returned:
		return "已退回"
	case Accepted:
		return "已审核"
	}
	return string(s)
}

// Words says beside it what is still to be done.
func (s State) Words() string {
	switch s {
	case Draft:
		return "草稿，未上报"
	case Submitted:
		return "已上报，待审核"
	case Returned, Accepted:
	}
	return s.Chinese()
}
