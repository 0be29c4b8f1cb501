package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// Who may ask. nobody is somebody who has not signed in.
const nobody account.Role = ""

var (
	all        = append([]account.Role{nobody}, account.Roles()...)
	signedIn   = all[1:]
	readers    = []account.Role{account.Reporter, account.Supervisor, account.Leader}
	holders    = []account.Role{account.Reporter, account.Supervisor}
	office     = []account.Role{account.Supervisor}
	lookers    = []account.Role{account.Supervisor, account.Leader}
	verifiers  = []account.Role{account.Reporter, account.Supervisor, account.Leader, account.Auditor}
	followers  = []account.Role{account.Reporter, account.Supervisor, account.Leader, account.Auditor}
	auditors   = []account.Role{account.Auditor}
	keepers    = []account.Role{account.Supervisor, account.Administrator}
	admins     = []account.Role{account.Administrator}
	ownOnly    = "a reporter sees the own department's alone"
	noQuestion = ""
)

// matrix is what each route answers to each role, written down beside the table in routes.go and not taken from
// it. A route without a row fails.
var matrix = map[string]struct {
	roles  []account.Role
	own    string
	status int // that ask gets, of the own department
}{
	"GET /healthz":                             {all, noQuestion, 200},
	"GET /readyz":                              {all, noQuestion, 200},
	"GET /assets/:hash/*name":                  {all, noQuestion, 404},
	"GET /api/openapi.yaml":                    {all, noQuestion, 200},
	"GET /api/docs":                            {all, noQuestion, 200},
	"GET /signin":                              {all, noQuestion, 303},
	"POST /signin":                             {all, noQuestion, 401},
	"GET /signin/unified":                      {all, noQuestion, 404},
	"GET /signin/unified/back":                 {all, noQuestion, 404},
	"GET /welcome":                             {all, noQuestion, 404},
	"POST /welcome":                            {all, noQuestion, 404},
	"POST /language":                           {all, noQuestion, 303},
	"POST /signout":                            {signedIn, noQuestion, 303},
	"POST /account/here":                       {signedIn, noQuestion, 204},
	"GET /account":                             {signedIn, noQuestion, 200},
	"GET /account/password":                    {signedIn, noQuestion, 200},
	"POST /account/password":                   {signedIn, noQuestion, 422},
	"GET /account/second":                      {signedIn, noQuestion, 200},
	"POST /account/second":                     {signedIn, noQuestion, 422},
	"POST /account/sessions/end":               {signedIn, noQuestion, 303},
	"POST /account/tokens":                     {signedIn, noQuestion, 400},
	"POST /account/tokens/:token/revoke":       {signedIn, noQuestion, 404},
	"GET /people/list":                         {admins, noQuestion, 200},
	"POST /people/list":                        {admins, noQuestion, 415},
	"GET /people":                              {admins, noQuestion, 200},
	"POST /people":                             {admins, noQuestion, 422},
	"POST /people/:person/post":                {admins, noQuestion, 404},
	"POST /people/:person/disable":             {admins, noQuestion, 404},
	"POST /people/:person/enable":              {admins, noQuestion, 404},
	"POST /people/:person/reset":               {admins, noQuestion, 404},
	"GET /settings":                            {admins, noQuestion, 200},
	"POST /settings":                           {admins, noQuestion, 400},
	"POST /queue/names":                        {office, noQuestion, 400},
	"GET /channels":                            {keepers, noQuestion, 200},
	"POST /channels":                           {office, noQuestion, 422},
	"POST /channels/:channel/trial":            {keepers, noQuestion, 404},
	"POST /channels/:channel/end":              {keepers, noQuestion, 404},
	"GET /holidays":                            {office, noQuestion, 200},
	"POST /holidays":                           {office, noQuestion, 400},
	"POST /holidays/read":                      {office, noQuestion, 400},
	"GET /backups":                             {admins, noQuestion, 200},
	"POST /backups":                            {admins, noQuestion, 422},
	"POST /backups/drill":                      {admins, noQuestion, 404},
	"GET /outbox":                              {keepers, noQuestion, 200},
	"POST /outbox/retry":                       {keepers, noQuestion, 400},
	"POST /outbox/drop":                        {keepers, noQuestion, 400},
	"GET /plans/:plan/periods/:period/urge":    {office, noQuestion, 200},
	"POST /plans/:plan/periods/:period/urge":   {office, noQuestion, 400},
	"GET /audit":                               {auditors, noQuestion, 200},
	"GET /":                                    {signedIn, noQuestion, 200},
	"GET /plans":                               {office, noQuestion, 200},
	"POST /plans":                              {office, noQuestion, 422},
	"GET /plans/:plan":                         {office, noQuestion, 200},
	"GET /lights":                              {lookers, noQuestion, 200},
	"GET /plans/:plan/years/:year":             {lookers, noQuestion, 404},
	"GET /plans/:plan/rules":                   {lookers, noQuestion, 200},
	"POST /plans/:plan/rules":                  {lookers, noQuestion, 400},
	"GET /plans/:plan/periods/:period/compare": {lookers, noQuestion, 400},
	"GET /queue":                               {office, noQuestion, 200},
	"POST /queue":                              {office, noQuestion, 200},
	"GET /verify":                              {verifiers, noQuestion, 200},
	"POST /verify":                             {verifiers, noQuestion, 415},
	"GET /api/v1/feed":                         {lookers, noQuestion, 200},
	"POST /api/v1/verify":                      {verifiers, noQuestion, 415},
	"GET /drafts":                              {office, noQuestion, 200},
	"POST /drafts":                             {office, noQuestion, 415},
	"GET /drafts/:id":                          {office, noQuestion, 404},
	"POST /drafts/:id/workbook.xlsx":           {office, noQuestion, 404},
	"POST /drafts/:id/plan":                    {office, noQuestion, 404},
	"POST /api/v1/drafts":                      {office, noQuestion, 415},
	"GET /api/v1/drafts/:id":                   {office, noQuestion, 404},
	"POST /api/v1/drafts/:id/workbook.xlsx":    {office, noQuestion, 404},
	"POST /plans/:plan/indicators/:indicator/target":         {office, noQuestion, 400},
	"POST /plans/:plan/indicators/:indicator/alias":          {office, noQuestion, 422},
	"POST /plans/:plan/indicators/:indicator/settings":       {office, noQuestion, 400},
	"GET /plans/:plan/indicators/:indicator":                 {office, noQuestion, 200},
	"POST /plans/:plan/indicators/:indicator/meaning":        {office, noQuestion, 303},
	"GET /plans/:plan/words":                                 {office, noQuestion, 404},
	"POST /plans/:plan/questions":                            {office, noQuestion, 400},
	"POST /plans/:plan/questions/:n":                         {office, noQuestion, 400},
	"POST /departments/merge":                                {office, noQuestion, 422},
	"POST /plans/:plan/departments":                          {office, noQuestion, 404},
	"POST /plans/:plan/waivers":                              {office, noQuestion, 404},
	"GET /plans/:plan/original":                              {office, noQuestion, 200},
	"GET /plans/:plan/settings":                              {office, noQuestion, 200},
	"POST /plans/:plan/settings":                             {office, noQuestion, 400},
	"GET /submissions/:id/columns":                           {office, noQuestion, 200},
	"POST /submissions/:id/columns":                          {office, noQuestion, 400},
	"GET /departments":                                       {office, noQuestion, 200},
	"POST /departments":                                      {office, noQuestion, 422},
	"POST /departments/mappings":                             {office, noQuestion, 404},
	"GET /plans/:plan/periods/:period":                       {office, noQuestion, 200},
	"GET /plans/:plan/periods/:period/trial":                 {office, noQuestion, 200},
	"POST /plans/:plan/periods/:period/editions":             {office, noQuestion, 409},
	"POST /plans/:plan/periods/:period/comments":             {office, noQuestion, 303},
	"POST /plans/:plan/periods/:period/lock":                 {office, noQuestion, 422},
	"POST /plans/:plan/periods/:period/unlock":               {office, noQuestion, 400},
	"GET /plans/:plan/periods/:period/brief":                 {lookers, noQuestion, 200},
	"GET /plans/:plan/periods/:period/lights":                {lookers, noQuestion, 200},
	"GET /plans/:plan/periods/:period/indicators/:indicator": {lookers, noQuestion, 200},
	"GET /plans/:plan/periods/:period/file":                  {holders, ownOnly, 200},
	"POST /plans/:plan/periods/:period/file":                 {holders, ownOnly, 422},
	"GET /submissions/:id":                                   {holders, ownOnly, 200},
	"GET /submissions/:id/source":                            {readers, ownOnly, 200},
	"POST /submissions/:id/submit":                           {holders, ownOnly, 409},
	"POST /submissions/:id/discard":                          {holders, ownOnly, 409},
	"POST /submissions/:id/place":                            {holders, ownOnly, 409},
	"POST /submissions/:id/accept":                           {office, noQuestion, 409},
	"POST /submissions/:id/return":                           {office, noQuestion, 422},
	"GET /audit.csv":                                         {auditors, noQuestion, 200},
	"GET /audit/:seq":                                        {auditors, noQuestion, 400},
	"GET /submissions/:id/evidence":                          {holders, ownOnly, 200},
	"POST /submissions/:id/evidence":                         {holders, ownOnly, 415},
	"POST /submissions/:id/evidence/:file/remove":            {holders, ownOnly, 404},
	"GET /evidence/:file":                                    {readers, noQuestion, 404},
	"GET /submissions/:id/receipt":                           {holders, ownOnly, 404},
	"POST /submissions/:id/withdraw":                         {holders, ownOnly, 409},
	"GET /submissions/:id/lights":                            {holders, ownOnly, 200},
	"GET /plans/:plan/periods/:period/fill":                  {holders, ownOnly, 200},
	"POST /plans/:plan/periods/:period/fill":                 {holders, noQuestion, 400},
	"POST /plans/:plan/periods/:period/fill/typed":           {holders, noQuestion, 400},
	"POST /account/department":                               {[]account.Role{account.Reporter}, noQuestion, 404},
	"POST /submissions/:id/cells":                            {holders, ownOnly, 422},
	"POST /submissions/:id/findings/:n/typed":                {holders, ownOnly, 404},
	"POST /submissions/:id/findings/:n/same":                 {holders, ownOnly, 409},
	"POST /submissions/:id/findings/:n/waive":                {office, noQuestion, 422},
	"POST /submissions/:id/findings/:n/unwaive":              {office, noQuestion, 422},

	"GET /orders":                              {followers, noQuestion, 200},
	"POST /orders":                             {office, noQuestion, 422},
	"GET /orders/:n":                           {followers, ownOnly, 200},
	"POST /orders/:n/answer":                   {holders, ownOnly, 400},
	"POST /orders/:n/close":                    {office, noQuestion, 400},
	"POST /orders/:n/return":                   {office, noQuestion, 400},
	"POST /orders/:n/extend":                   {office, noQuestion, 400},
	"POST /orders/:n/evidence":                 {holders, ownOnly, 415},
	"GET /orders/:n/evidence/:file":            {followers, ownOnly, 404},
	"POST /orders/:n/evidence/:file/remove":    {holders, ownOnly, 404},
	"GET /plans/:plan/periods/:period/orders":  {office, noQuestion, 200},
	"POST /plans/:plan/periods/:period/orders": {office, noQuestion, 400},
	"POST /plans/:plan/periods/:period/indicators/:indicator/order": {office, noQuestion, 409},
	"GET /api/v1/orders":                              {followers, noQuestion, 200},
	"GET /api/v1/orders.xlsx":                         {followers, noQuestion, 200},
	"POST /api/v1/orders":                             {office, noQuestion, 422},
	"GET /api/v1/orders/:n":                           {followers, ownOnly, 200},
	"POST /api/v1/orders/:n/answer":                   {holders, ownOnly, 422},
	"POST /api/v1/orders/:n/evidence":                 {holders, ownOnly, 415},
	"POST /api/v1/orders/:n/close":                    {office, noQuestion, 422},
	"POST /api/v1/orders/:n/return":                   {office, noQuestion, 422},
	"POST /api/v1/orders/:n/extend":                   {office, noQuestion, 422},
	"GET /api/v1/plans/:plan/periods/:period/orders":  {office, noQuestion, 200},
	"POST /api/v1/plans/:plan/periods/:period/orders": {office, noQuestion, 422},

	"GET /api/v1/plans":                                                      {readers, noQuestion, 200},
	"POST /api/v1/plans":                                                     {office, noQuestion, 422},
	"GET /api/v1/plans/:plan":                                                {readers, noQuestion, 200},
	"GET /api/v1/plans/:plan/calendar":                                       {readers, noQuestion, 200},
	"POST /api/v1/plans/:plan/calendar":                                      {office, noQuestion, 200},
	"POST /api/v1/plans/:plan/indicators/:indicator/target":                  {office, noQuestion, 400},
	"POST /api/v1/plans/:plan/indicators/:indicator/meaning":                 {office, noQuestion, 422},
	"GET /api/v1/plans/:plan/same":                                           {readers, noQuestion, 200},
	"POST /api/v1/plans/:plan/indicators/:indicator/same":                    {office, noQuestion, 404},
	"POST /api/v1/plans/:plan/indicators/:indicator/same/end":                {office, noQuestion, 404},
	"POST /plans/:plan/indicators/:indicator/same":                           {office, noQuestion, 404},
	"GET /api/v1/plans/:plan/questions":                                      {readers, noQuestion, 200},
	"POST /api/v1/plans/:plan/questions/:n":                                  {office, noQuestion, 404},
	"POST /api/v1/plans/:plan/indicators/:indicator/settings":                {office, noQuestion, 422},
	"GET /api/v1/plans/:plan/template.xlsx":                                  {holders, ownOnly, 200},
	"POST /api/v1/plans/:plan/submissions":                                   {holders, ownOnly, 422},
	"GET /api/v1/submissions/:id":                                            {holders, ownOnly, 200},
	"GET /api/v1/submissions/:id/original.xlsx":                              {holders, ownOnly, 200},
	"GET /api/v1/submissions/:id/marked.xlsx":                                {holders, ownOnly, 200},
	"POST /api/v1/submissions/:id/submit":                                    {holders, ownOnly, 409},
	"POST /api/v1/submissions/:id/discard":                                   {holders, ownOnly, 409},
	"POST /api/v1/submissions/:id/findings/:n/explain":                       {holders, ownOnly, 422},
	"POST /api/v1/submissions/:id/accept":                                    {office, noQuestion, 409},
	"POST /api/v1/submissions/:id/return":                                    {office, noQuestion, 422},
	"GET /api/v1/submissions/:id/evidence":                                   {holders, ownOnly, 200},
	"POST /api/v1/submissions/:id/evidence":                                  {holders, noQuestion, 400},
	"GET /api/v1/submissions/:id/receipt":                                    {holders, ownOnly, 404},
	"POST /api/v1/submissions/:id/withdraw":                                  {holders, ownOnly, 409},
	"GET /api/v1/submissions/:id/lights":                                     {holders, ownOnly, 200},
	"POST /api/v1/submissions/:id/cells":                                     {holders, ownOnly, 409},
	"POST /api/v1/submissions/:id/findings/:n/same":                          {holders, ownOnly, 409},
	"POST /api/v1/submissions/:id/findings/:n/waive":                         {office, noQuestion, 422},
	"POST /api/v1/submissions/:id/findings/:n/unwaive":                       {office, noQuestion, 422},
	"GET /api/v1/plans/:plan/figures.xlsx":                                   {lookers, noQuestion, 200},
	"GET /api/v1/plans/:plan/figures.csv":                                    {lookers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/comments":                       {office, noQuestion, 200},
	"POST /api/v1/plans/:plan/periods/:period/comments":                      {office, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/board":                          {readers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions":                       {readers, noQuestion, 200},
	"POST /api/v1/plans/:plan/periods/:period/editions":                      {office, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number":               {lookers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/workbook.xlsx": {readers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/brief.xlsx":    {lookers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/brief.docx":    {lookers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/circular.docx": {lookers, noQuestion, 200},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/trace":         {lookers, noQuestion, 200},
}

// otherwise are the answers of those who get another than the rest.
var otherwise = map[string]int{
	" GET /signin": http.StatusOK,
	"leader GET /": http.StatusSeeOther, // to the newest lights
	"reporter POST /plans/:plan/periods/:period/fill":       http.StatusUnprocessableEntity, // of the own department, whatever is asked
	"reporter POST /plans/:plan/periods/:period/fill/typed": http.StatusNoContent,
	"auditor GET /": http.StatusSeeOther, "administrator GET /": http.StatusSeeOther,
}

// ask sends what a route takes: the address filled in, and for a file or a form the least that passes for one.
func (b *browser) ask(method, path, submission, department string) int {
	path, query := b.asked(path, submission, department)
	switch {
	case strings.HasPrefix(path, "/audit"): // its months are days
		return b.get(path).Code
	case method == http.MethodGet:
		return b.get(path + query).Code
	case strings.HasSuffix(path, "/submissions") || strings.HasSuffix(path, "/file") || strings.HasSuffix(path, "/plans"):
		return b.upload(path+query, "x.xlsx", []byte("no workbook"), "department", department, "plan", planKey).Code
	case strings.HasPrefix(path, "/api/"):
		return b.send(path, "{}").Code
	}
	return b.post(path, "revision", "0").Code
}

// asked is the address of a route of a submission and a department, and its query.
func (b *browser) asked(route, submission, department string) (path, query string) {
	query = "?revision=1&department=" + url.QueryEscape(department) + "&period=2018-09&from=2018-01&to=2018-09&cell=" + url.QueryEscape("汇总表!J5") + "&plan=" + planKey
	n := "1"
	if strings.Contains(route, "/orders/") && department == commerce {
		n = "2"
	}
	path = strings.NewReplacer(":plan", planKey, ":period", "2018-09", ":number", "latest", ":id", submission, ":n", n, ":file", "x", ":hash", "x",
		"*name", "x", ":person", "x", ":channel", "x", ":token", "x", ":indicator", b.s.indicatorNamed("地区生产总值").ID).Replace(route)
	return path, query
}

// TestEveryRouteAnswersEachRoleAsWrittenDown asks for everything as each role, of the own department and of another.
func TestEveryRouteAnswersEachRoleAsWrittenDown(t *testing.T) {
	for _, role := range all {
		s, b, subs := asRole(t, role)
		routes := s.Routes()
		for name := range matrix {
			if !slices.ContainsFunc(routes, func(r handlers.Route) bool { return r.Method+" "+r.Path == name }) {
				t.Errorf("%s has a row and no route", name)
			}
		}
		for _, r := range routes {
			name := r.Method + " " + r.Path
			row, written := matrix[name]
			if !written {
				t.Errorf("%s has no row in the matrix", name)
				continue
			}
			b.back(role)
			for _, d := range []string{economy, commerce} {
				want := row.status
				switch instead, ok := otherwise[string(role)+" "+name]; {
				case ok:
					want = instead
				case role == nobody && !slices.Contains(row.roles, nobody) && strings.HasPrefix(r.Path, "/api/"):
					want = http.StatusUnauthorized
				case role == nobody && !slices.Contains(row.roles, nobody):
					want = http.StatusSeeOther // to sign in
				case !slices.Contains(row.roles, role):
					want = http.StatusForbidden
				case role == account.Reporter && d != economy && row.own == ownOnly:
					want = http.StatusNotFound
				}
				if got := b.ask(r.Method, r.Path, subs[d], d); got != want {
					t.Errorf("%s answers %q of %s with %d, want %d", name, role, d, got, want)
				}
			}
		}
	}
}

// asRole is a site with a month of two departments and the browser of a person of the role, the reporter of the first.
func asRole(t *testing.T, role account.Role) (*site, *browser, map[string]string) {
	t.Helper()
	s := newSite(t).withPlan()
	subs := map[string]string{}
	for _, d := range []string{economy, commerce} {
		s.file("2018-08", d, false)
		subs[d] = s.file("2018-09", d, true).ID
		newer := workflow.Filing{Plan: planKey, Department: d, Period: september, Draft: true, Name: "再报.xlsx", Data: sample(t, "progress/2018-10/"+d+".xlsx")}
		if _, err := s.workflow.Submit(t.Context(), models.System(), newer); err != nil { // so that no act on the older version changes what is asked next
			t.Fatal(err)
		}
	}
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil {
		t.Fatal(err)
	}
	s.orders()
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil { // with the orders
		t.Fatal(err)
	}
	b := s.browser()
	if role == nobody {
		return s, b, subs
	}
	department := ""
	if role == account.Reporter {
		department = economy
	}
	return s, s.signedIn(string(role), role, department), subs
}

// back signs a person in anew after the route that signs out.
func (b *browser) back(role account.Role) {
	if role != nobody && b.cookies["__Host-session"] == nil {
		b.post("/signin", "name", string(role), "password", password)
	}
}

func TestAnotherDepartmentsIsNotThere(t *testing.T) {
	s := newSite(t).withPlan()
	sub := s.file("2018-09", economy, true)
	other := s.signedIn("li", account.Reporter, commerce)
	theirs := other.get("/api/v1/submissions/" + sub.ID)
	none := other.get("/api/v1/submissions/0199aaaa-0000-7000-8000-000000000000")
	if a, b := withoutReference(theirs.Body.String()), withoutReference(none.Body.String()); a != b {
		t.Errorf("what is not theirs answers %s, what is not there %s", a, b)
	}
	board := other.get("/api/v1/plans/" + planKey + "/periods/2018-09/board").Body.String()
	if strings.Contains(board, economy) || !strings.Contains(board, commerce) {
		t.Errorf("the board of %s: %s", commerce, board)
	}
}

func withoutReference(body string) string {
	before, _, _ := strings.Cut(body, `"reference"`)
	return before
}

func TestATokenNeverOpensAPage(t *testing.T) {
	s := newSite(t).withPlan()
	for _, role := range account.Roles() {
		if len(account.ScopesOf(role)) == 0 {
			continue // makes none, see TestATokenNeverPassesItsRole
		}
		department := ""
		if role == account.Reporter {
			department = economy
		}
		b := s.withToken("token-"+string(role), role, department, account.Scopes()...)
		for _, r := range s.Routes() {
			if strings.HasPrefix(r.Path, "/api/") || len(r.Roles) == 0 {
				continue
			}
			if got := b.ask(r.Method, r.Path, "x", economy); got != http.StatusForbidden {
				t.Errorf("%s %s answers the token of %s: %d", r.Method, r.Path, role, got)
			}
		}
	}
}
