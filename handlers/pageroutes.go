package handlers

// pageRoutes are the pages that people work with.
func (s *Server) pageRoutes() []route {
	const (
		plan  = "/plans/:plan"
		month = plan + "/periods/:period"
		sub   = "/submissions/:id"
	)
	return []route{
		{get, "/", toSignedIn, s.getHome},
		{get, month + "/file", toFilers.byCookie(), s.getFile},
		{post, month + "/file", toFilers.byCookie(), s.postFile},
		{get, sub, toHolders.byCookie(), s.getSubmission},
		{get, sub + "/source", toReaders.byCookie(), s.getSource},
		{get, sub + "/columns", toOffice.byCookie(), s.getColumns},
		{post, sub + "/columns", toOffice.byCookie(), s.postColumns},
		{post, sub + "/submit", toFilers.byCookie(), s.postSubmit},
		{post, sub + "/place", toFilers.byCookie(), s.postPlace},
		{post, sub + "/accept", toOffice.byCookie(), s.pageAct(s.accept)},
		{post, sub + "/return", toOffice.byCookie(), s.pageAct(s.giveBack)},
		{post, sub + "/findings/:n/waive", toOffice.byCookie(), s.pageAct(s.waive)},
		{post, sub + "/findings/:n/unwaive", toOffice.byCookie(), s.pageAct(s.unwaive)},
		{get, "/plans", toOffice.byCookie(), s.getPlans},
		{post, "/plans", toOffice.byCookie(), s.postPlan},
		{get, plan, toOffice.byCookie(), s.getPlan},
		{post, plan + "/indicators/:indicator/target", toOffice.byCookie(), s.postTarget},
		{post, plan + "/indicators/:indicator/settings", toOffice.byCookie(), s.postIndicator},
		{post, plan + "/indicators/:indicator/alias", toOffice.byCookie(), s.postAlias},
		{post, plan + "/departments", toOffice.byCookie(), s.postReports},
		{post, plan + "/waivers", toOffice.byCookie(), s.postWaiver},
		{get, plan + "/original", toOffice.byCookie(), s.getPlanOriginal},
		{get, plan + "/settings", toOffice.byCookie(), s.getSettings},
		{post, plan + "/settings", toOffice.byCookie(), s.postSettings},
		{get, "/departments", toOffice.byCookie(), s.getDepartments},
		{post, "/departments", toOffice.byCookie(), s.postDepartment},
		{post, "/departments/mappings", toOffice.byCookie(), s.postMapping},
		{get, month, toOffice.byCookie(), s.getMonth},
		{post, month + "/editions", toOffice.byCookie(), s.postConsolidate},
		{post, month + "/lock", toOffice.byCookie(), s.postLock},
		{post, month + "/unlock", toOffice.byCookie(), s.postUnlock},
		{get, month + "/brief", toLookers.byCookie(), s.getBrief},
		{get, month + "/lights", toLookers.byCookie(), s.getLights},
		{get, month + "/indicators/:indicator", toLookers.byCookie(), s.getIndicator},
	}
}
