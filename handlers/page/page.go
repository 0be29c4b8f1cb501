package page

import (
	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
)

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
	Copies      Copies
	Queue       Queue
	Orders      Orders
}

// New makes the pages of a site; lights is what a leader sees first.
func New(s *web.Site, lights func(*gin.Context) error) Pages {
	return Pages{Home{s, lights}, Submissions{s}, Columns{s}, Plans{s}, Drafts{s}, Indicators{s}, Questions{s}, Departments{s}, Settings{s}, Periods{s}, Copies{s}, Queue{s}, Orders{s}}
}
