package handlers

import (
	"net/http"
	"slices"
)

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// routes is everything that can be asked, and who may ask it.
func (s *Server) routes() []route {
	return slices.Concat(s.serviceRoutes(), s.apiRoutes(), s.signInRoutes(), s.pageRoutes())
}

func (s *Server) serviceRoutes() []route {
	return []route{
		{get, "/healthz", toAll, s.healthz},
		{get, "/readyz", toAll, s.readyz},
		{get, "/assets/:hash/*name", toAll, s.getAsset},
		{get, "/api/openapi.yaml", toAll, s.getContract},
		{get, "/api/docs", toAll, s.getDocs},
	}
}

func (s *Server) apiRoutes() []route {
	const (
		plan  = "/api/v1/plans/:plan"
		month = plan + "/periods/:period"
		sub   = "/api/v1/submissions/:id"
	)
	return []route{
		{get, "/api/v1/plans", toReaders, s.apiPlans},
		{post, "/api/v1/plans", toOffice, s.apiImportPlan},
		{get, plan, toReaders, s.apiPlan},
		{get, plan + "/calendar", toReaders, s.apiCalendar},
		{post, plan + "/calendar", toOffice, s.apiSetCalendar},
		{post, plan + "/indicators/:indicator/target", toOffice, s.apiRevise},
		{post, plan + "/indicators/:indicator/settings", toOffice, s.apiSetIndicator},
		{get, plan + "/template.xlsx", toHolders, s.apiTemplate},
		{post, plan + "/submissions", toFilers, s.apiFile},
		{get, sub, toHolders, s.apiSubmission},
		{get, sub + "/original.xlsx", toHolders, s.apiOriginal},
		{get, sub + "/marked.xlsx", toHolders, s.apiMarked},
		{post, sub + "/submit", toFilers, s.apiAct(s.submit)},
		{post, sub + "/accept", toOffice, s.apiAct(s.accept)},
		{post, sub + "/return", toOffice, s.apiAct(s.giveBack)},
		{post, sub + "/findings/:n/explain", toFilers, s.apiAct(s.explain)},
		{post, sub + "/findings/:n/waive", toOffice, s.apiAct(s.waive)},
		{post, sub + "/findings/:n/unwaive", toOffice, s.apiAct(s.unwaive)},
		{get, month + "/board", toReaders, s.apiBoard},
		{get, month + "/editions", toReaders, s.apiEditions},
		{post, month + "/editions", toOffice, s.apiConsolidate},
		{get, month + "/editions/:number", toLookers, s.apiEdition},
		{get, month + "/editions/:number/workbook.xlsx", toReaders, s.apiWorkbook},
		{get, month + "/editions/:number/brief.xlsx", toLookers, s.apiBrief},
		{get, month + "/editions/:number/trace", toLookers, s.apiTrace},
	}
}

func (s *Server) signInRoutes() []route {
	return []route{
		{get, "/signin", toAll, s.getSignIn},
		{post, "/signin", toAll, s.postSignIn},
		{get, "/signin/unified", toAll, s.getUnified},
		{get, "/signin/unified/back", toAll, s.getUnifiedBack},
		{get, "/welcome", toAll, s.getWelcome},
		{post, "/welcome", toAll, s.postWelcome},
		{post, "/language", toAll, s.postLanguage},
		{post, "/signout", toSignedIn, s.postSignOut},
		{post, "/account/here", toSignedIn, s.postHere},
		{get, "/account", toSignedIn, s.getAccount},
		{get, "/account/password", toSignedIn, s.getPassword},
		{post, "/account/password", toSignedIn, s.postPassword},
		{get, "/account/second", toSignedIn, s.getSecond},
		{post, "/account/second", toSignedIn, s.postSecond},
		{post, "/account/sessions/end", toSignedIn, s.postEndSessions},
		{post, "/account/tokens", toSignedIn, s.postToken},
		{post, "/account/tokens/:token/revoke", toSignedIn, s.postRevokeToken},
		{get, "/people", toAdmins, s.getPeople},
		{post, "/people", toAdmins, s.postPerson},
		{post, "/people/:person/post", toAdmins, s.postPost},
		{post, "/people/:person/disable", toAdmins, s.postDisable},
		{post, "/people/:person/enable", toAdmins, s.postEnable},
		{post, "/people/:person/reset", toAdmins, s.postReset},
		{get, "/settings", toAdmins, s.getSite},
		{get, "/audit", toAuditors.byCookie(), s.getAudit},
	}
}
