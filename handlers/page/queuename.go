package page

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// waitingName is a name that a plan does not have, with the one that it has and is near, and the files that it is in.
type waitingName struct {
	Plan, About, Suggest string
	Files                []models.AskedName
}

// namesOf puts the same name of a plan together: it is settled once.
func namesOf(asked []models.AskedName) []waitingName {
	var names []waitingName
	for _, a := range asked {
		if n := len(names); n > 0 && names[n-1].Plan == a.Plan && names[n-1].About == a.About && names[n-1].Suggest == a.Suggest {
			names[n-1].Files = append(names[n-1].Files, a)
			continue
		}
		names = append(names, waitingName{a.Plan, a.About, a.Suggest, []models.AskedName{a}})
	}
	return names
}

// PostName is 就是它 for all files that a name is in: the office keeps it as an alias, and each file is checked again as it was uploaded. One
// that has changed since it was seen is left and named.
func (s Queue) PostName(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request.Context(), web.PersonOf(c.Request.Context()).Actor()
	var page queuePage
	if len(f["file"]) == 0 {
		return web.Fail(web.BadRequest, "表单有误，请刷新后再试。")
	}
	asked, err := s.Store.Submissions.AskedNames(ctx)
	if err != nil {
		return err
	}
	for _, ticked := range f["file"] {
		parts := strings.Split(ticked, "@")
		if len(parts) != 3 {
			return web.Fail(web.BadRequest, "表单有误，请刷新后再试。")
		}
		revision, err := strconv.Atoi(parts[1])
		n, bad := strconv.Atoi(parts[2])
		if err = errors.Join(err, bad); err != nil {
			return web.Fail(web.BadRequest, "表单有误，请刷新后再试。")
		}
		sub, err := s.Mine(ctx, parts[0])
		if err == nil && !slices.ContainsFunc(asked, func(a models.AskedName) bool { return a.ID == parts[0] && a.N == n }) {
			err = &models.Error{Code: models.Conflict, Message: "这份表刚有变动，或者名称已经认定。"}
		}
		if err == nil {
			_, err = s.Workflow.SameName(ctx, by, sub, workflow.SameName{Revision: revision, N: n, Keep: true})
		}
		var refused *models.Error
		switch {
		case errors.As(err, &refused):
			page.Refused = append(page.Refused, sub.Department+" "+sub.Period.Chinese()+"："+refused.Message)
		case err != nil:
			return err
		default:
			page.Settled++
		}
	}
	return s.show(c, page)
}
