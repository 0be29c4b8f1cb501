package page

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/workflow"
)

// onThePage is the reason of an answer for which none was written.
const onThePage = "在计划页上核对后确认"

func reasonOf(f url.Values) string {
	if text := strings.TrimSpace(f.Get("reason")); text != "" {
		return text
	}
	return onThePage
}

// Questions are the forms by which a plan's questions are answered and its meanings set.
type Questions struct{ *web.Site }

// questionsPath is the place of a plan's questions, or of its answers, on the page of them that a form stood on.
func questionsPath(c *gin.Context, f url.Values) string {
	at := "/plans/" + web.PathEscape(c.Param("plan"))
	if n, err := web.WholeNumber(f.Get("answered"), 1, 1<<30); err == nil {
		return at + "?answered=" + strconv.Itoa(n) + "#answered"
	}
	if n, err := web.WholeNumber(f.Get("asked"), 2, 1<<30); err == nil {
		at += "?asked=" + strconv.Itoa(n)
	}
	return at + "#questions"
}

// PostAnswer answers one question with the button that was pressed, or with what was written.
func (s Questions) PostAnswer(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	n, err := web.QuestionNumber(c.Param("n"))
	if err != nil {
		return err
	}
	version, err := web.WholeNumber(f.Get("version"), 0, 1<<30)
	if err != nil {
		return web.Beside("version", err)
	}
	text := strings.TrimSpace(f.Get("answer"))
	if own := strings.TrimSpace(f.Get("other")); own != "" && text == "" {
		text = own
	}
	ctx := c.Request.Context()
	if _, err := s.Workflow.Answer(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), reasonOf(f), workflow.Answer{N: n, Answer: text, Version: &version}); err != nil {
		return err
	}
	return s.GoTo(c, questionsPath(c, f))
}

// PostProposed answers the questions that were seen, as proposed: n=version for each. What came or changed since is refused.
func (s Questions) PostProposed(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	var answers []workflow.Answer
	for _, seen := range f["seen"] {
		parts := strings.SplitN(seen, "=", 3)
		if len(parts) != 3 {
			return web.Fail(web.BadRequest, "表单不完整，请刷新后再试。")
		}
		n, err := web.QuestionNumber(parts[0])
		if err != nil {
			return err
		}
		version, err := web.WholeNumber(parts[1], 0, 1<<30)
		if err != nil {
			return err
		}
		answers = append(answers, workflow.Answer{N: n, Answer: parts[2], Version: &version})
	}
	if len(answers) == 0 {
		return web.Fail(web.BadRequest, "没有要确认的建议。")
	}
	ctx := c.Request.Context()
	if _, err := s.Workflow.Answer(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), reasonOf(f), answers...); err != nil {
		return err
	}
	return s.GoTo(c, questionsPath(c, f))
}

// PostMeaning keeps what was changed in an indicator's form; a field left as it stood says nothing.
func (s Questions) PostMeaning(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	changed := func(name string) string {
		if now := strings.TrimSpace(f.Get(name)); now != f.Get("was_"+name) {
			return now
		}
		return ""
	}
	said := workflow.Confirmation{Plan: c.Param("plan"), Indicator: c.Param("indicator"), Better: changed("better"), Measure: changed("measure"),
		Unit: changed("unit"), Target: changed("words"), Lead: changed("lead"), Support: changed("support"), Parent: changed("parent"),
		Horizon: changed("horizon"), Path: changed("path"), Base: changed("base"), Reason: reasonOf(f)}
	if f.Get("was_support") != "" && strings.TrimSpace(f.Get("support")) == "" {
		said.Support = "none"
	}
	if f.Get("was_parent") != "" && strings.TrimSpace(f.Get("parent")) == "" {
		said.Parent = "none"
	}
	ctx := c.Request.Context()
	back := "/plans/" + web.PathEscape(c.Param("plan")) + "/indicators/" + web.PathEscape(c.Param("indicator"))
	if said.Nothing() {
		return s.GoTo(c, back)
	}
	if said.Seen, err = seen(f); err != nil {
		return err
	}
	if _, err := s.Workflow.Confirm(ctx, web.PersonOf(ctx).Actor(), said); err != nil {
		return err
	}
	return s.GoTo(c, back)
}
