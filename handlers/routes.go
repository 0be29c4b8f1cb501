package handlers

import (
	"net/http"
	"slices"

	"github.com/tallysheet/tallysheet/excel/figurelist"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/workflow"
)

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// routes is everything that can be asked, and who may ask it.
func (s *Server) routes() []route {
	return slices.Concat(s.serviceRoutes(), s.apiRoutes(), s.signInRoutes(), s.pageRoutes(), s.officeRoutes())
}

func (s *Server) serviceRoutes() []route {
	return []route{
		{get, "/healthz", web.ToAll, s.healthz},
		{get, "/readyz", web.ToAll, s.readyz},
		{get, "/assets/:hash/*name", web.ToAll, s.GetAsset},
		{get, "/api/openapi.yaml", web.ToAll, s.getContract},
		{get, "/api/docs", web.ToAll, s.getDocs},
	}
}

func (s *Server) apiRoutes() []route {
	const (
		plan  = "/api/v1/plans/:plan"
		month = plan + "/periods/:period"
		sub   = "/api/v1/submissions/:id"
	)
	return []route{
		{get, "/api/v1/plans", web.ToReaders, s.api.Plans.List},
		{post, "/api/v1/plans", web.ToOffice, s.api.Plans.Import},
		{get, plan, web.ToReaders, s.api.Plans.Get},
		{post, "/api/v1/drafts", web.ToOffice, s.api.Drafts.Make},
		{get, "/api/v1/drafts/:id", web.ToOffice, s.api.Drafts.Get},
		{post, "/api/v1/drafts/:id/workbook.xlsx", web.ToOffice, s.api.Drafts.Workbook},
		{get, "/api/v1/feed", web.ToLookers, s.api.Editions.Feed},
		{get, plan + "/same", web.ToReaders, s.api.Same.List},
		{post, plan + "/indicators/:indicator/same", web.ToOffice, s.api.Same.Link},
		{post, plan + "/indicators/:indicator/same/end", web.ToOffice, s.api.Same.Unlink},
		{get, "/api/v1/orders", web.ToFollowers, s.api.Orders.List},
		{get, "/api/v1/orders.xlsx", web.ToFollowers, s.SendLedger},
		{post, "/api/v1/orders", web.ToOffice, s.api.Orders.Open},
		{get, "/api/v1/orders/:n", web.ToFollowers, s.api.Orders.Get},
		{post, "/api/v1/orders/:n/answer", web.ToFilers, s.api.Orders.Answer},
		{post, "/api/v1/orders/:n/evidence", web.ToFilers, s.api.Orders.Attach},
		{post, "/api/v1/orders/:n/close", web.ToOffice, s.api.Orders.Close},
		{post, "/api/v1/orders/:n/return", web.ToOffice, s.api.Orders.Return},
		{post, "/api/v1/orders/:n/extend", web.ToOffice, s.api.Orders.Extend},
		{get, month + "/orders", web.ToOffice, s.api.Orders.Proposed},
		{post, month + "/orders", web.ToOffice, s.api.Orders.OpenProposed},
		{post, "/api/v1/verify", web.ToVerifiers, s.api.Copies.Verify},
		{get, plan + "/calendar", web.ToReaders, s.api.Plans.Calendar},
		{post, plan + "/calendar", web.ToOffice, s.api.Plans.SetCalendar},
		{post, plan + "/indicators/:indicator/target", web.ToOffice, s.api.Indicators.Revise},
		{post, plan + "/indicators/:indicator/settings", web.ToOffice, s.api.Indicators.Set},
		{post, plan + "/indicators/:indicator/meaning", web.ToOffice, s.api.Questions.Confirm},
		{get, plan + "/figures.xlsx", web.ToLookers, s.api.Editions.Figures(figurelist.XLSX)},
		{get, plan + "/figures.csv", web.ToLookers, s.api.Editions.Figures(figurelist.CSV)},
		{get, plan + "/questions", web.ToReaders, s.api.Questions.List},
		{post, plan + "/questions/:n", web.ToOffice, s.api.Questions.Answer},
		{get, plan + "/template.xlsx", web.ToHolders, s.api.Submissions.Template},
		{post, plan + "/submissions", web.ToFilers, s.api.Submissions.File},
		{get, sub, web.ToHolders, s.api.Submissions.Get},
		{get, sub + "/original.xlsx", web.ToHolders, s.api.Submissions.Original},
		{get, sub + "/marked.xlsx", web.ToHolders, s.api.Submissions.Marked},
		{post, sub + "/submit", web.ToFilers, s.api.Submissions.Act(s.Submit)},
		{post, sub + "/discard", web.ToFilers, s.api.Submissions.Discard},
		{post, sub + "/accept", web.ToOffice, s.api.Submissions.Act(s.Accept)},
		{post, sub + "/return", web.ToOffice, s.api.Submissions.Act(s.GiveBack)},
		{get, sub + "/evidence", web.ToHolders, s.api.Submissions.Evidence},
		{post, sub + "/evidence", web.ToFilers, s.api.Submissions.Attach},
		{get, sub + "/receipt", web.ToHolders, s.api.Submissions.Receipt},
		{post, sub + "/withdraw", web.ToFilers, s.api.Submissions.Act(s.Withdraw)},
		{get, sub + "/lights", web.ToHolders, s.api.Submissions.Lights},
		{post, sub + "/cells", web.ToFilers, s.api.Submissions.Amend},
		{post, sub + "/findings/:n/explain", web.ToFilers, s.api.Submissions.Act(s.Explain)},
		{post, sub + "/findings/:n/same", web.ToFilers, s.api.Submissions.Act(s.SameName)},
		{post, sub + "/findings/:n/waive", web.ToOffice, s.api.Submissions.Act(s.Waive)},
		{post, sub + "/findings/:n/unwaive", web.ToOffice, s.api.Submissions.Act(s.Unwaive)},
		{get, month + "/board", web.ToReaders, s.api.Periods.Board},
		{get, month + "/comments", web.ToOffice, s.api.Periods.Comments},
		{post, month + "/comments", web.ToOffice, s.api.Periods.Comment},
		{get, month + "/editions", web.ToReaders, s.api.Editions.List},
		{post, month + "/editions", web.ToOffice, s.api.Editions.Consolidate},
		{get, month + "/editions/:number", web.ToLookers, s.api.Editions.Get},
		{get, month + "/editions/:number/workbook.xlsx", web.ToReaders, s.api.Editions.Workbook},
		{get, month + "/editions/:number/brief.xlsx", web.ToLookers, s.api.Editions.Brief},
		{get, month + "/editions/:number/brief.docx", web.ToLookers, s.api.Editions.Official(workflow.OfficialBrief)},
		{get, month + "/editions/:number/circular.docx", web.ToLookers, s.api.Editions.Official(workflow.OfficialCircular)},
		{get, month + "/editions/:number/trace", web.ToLookers, s.api.Editions.Trace},
	}
}

func (s *Server) signInRoutes() []route {
	return []route{
		{get, "/signin", web.ToAll, s.access.SignIn.GetSignIn},
		{post, "/signin", web.ToAll, s.access.SignIn.PostSignIn},
		{get, "/signin/unified", web.ToAll, s.access.OIDC.GetOIDC},
		{get, "/signin/unified/back", web.ToAll, s.access.OIDC.GetOIDCBack},
		{get, "/welcome", web.ToAll, s.access.Welcome.GetWelcome},
		{post, "/welcome", web.ToAll, s.access.Welcome.PostWelcome},
		{post, "/language", web.ToAll, s.access.Accounts.PostLanguage},
		{post, "/signout", web.ToSignedIn, s.access.SignIn.PostSignOut},
		{post, "/account/here", web.ToSignedIn, s.access.Accounts.PostHere},
		{get, "/account", web.ToSignedIn, s.access.Accounts.GetAccount},
		{get, "/account/password", web.ToSignedIn, s.access.Accounts.GetPassword},
		{post, "/account/password", web.ToSignedIn, s.access.Accounts.PostPassword},
		{get, "/account/second", web.ToSignedIn, s.access.TOTP.GetSecond},
		{post, "/account/second", web.ToSignedIn, s.access.TOTP.PostSecond},
		{post, "/account/sessions/end", web.ToSignedIn, s.access.Accounts.PostEndSessions},
		{post, "/account/tokens", web.ToSignedIn, s.access.Accounts.PostToken},
		{post, "/account/tokens/:token/revoke", web.ToSignedIn, s.access.Accounts.PostRevokeToken},
		{get, "/people", web.ToAdmins, s.access.People.GetPeople},
		{post, "/people", web.ToAdmins, s.access.People.PostPerson},
		{get, "/people/list", web.ToAdmins, s.access.People.GetList},
		{post, "/people/list", web.ToAdmins, s.access.People.PostList},
		{post, "/people/:person/post", web.ToAdmins, s.access.People.PostPost},
		{post, "/people/:person/disable", web.ToAdmins, s.access.People.PostDisable},
		{post, "/people/:person/enable", web.ToAdmins, s.access.People.PostEnable},
		{post, "/people/:person/reset", web.ToAdmins, s.access.People.PostReset},
		{get, "/audit", web.ToAuditors.ByCookie(), s.audit.GetAudit},
		{get, "/audit.csv", web.ToAuditors.ByCookie(), s.audit.GetAuditCSV},
		{get, "/audit/:seq", web.ToAuditors.ByCookie(), s.audit.GetAct},
	}
}
