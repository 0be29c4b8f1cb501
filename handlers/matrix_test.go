package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models"
)

// Who may ask. nobody is somebody who has not signed in.
const nobody models.Role = ""

var (
	all        = []models.Role{nobody, models.Reporter, models.Supervisor, models.Leader, models.Auditor, models.Administrator}
	signedIn   = all[1:]
	readers    = []models.Role{models.Reporter, models.Supervisor, models.Leader}
	holders    = []models.Role{models.Reporter, models.Supervisor}
	office     = []models.Role{models.Supervisor}
	lookers    = []models.Role{models.Supervisor, models.Leader}
	auditors   = []models.Role{models.Auditor}
	admins     = []models.Role{models.Administrator}
	ownOnly    = "a reporter sees the own department's alone"
	noQuestion = ""
)

// matrix is what each route answers to each role, written down beside the table in routes.go and not taken from
// it. A route without a row fails.
var matrix = map[string]struct {
	roles []models.Role
	own   string
}{
	"GET /healthz":                       {all, noQuestion},
	"GET /readyz":                        {all, noQuestion},
	"GET /assets/:hash/*name":            {all, noQuestion},
	"GET /api/openapi.yaml":              {all, noQuestion},
	"GET /api/docs":                      {all, noQuestion},
	"GET /signin":                        {all, noQuestion},
	"POST /signin":                       {all, noQuestion},
	"GET /signin/unified":                {all, noQuestion},
	"GET /signin/unified/back":           {all, noQuestion},
	"GET /welcome":                       {all, noQuestion},
	"POST /welcome":                      {all, noQuestion},
	"POST /language":                     {all, noQuestion},
	"POST /signout":                      {signedIn, noQuestion},
	"POST /account/here":                 {signedIn, noQuestion},
	"GET /account":                       {signedIn, noQuestion},
	"GET /account/password":              {signedIn, noQuestion},
	"POST /account/password":             {signedIn, noQuestion},
	"GET /account/second":                {signedIn, noQuestion},
	"POST /account/second":               {signedIn, noQuestion},
	"POST /account/sessions/end":         {signedIn, noQuestion},
	"POST /account/tokens":               {signedIn, noQuestion},
	"POST /account/tokens/:token/revoke": {signedIn, noQuestion},
	"GET /people":                        {admins, noQuestion},
	"POST /people":                       {admins, noQuestion},
	"POST /people/:person/post":          {admins, noQuestion},
	"POST /people/:person/disable":       {admins, noQuestion},
	"POST /people/:person/enable":        {admins, noQuestion},
	"POST /people/:person/reset":         {admins, noQuestion},
	"GET /settings":                      {admins, noQuestion},
	"GET /audit":                         {auditors, noQuestion},
	"GET /":                              {signedIn, noQuestion},
	"GET /plans":                         {office, noQuestion},
	"POST /plans":                        {office, noQuestion},
	"GET /plans/:plan":                   {office, noQuestion},
	"POST /plans/:plan/indicators/:indicator/target":         {office, noQuestion},
	"POST /plans/:plan/indicators/:indicator/alias":          {office, noQuestion},
	"POST /plans/:plan/indicators/:indicator/settings":       {office, noQuestion},
	"POST /plans/:plan/departments":                          {office, noQuestion},
	"POST /plans/:plan/waivers":                              {office, noQuestion},
	"GET /plans/:plan/original":                              {office, noQuestion},
	"GET /plans/:plan/settings":                              {office, noQuestion},
	"POST /plans/:plan/settings":                             {office, noQuestion},
	"GET /submissions/:id/columns":                           {office, noQuestion},
	"POST /submissions/:id/columns":                          {office, noQuestion},
	"GET /departments":                                       {office, noQuestion},
	"POST /departments":                                      {office, noQuestion},
	"POST /departments/mappings":                             {office, noQuestion},
	"GET /plans/:plan/periods/:period":                       {office, noQuestion},
	"POST /plans/:plan/periods/:period/editions":             {office, noQuestion},
	"POST /plans/:plan/periods/:period/lock":                 {office, noQuestion},
	"POST /plans/:plan/periods/:period/unlock":               {office, noQuestion},
	"GET /plans/:plan/periods/:period/brief":                 {lookers, noQuestion},
	"GET /plans/:plan/periods/:period/lights":                {lookers, noQuestion},
	"GET /plans/:plan/periods/:period/indicators/:indicator": {lookers, noQuestion},
	"GET /plans/:plan/periods/:period/file":                  {holders, ownOnly},
	"POST /plans/:plan/periods/:period/file":                 {holders, ownOnly},
	"GET /submissions/:id":                                   {holders, ownOnly},
	"GET /submissions/:id/source":                            {readers, ownOnly},
	"POST /submissions/:id/submit":                           {holders, ownOnly},
	"POST /submissions/:id/place":                            {holders, ownOnly},
	"POST /submissions/:id/accept":                           {office, noQuestion},
	"POST /submissions/:id/return":                           {office, noQuestion},
	"POST /submissions/:id/findings/:n/waive":                {office, noQuestion},
	"POST /submissions/:id/findings/:n/unwaive":              {office, noQuestion},

	"GET /api/v1/plans":                                                      {readers, noQuestion},
	"POST /api/v1/plans":                                                     {office, noQuestion},
	"GET /api/v1/plans/:plan":                                                {readers, noQuestion},
	"GET /api/v1/plans/:plan/calendar":                                       {readers, noQuestion},
	"POST /api/v1/plans/:plan/calendar":                                      {office, noQuestion},
	"POST /api/v1/plans/:plan/indicators/:indicator/target":                  {office, noQuestion},
	"POST /api/v1/plans/:plan/indicators/:indicator/settings":                {office, noQuestion},
	"GET /api/v1/plans/:plan/template.xlsx":                                  {holders, ownOnly},
	"POST /api/v1/plans/:plan/submissions":                                   {holders, ownOnly},
	"GET /api/v1/submissions/:id":                                            {holders, ownOnly},
	"GET /api/v1/submissions/:id/original.xlsx":                              {holders, ownOnly},
	"GET /api/v1/submissions/:id/marked.xlsx":                                {holders, ownOnly},
	"POST /api/v1/submissions/:id/submit":                                    {holders, ownOnly},
	"POST /api/v1/submissions/:id/findings/:n/explain":                       {holders, ownOnly},
	"POST /api/v1/submissions/:id/accept":                                    {office, noQuestion},
	"POST /api/v1/submissions/:id/return":                                    {office, noQuestion},
	"POST /api/v1/submissions/:id/findings/:n/waive":                         {office, noQuestion},
	"POST /api/v1/submissions/:id/findings/:n/unwaive":                       {office, noQuestion},
	"GET /api/v1/plans/:plan/periods/:period/board":                          {readers, noQuestion},
	"GET /api/v1/plans/:plan/periods/:period/editions":                       {readers, noQuestion},
	"POST /api/v1/plans/:plan/periods/:period/editions":                      {office, noQuestion},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number":               {lookers, noQuestion},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/workbook.xlsx": {readers, noQuestion},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/brief.xlsx":    {lookers, noQuestion},
	"GET /api/v1/plans/:plan/periods/:period/editions/:number/trace":         {lookers, noQuestion},
}

// ask sends what a route takes: the address filled in, and for a file or a form the least that passes for one.
func (b *browser) ask(method, path, submission, department string) int {
	query := "?department=" + url.QueryEscape(department) + "&period=2018-09&cell=" + url.QueryEscape("汇总表!J5") + "&plan=" + planKey
	path = strings.NewReplacer(":plan", planKey, ":period", "2018-09", ":number", "latest", ":id", submission, ":n", "1", ":hash", "x",
		"*name", "x", ":person", "x", ":token", "x", ":indicator", "x").Replace(path)
	switch {
	case method == http.MethodGet:
		return b.get(path + query).Code
	case strings.HasSuffix(path, "/submissions") || strings.HasSuffix(path, "/file") || strings.HasSuffix(path, "/plans"):
		return b.upload(path+query, "x.xlsx", []byte("no workbook"), "department", department, "plan", planKey).Code
	case strings.HasPrefix(path, "/api/"):
		return b.send(path, "{}").Code
	}
	return b.post(path, "revision", "0").Code
}

func TestEveryRouteAnswersEachRoleAsWrittenDown(t *testing.T) {
	s := newSite(t).withPlan()
	sub := s.file("2018-09", economy, true)
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil {
		t.Fatal(err)
	}
	routes := s.Routes()
	for name := range matrix {
		if !slices.ContainsFunc(routes, func(r handlers.Route) bool { return r.Method+" "+r.Path == name }) {
			t.Errorf("%s has a row and no route", name)
		}
	}
	for _, role := range all {
		b := s.browser()
		if role != nobody {
			department := ""
			if role == models.Reporter {
				department = economy
			}
			s.person(string(role), role, department)
		}
		for _, r := range routes {
			name := r.Method + " " + r.Path
			row, written := matrix[name]
			if !written {
				t.Errorf("%s has no row in the matrix", name)
				continue
			}
			if role != nobody && b.cookies["__Host-session"] == nil { // anew after the route that signs out
				b.post("/signin", "name", string(role), "password", password)
			}
			got := b.ask(r.Method, r.Path, sub.ID, economy)
			switch may := slices.Contains(row.roles, role); {
			case may && (got == http.StatusUnauthorized || got == http.StatusForbidden) && name != "POST /signin" && name != "GET /signin/unified/back":
				t.Errorf("%s refuses %q: %d", name, role, got)
			case !may && role == nobody && got != http.StatusUnauthorized && got != http.StatusSeeOther:
				t.Errorf("%s answers somebody not signed in: %d", name, got)
			case !may && role != nobody && got != http.StatusForbidden:
				t.Errorf("%s answers %s: %d", name, role, got)
			}
		}
	}
}

func TestAnotherDepartmentsIsNotThere(t *testing.T) {
	s := newSite(t).withPlan()
	sub := s.file("2018-09", economy, true)
	other := s.signedIn("li", models.Reporter, commerce)
	for name, row := range matrix {
		if row.own != ownOnly {
			continue
		}
		method, path, _ := strings.Cut(name, " ")
		if got := other.ask(method, path, sub.ID, economy); got != http.StatusNotFound {
			t.Errorf("%s tells %s of %s: %d", name, commerce, economy, got)
		}
	}
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
	b := s.withToken("du", models.Supervisor, "", models.Scopes()...)
	for _, r := range s.Routes() {
		if strings.HasPrefix(r.Path, "/api/") || len(r.Roles) == 0 {
			continue
		}
		if got := b.ask(r.Method, r.Path, "x", economy); got != http.StatusForbidden {
			t.Errorf("%s %s answers a token: %d", r.Method, r.Path, got)
		}
	}
}
