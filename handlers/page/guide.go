package page

import (
	"context"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
)

// guideStep is one thing that an office does before a plan's first month, in their order.
type guideStep struct {
	Text  string // what
	Says  string // how it stands, or whom it concerns; About is named in it
	About string
	Href  string // "" for what somebody else does
	Done  bool
}

// missingNamed is how many departments without an account are named.
const missingNamed = 20

// guide leads from an imported plan to its first report; nil once all is done.
func (s Plans) guide(ctx context.Context, head breakdown.PlanHead, open int, departments []breakdown.Department) ([]guideStep, error) {
	users, err := s.Store.Users.List(ctx)
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for _, u := range users {
		if u.Role == account.Reporter && !u.Disabled() {
			has[u.Department] = true
		}
	}
	var missing []string
	for _, d := range departments {
		if d.Reports && !has[d.Name] {
			missing = append(missing, d.Name)
		}
	}
	lacking := strings.Join(missing[:min(len(missing), missingNamed)], "、")
	if len(missing) > missingNamed {
		lacking += "……"
	}
	at := "/plans/" + web.PathEscape(head.Key)
	steps := []guideStep{
		{"确认读法", "还有 %s 条待确认", strconv.Itoa(open), at + "#questions", open == 0},
		{"核对报送时间和今年的节假日", "在计划设置里看一遍，按本单位的办法保存", "", at + "/settings", head.Settings.Version > 0},
		{"给部门开账号", "请系统管理员在“人员”里开：%s", lacking, "", len(missing) == 0},
		{"等各部门上报第一期", "部门登录以后在“待办”里下载填报表、上报", "", "/?plan=" + web.PathEscape(head.Key), !head.LastFiled.IsZero()},
	}
	for _, x := range steps {
		if !x.Done {
			return steps, nil
		}
	}
	return nil, nil
}
