package handlers

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// code names what went wrong, for programs; the sentence beside it is for people.
type code string

// The codes that start in this room; those of the store stand beside them in the table.
const (
	badRequest       code = "invalid_request"
	notSignedIn      code = "not_signed_in"
	forbidden        code = "forbidden"
	crossOrigin      code = "cross_origin"
	notFound         code = "not_found"
	methodUnknown    code = "method_unknown"
	tooLarge         code = "too_large"
	notMultipart     code = "not_multipart"
	findingsRefuse   code = "findings"
	tooMany          code = "too_many"
	internal         code = "internal"
	unavailable      code = "unavailable"
	passwordStale    code = "password_stale"
	notSignedInAgain code = "sign_in_failed"
)

// statuses is the one table from code to HTTP status and the title of the problem.
var statuses = map[code]struct {
	status int
	title  string
}{
	badRequest:               {http.StatusBadRequest, "请求有误"},
	notSignedIn:              {http.StatusUnauthorized, "请先登录"},
	forbidden:                {http.StatusForbidden, "没有权限"},
	notSignedInAgain:         {http.StatusForbidden, "没有登录成功"},
	passwordStale:            {http.StatusForbidden, "请先设置新口令"},
	crossOrigin:              {http.StatusForbidden, "拒绝来自其他网站的请求"},
	notFound:                 {http.StatusNotFound, "没有找到"},
	methodUnknown:            {http.StatusMethodNotAllowed, "不支持的请求方法"},
	tooLarge:                 {http.StatusRequestEntityTooLarge, "文件过大"},
	notMultipart:             {http.StatusUnsupportedMediaType, "请用表单上传文件"},
	findingsRefuse:           {http.StatusUnprocessableEntity, "存在必须改正的审核问题"},
	tooMany:                  {http.StatusTooManyRequests, "操作过于频繁"},
	code(models.Conflict):    {http.StatusConflict, "状态已变化"},
	code(models.Invalid):     {http.StatusUnprocessableEntity, "不符合要求"},
	code(models.Locked):      {http.StatusLocked, "报告期已锁定"},
	code(models.Idempotency): {http.StatusUnprocessableEntity, "幂等键已用于另一份内容"},
	code(models.Busy):        {http.StatusServiceUnavailable, "系统繁忙"},
	code(models.Fenced):      {http.StatusConflict, "已由另一处接手"},
	internal:                 {http.StatusInternalServerError, "系统出错"},
	unavailable:              {http.StatusServiceUnavailable, "系统暂不可用"},
}

// problem is an error meant for a person, and the body of RFC 9457. Any other error is internal:
// logged in full, shown as one fixed sentence with its reference number.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Code      code   `json:"code"`
	Reference string `json:"reference"`
	// Submission is the draft under which a refused filing was kept. Given and Current are the versions of a conflict.
	Submission string          `json:"submission,omitempty"`
	Given      int             `json:"given,omitempty"`
	Current    int             `json:"current,omitempty"`
	Findings   []tally.Finding `json:"findings,omitempty"`
	Field      string          `json:"-"` // of the form, for its page
	// Belongs is where a misplaced workbook is to be filed instead, and under which address.
	Belongs *place `json:"belongs,omitempty"`
}

// fail is the problem of a code with its sentence.
func fail(c code, detail string) *problem {
	row := statuses[c]
	return &problem{Type: "urn:tallysheet:problem:" + string(c), Title: row.title, Status: row.status, Detail: detail, Code: c}
}

// refuse is the problem of a workbook that may not be filed as it is.
func refuse(detail string, findings []tally.Finding) *problem {
	p := fail(findingsRefuse, detail)
	p.Findings = findings
	return p
}

// Error implements error.
func (p *problem) Error() string { return string(p.Code) + ": " + p.Detail }

// asProblem is what the caller is told of an error.
func asProblem(err error, reference string) problem {
	var p *problem
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &p):
	case errors.As(err, &big):
		p = fail(tooLarge, "上传的内容超过了系统允许的大小。")
	default:
		p = fromStore(err)
	}
	shown := *p
	shown.Reference = reference
	return shown
}

// fromStore is the problem of the store's own refusals; every other error is internal.
func fromStore(err error) *problem {
	var refused *models.Error
	if errors.As(err, &refused) {
		if _, known := statuses[code(refused.Code)]; known {
			p := fail(code(refused.Code), refused.Message)
			p.Given, p.Current, p.Field = refused.Given, refused.Current, refused.Field
			return p
		}
	}
	return fail(internal, "系统内部出错，已经记录。请把编号告诉管理员。")
}

// answer tells the caller of an error in the caller's format, and the log in full where it is ours.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, err error) {
	p := asProblem(err, referenceOf(r.Context()))
	if p.Status >= http.StatusInternalServerError {
		s.log.ErrorContext(r.Context(), "request failed", "reference", p.Reference, "error", err.Error())
	}
	if !forProgram(r) {
		s.problemPage(w, r, p)
		return
	}
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		s.log.WarnContext(r.Context(), "problem not delivered", "reference", p.Reference, "error", err.Error())
	}
}
