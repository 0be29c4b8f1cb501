package handlers

import (
	"github.com/tallysheet/tallysheet/handlers/web"
)

// pageRoutes are the pages that people work with.
func (s *Server) pageRoutes() []route {
	const (
		plan  = "/plans/:plan"
		month = plan + "/periods/:period"
		sub   = "/submissions/:id"
	)
	return []route{
		{get, "/", web.ToSignedIn, s.page.Home.GetHome},
		{get, month + "/file", web.ToFilers.ByCookie(), s.page.Submissions.GetFile},
		{post, month + "/file", web.ToFilers.ByCookie(), s.page.Submissions.PostFile},
		{get, sub, web.ToHolders.ByCookie(), s.page.Submissions.GetSubmission},
		{get, sub + "/source", web.ToReaders.ByCookie(), s.page.Submissions.GetSource},
		{get, sub + "/columns", web.ToOffice.ByCookie(), s.page.Columns.GetColumns},
		{post, sub + "/columns", web.ToOffice.ByCookie(), s.page.Columns.PostColumns},
		{get, sub + "/lights", web.ToHolders.ByCookie(), s.page.Submissions.GetWouldLight},
		{post, sub + "/cells", web.ToFilers.ByCookie(), s.page.Submissions.PostCells},
		{post, sub + "/findings/:n/typed", web.ToFilers.ByCookie(), s.page.Submissions.PostTyped},
		{post, sub + "/submit", web.ToFilers.ByCookie(), s.page.Submissions.PostSubmit},
		{post, sub + "/place", web.ToFilers.ByCookie(), s.page.Submissions.PostPlace},
		{post, sub + "/discard", web.ToFilers.ByCookie(), s.page.Submissions.PostDiscard},
		{post, sub + "/accept", web.ToOffice.ByCookie(), s.page.Submissions.PageAct(s.Accept)},
		{post, sub + "/return", web.ToOffice.ByCookie(), s.page.Submissions.PageAct(s.GiveBack)},
		{post, sub + "/findings/:n/same", web.ToFilers.ByCookie(), s.page.Submissions.PageAct(s.SameName)},
		{post, sub + "/findings/:n/waive", web.ToOffice.ByCookie(), s.page.Submissions.PageAct(s.Waive)},
		{post, sub + "/findings/:n/unwaive", web.ToOffice.ByCookie(), s.page.Submissions.PageAct(s.Unwaive)},
		{get, "/plans", web.ToOffice.ByCookie(), s.page.Plans.GetPlans},
		{post, "/plans", web.ToOffice.ByCookie(), s.page.Plans.PostPlan},
		{get, "/drafts", web.ToOffice.ByCookie(), s.page.Drafts.GetDrafts},
		{post, "/drafts", web.ToOffice.ByCookie(), s.page.Drafts.PostDraft},
		{get, "/drafts/:id", web.ToOffice.ByCookie(), s.page.Drafts.GetDraft},
		{post, "/drafts/:id/workbook.xlsx", web.ToOffice.ByCookie(), s.page.Drafts.PostWorkbook},
		{post, "/drafts/:id/plan", web.ToOffice.ByCookie(), s.page.Drafts.PostPlan},
		{get, "/orders", web.ToFollowers.ByCookie(), s.page.Orders.GetOrders},
		{post, "/orders", web.ToOffice.ByCookie(), s.page.Orders.PostOrder},
		{get, "/orders/:n", web.ToFollowers.ByCookie(), s.page.Orders.GetOrder},
		{post, "/orders/:n/answer", web.ToFilers.ByCookie(), s.page.Orders.PostAnswer},
		{post, "/orders/:n/close", web.ToOffice.ByCookie(), s.page.Orders.PostClose},
		{post, "/orders/:n/return", web.ToOffice.ByCookie(), s.page.Orders.PostReturn},
		{post, "/orders/:n/extend", web.ToOffice.ByCookie(), s.page.Orders.PostExtend},
		{post, "/orders/:n/evidence", web.ToFilers.ByCookie(), s.page.Orders.PostEvidence},
		{get, "/orders/:n/evidence/:file", web.ToFollowers.ByCookie(), s.page.Orders.GetEvidence},
		{post, "/orders/:n/evidence/:file/remove", web.ToFilers.ByCookie(), s.page.Orders.PostDetach},
		{get, month + "/orders", web.ToOffice.ByCookie(), s.page.Orders.GetProposals},
		{post, month + "/orders", web.ToOffice.ByCookie(), s.page.Orders.PostProposals},
		{post, month + "/indicators/:indicator/order", web.ToOffice.ByCookie(), s.page.Orders.PostRow},
		{get, "/verify", web.ToVerifiers.ByCookie(), s.page.Copies.GetVerify},
		{post, "/verify", web.ToVerifiers.ByCookie(), s.page.Copies.PostVerify},
		{get, plan, web.ToOffice.ByCookie(), s.page.Plans.GetPlan},
		{post, plan + "/indicators/:indicator/target", web.ToOffice.ByCookie(), s.page.Indicators.PostTarget},
		{post, plan + "/indicators/:indicator/settings", web.ToOffice.ByCookie(), s.page.Indicators.PostIndicator},
		{post, plan + "/indicators/:indicator/alias", web.ToOffice.ByCookie(), s.page.Indicators.PostAlias},
		{get, plan + "/indicators/:indicator", web.ToOffice.ByCookie(), s.page.Questions.GetMeaning},
		{post, plan + "/indicators/:indicator/meaning", web.ToOffice.ByCookie(), s.page.Questions.PostMeaning},
		{get, plan + "/words", web.ToOffice.ByCookie(), s.page.Questions.GetWords},
		{post, plan + "/questions", web.ToOffice.ByCookie(), s.page.Questions.PostProposed},
		{post, plan + "/questions/:n", web.ToOffice.ByCookie(), s.page.Questions.PostAnswer},
		{post, plan + "/departments", web.ToOffice.ByCookie(), s.page.Departments.PostReports},
		{post, plan + "/waivers", web.ToOffice.ByCookie(), s.page.Plans.PostWaiver},
		{get, plan + "/original", web.ToOffice.ByCookie(), s.page.Plans.GetPlanOriginal},
		{get, plan + "/settings", web.ToOffice.ByCookie(), s.page.Settings.GetSettings},
		{post, plan + "/settings", web.ToOffice.ByCookie(), s.page.Settings.PostSettings},
		{get, "/departments", web.ToOffice.ByCookie(), s.page.Departments.GetDepartments},
		{post, "/departments", web.ToOffice.ByCookie(), s.page.Departments.PostDepartment},
		{post, "/departments/merge", web.ToOffice.ByCookie(), s.page.Departments.PostMerge},
		{post, "/departments/mappings", web.ToOffice.ByCookie(), s.page.Departments.PostMapping},
		{get, month, web.ToOffice.ByCookie(), s.page.Periods.GetMonth},
		{post, month + "/editions", web.ToOffice.ByCookie(), s.page.Periods.PostConsolidate},
		{post, month + "/lock", web.ToOffice.ByCookie(), s.page.Periods.PostLock},
		{post, month + "/unlock", web.ToOffice.ByCookie(), s.page.Periods.PostUnlock},
		{get, month + "/brief", web.ToLookers.ByCookie(), s.page.Editions.GetBrief},
		{get, "/lights", web.ToLookers.ByCookie(), s.page.Editions.GetAllLights},
		{get, plan + "/years/:year", web.ToLookers.ByCookie(), s.page.Editions.GetYear},
		{get, month + "/compare", web.ToLookers.ByCookie(), s.page.Editions.GetCompare},
		{get, month + "/lights", web.ToLookers.ByCookie(), s.page.Editions.GetLights},
		{get, month + "/indicators/:indicator", web.ToLookers.ByCookie(), s.page.Editions.GetIndicator},
	}
}
