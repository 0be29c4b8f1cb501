package jobs_test

import (
	"context"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
)

// TestARobotNamesThoseWhoMustAct has the group's robots name the reporters of a department by their numbers in a reminder, and not in what is
// said to the office. Who reports for two departments is told of both by a channel of their own.
func TestARobotNamesThoseWhoMustAct(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.plan(t, "zone")
		ctx := context.Background()
		wang, err := s.Store.Users.Create(ctx, supervisor, account.NewUser{Name: "wang", Role: account.Reporter, Department: "商务局、财政局", Mobile: "138-0000-0001"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Store.Users.Create(ctx, supervisor, account.NewUser{Name: "zhao", Role: account.Reporter, Department: "财政局", Mobile: "028-8888888"}); err == nil {
			t.Error("a number that is no mobile one is taken")
		}
		wecom, dingtalk, hook, own, office := newRobot(t), newRobot(t), newRobot(t), newRobot(t), newRobot(t)
		s.channel(t, notice.Channel{Kind: notice.WeCom, Address: wecom.URL + "/robot/send", Department: "财政局"})
		s.channel(t, notice.Channel{Kind: notice.DingTalk, Address: dingtalk.URL + "/robot/send", Department: "财政局"})
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: hook.URL, Department: "财政局"})
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: own.URL, UserID: wang.ID})
		s.channel(t, notice.Channel{Kind: notice.WeCom, Address: office.URL + "/robot/send"})
		s.clock.set(china("2018-09-03 10:30"))
		s.once(t, s.posting(nil))
		for name, want := range map[*robot]string{wecom: `"mentioned_mobile_list":["13800000001"]`, dingtalk: `"at":{"atMobiles":["13800000001"]}`, hook: `"mobiles":["13800000001"]`} {
			posts := name.taken()
			if len(posts) != 1 || !strings.Contains(string(posts[0].body), want) {
				t.Errorf("%d posts, without %s", len(posts), want)
			}
		}
		var told string
		for _, p := range own.taken() {
			told += p.json(t).Subject
		}
		if !strings.Contains(told, "财政局") || !strings.Contains(told, "商务局") {
			t.Errorf("who reports for two departments is told %q", told)
		}
		for _, p := range office.taken() {
			if strings.Contains(string(p.body), "1380000") {
				t.Errorf("the office's group names a reporter: %s", p.body)
			}
		}
	})
}
