package page

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// Submissions are the pages on which a workbook is filed, read, explained and decided on.
type Submissions struct{ *web.Site }

// PageAct does the same for a form, and goes back to where the form says.
func (s Submissions) PageAct(do web.Act) func(*gin.Context) error {
	return func(c *gin.Context) error {
		f, err := s.Form(c)
		if err != nil {
			return err
		}
		a := web.ActRequest{Reason: reasonIn(f), Text: f.Get("text"), Keep: f.Get("keep") == "on", Typed: typedIn(f)}
		if a.Revision, err = web.WholeNumber(f.Get("revision"), 0, 1<<31-1); err != nil {
			return err
		}
		sub, err := s.DoAct(c, do, a)
		if err != nil {
			return err
		}
		next := "/submissions/" + sub.ID
		if f.Get("next") != "" {
			next = web.LocalPath(f.Get("next"))
		}
		return s.GoTo(c, next)
	}
}

// returnReasons are those for which reports are given back most; another is typed.
var returnReasons = []string{"数据有误，请核对后重报", "口径不符，请按计划的口径填报", "单位有误，请改正后重报", "有指标漏报，请补齐后重报", "说明没有写清原因，请补充说明", "佐证材料不足，请补充材料", "报错了月份或计划，请改报"}

// reasonIn is the reason in a form: chosen from a list, typed, or both.
func reasonIn(f url.Values) string {
	chosen, typed := f.Get("why"), strings.TrimSpace(f.Get("reason"))
	if chosen == "" || typed == "" {
		return chosen + typed
	}
	return chosen + "。" + typed
}

// PostDiscard throws a draft away and goes back to where its month is filed.
func (s Submissions) PostDiscard(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	var a web.ActRequest
	if a.Revision, err = web.WholeNumber(f.Get("revision"), 0, 1<<31-1); err != nil {
		return err
	}
	sub, err := s.DoAct(c, s.Discard, a)
	if err != nil {
		return err
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(sub.Plan)+"/periods/"+sub.Period.String()+"/file?department="+url.QueryEscape(sub.Department))
}

// typedIn are the explanations in a form: an act beside them must not lose what was typed.
func typedIn(f url.Values) map[int]string {
	typed := map[int]string{}
	for name := range f {
		if number, ok := strings.CutPrefix(name, "explain."); ok {
			if n, err := strconv.Atoi(number); err == nil {
				typed[n] = f.Get(name)
			}
		}
	}
	return typed
}
