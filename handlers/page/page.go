package page

import "github.com/tallysheet/tallysheet/handlers/web"

// Pages are all pages that people work with, noun by noun.
type Pages struct {
	Home        Home
	Submissions Submissions
	Columns     Columns
	Plans       Plans
	Drafts      Drafts
	Indicators  Indicators
	Questions   Questions
	Departments Departments
	Settings    Settings
	Periods     Periods
	Editions    Editions
	Copies      Copies
	Queue       Queue
	Orders      Orders
}

// New makes the pages of a site.
func New(s *web.Site) Pages {
	return Pages{Home{s}, Submissions{s}, Columns{s}, Plans{s}, Drafts{s}, Indicators{s}, Questions{s}, Departments{s}, Settings{s}, Periods{s}, Editions{s}, Copies{s}, Queue{s}, Orders{s}}
}
