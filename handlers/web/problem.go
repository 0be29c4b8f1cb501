package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Code names what went wrong, for programs; the sentence beside it is for people.
type Code string

// The codes that start in this room; those of the store stand beside them in the table.
const (
	BadRequest       Code = "invalid_request"
	NotSignedIn      Code = "not_signed_in"
	forbidden        Code = "forbidden"
	CrossOrigin      Code = "cross_origin"
	NotFound         Code = "not_found"
	MethodUnknown    Code = "method_unknown"
	tooLarge         Code = "too_large"
	notMultipart     Code = "not_multipart"
	findingsRefuse   Code = "findings"
	tooMany          Code = "too_many"
	internal         Code = "internal"
	Unavailable      Code = "unavailable"
	passwordStale    Code = "password_stale"
	NotSignedInAgain Code = "sign_in_failed"
	Conflicted       Code = Code(models.Conflict)
)

// statuses is the one table from code to HTTP status and the title of the problem.
var statuses = map[Code]struct {
	status int
	title  string
}{
	BadRequest:               {http.StatusBadRequest, "请求有误"},
	NotSignedIn:              {http.StatusUnauthorized, "请先登录"},
	forbidden:                {http.StatusForbidden, "没有权限"},
	NotSignedInAgain:         {http.StatusForbidden, "没有登录成功"},
	passwordStale:            {http.StatusForbidden, "请先设置新口令"},
	CrossOrigin:              {http.StatusForbidden, "拒绝来自其他网站的请求"},
	NotFound:                 {http.StatusNotFound, "没有找到"},
	MethodUnknown:            {http.StatusMethodNotAllowed, "不支持的请求方法"},
	tooLarge:                 {http.StatusRequestEntityTooLarge, "文件过大"},
	notMultipart:             {http.StatusUnsupportedMediaType, "请用表单上传文件"},
	findingsRefuse:           {http.StatusUnprocessableEntity, "存在必须改正的审核问题"},
	tooMany:                  {http.StatusTooManyRequests, "操作过于频繁"},
	Code(models.Conflict):    {http.StatusConflict, "状态已变化"},
	Code(models.Invalid):     {http.StatusUnprocessableEntity, "不符合要求"},
	Code(models.Locked):      {http.StatusLocked, "报告期已锁定"},
	Code(models.Idempotency): {http.StatusUnprocessableEntity, "幂等键已用于另一份内容"},
	Code(models.Busy):        {http.StatusServiceUnavailable, "系统繁忙"},
	Code(models.Unreachable): {http.StatusServiceUnavailable, "数据库暂不可用"},
	Code(models.NoSpace):     {http.StatusInsufficientStorage, "存储空间不足"},
	Code(models.Fenced):      {http.StatusConflict, "已由另一处接手"},
	internal:                 {http.StatusInternalServerError, "系统出错"},
	Unavailable:              {http.StatusServiceUnavailable, "系统暂不可用"},
}

// Problem is an error meant for a person, and the body of RFC 9457. Any other error is internal:
// logged in full, shown as one fixed sentence with its reference number.
type Problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Code      Code   `json:"code"`
	Reference string `json:"reference"`
	// Submission is the draft under which a refused filing was kept. Given and Current are the versions of a conflict.
	Submission string          `json:"submission,omitempty"`
	Given      int             `json:"given,omitempty"`
	Current    int             `json:"current,omitempty"`
	Findings   []tally.Finding `json:"findings,omitempty"`
	Field      string          `json:"-"` // of the form, for its page
	// Belongs is where a misplaced workbook is to be filed instead, and under which address.
	Belongs *Place `json:"belongs,omitempty"`
}

// Fail is the problem of a code with its sentence.
func Fail(c Code, detail string) *Problem {
	row := statuses[c]
	return &Problem{Type: "urn:tallysheet:problem:" + string(c), Title: row.title, Status: row.status, Detail: detail, Code: c}
}

// TooMany is the problem of somebody who has tried too often.
func TooMany(detail string) *Problem { return Fail(tooMany, detail) }

// Refuse is the problem of a workbook that may not be filed as it is.
func Refuse(detail string, findings []tally.Finding) *Problem {
	p := Fail(findingsRefuse, detail)
	p.Findings = findings
	return p
}

// Error implements error.
func (p *Problem) Error() string { return string(p.Code) + ": " + p.Detail }

// AsProblem is what the caller is told of an error.
func AsProblem(err error, reference string) Problem {
	var p *Problem
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &p):
	case errors.As(err, &big):
		p = Fail(tooLarge, "上传的内容超过了系统允许的大小。")
	default:
		p = fromStore(err)
	}
	shown := *p
	shown.Reference = reference
	return shown
}

// fromStore is the problem of the store's own refusals; every other error is internal.
func fromStore(err error) *Problem {
	if models.IsFull(err) {
		return Fail(Code(models.NoSpace), "服务器的磁盘已满，没有保存。请联系系统管理员，已经保存的内容不受影响。")
	}
	var refused *models.Error
	if errors.As(models.Unanswered(err), &refused) {
		if _, known := statuses[Code(refused.Code)]; known {
			p := Fail(Code(refused.Code), refused.Message)
			p.Given, p.Current, p.Field = refused.Given, refused.Current, refused.Field
			return p
		}
	}
	return Fail(internal, "系统内部出错，已经记录。请把编号告诉管理员。")
}

// callerGone is what the log calls a request whose caller broke off, as others do: it is nobody's error.
const callerGone = 499

// retryAfter is when a program may ask again after a 503 or 507, in seconds.
const retryAfter = "30"

// Answer tells the caller of an error in the caller's format, and the log in full where it is ours.
func (s *Site) Answer(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil { // nobody is there to be told
		w.WriteHeader(callerGone)
		return
	}
	p := AsProblem(err, ReferenceOf(r.Context()))
	switch {
	case expected(p.Status):
		w.Header().Set("Retry-After", retryAfter)
		s.Log.WarnContext(r.Context(), "request put off", "reference", p.Reference, "error", err.Error())
	case p.Status >= http.StatusInternalServerError:
		s.Log.ErrorContext(r.Context(), "request failed", "reference", p.Reference, "error", err.Error())
	}
	if !ForProgram(r) {
		s.problemPage(w, r, p)
		return
	}
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		s.Log.WarnContext(r.Context(), "problem not delivered", "reference", p.Reference, "error", err.Error())
	}
}
