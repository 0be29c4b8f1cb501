package api

import "github.com/tallysheet/tallysheet/handlers/web"

// API is all that programs can ask, noun by noun.
type API struct {
	Plans       Plans
	Drafts      Drafts
	Indicators  Indicators
	Questions   Questions
	Submissions Submissions
	Periods     Periods
	Editions    Editions
	Copies      Copies
	Orders      Orders
	Same        Same
}

// New makes the API of a site.
func New(s *web.Site) API {
	return API{Plans{s}, Drafts{s}, Indicators{s}, Questions{s}, Submissions{s}, Periods{s}, Editions{s}, Copies{s}, Orders{s}, Same{s}}
}
