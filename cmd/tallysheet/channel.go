package main

import (
	"context"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/models/notice"
)

type channelCommand struct {
	Add  channelAddCommand  `cmd:"" help:"Set up where a department, a person or (with neither) the supervision office is told."`
	List channelListCommand `cmd:"" help:"List the channels in use."`
	End  channelEndCommand  `cmd:"" help:"Close a channel."`
}

type channelAddCommand struct {
	Kind       string `required:"" enum:"email,wecom,dingtalk,feishu,webhook" help:"email, wecom (企业微信), dingtalk (钉钉), feishu (飞书) or webhook."`
	Address    string `required:"" help:"An e-mail address, or the robot's URL."`
	Secret     string `type:"existingfile" help:"File that holds the robot's signing secret."`
	Department string `xor:"owner" help:"The department that is told of its own."`
	User       string `xor:"owner" help:"The account that is told what it may see."`
	Label      string `help:"A name to know it by."`
	jsonFlag
}

// Run sets up a channel.
func (c channelAddCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	ch := notice.Channel{Kind: notice.ChannelKind(c.Kind), Address: c.Address, Label: c.Label}
	if c.Department != "" {
		if ch.Department, err = d.Store.Departments.Resolve(ctx, c.Department); err != nil {
			return err
		}
	}
	if c.User != "" {
		u, err := d.Store.Users.Named(ctx, c.User)
		if err != nil {
			return err
		}
		ch.UserID = u.ID
	}
	if c.Secret != "" {
		secret, err := os.ReadFile(c.Secret)
		if err != nil {
			return err
		}
		ch.Secret = strings.TrimSpace(string(secret))
	}
	if ch, err = d.Store.Channels.Add(ctx, actor(), ch); err != nil {
		return err
	}
	return p.result(c.JSON, ch, func() { p.say("已添加通知渠道 %s：%s %s。", ch.ID, ch.Kind.Chinese(), ch.Shown()) })
}

type channelListCommand struct{ jsonFlag }

// Run lists channels, without the keys that stand in their addresses.
func (c channelListCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	channels, err := d.Store.Channels.List(ctx)
	if err != nil {
		return err
	}
	if channels == nil {
		channels = []notice.Channel{}
	}
	return p.result(c.JSON, channels, func() {
		if len(channels) == 0 {
			p.say("没有通知渠道。")
		}
		for _, ch := range channels {
			owner := "督查办"
			switch {
			case ch.Department != "":
				owner = ch.Department
			case ch.UserID != "":
				owner = "账号 " + ch.UserID
			}
			p.say("%s\t%s\t%s\t%s\t%s", ch.ID, owner, ch.Kind.Chinese(), ch.Shown(), ch.Label)
		}
	})
}

type channelEndCommand struct {
	ID string `arg:"" help:"The channel's id, as channel list prints it."`
	jsonFlag
}

// Run closes a channel.
func (c channelEndCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := d.Store.Channels.End(ctx, actor(), c.ID); err != nil {
		return err
	}
	return p.result(c.JSON, map[string]string{"ended": c.ID}, func() { p.say("通知渠道 %s 已停用。", c.ID) })
}
