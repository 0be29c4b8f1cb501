package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

type userCommand struct {
	Add userAddCommand `cmd:"" help:"Open an account; the password is read from standard input and must be changed at the first sign-in."`
}

type userAddCommand struct {
	Name       string `arg:"" help:"The name to sign in with."`
	Label      string `help:"The name to print."`
	Role       string `required:"" enum:"reporter,supervisor,leader,auditor,administrator" help:"What the person may do."`
	Department string `help:"A reporter's department."`
	Profile    string `name:"password-profile" env:"TALLYSHEET_PASSWORD_PROFILE" enum:"djbh,asvs" default:"djbh" help:"Rules that the password must keep."`
	jsonFlag
}

// Run opens the account.
func (c userAddCommand) Run(ctx context.Context, p *program) error {
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("读不到标准输入里的口令：%w", err)
	}
	password := strings.TrimRight(line, "\r\n")
	profile, err := handlers.ProfileNamed(c.Profile)
	if err != nil {
		return err
	}
	u := models.NewUser{Name: c.Name, Label: c.Label, Role: models.Role(c.Role), Department: c.Department, MustChange: true}
	if wrong := profile.Check(password, models.User{Name: u.Name, Label: u.Label, Department: u.Department}); wrong != "" {
		return fmt.Errorf("%w：%s", errUsage, wrong)
	}
	if u.Password, err = handlers.HashPassword(password); err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	made, err := d.Store.Users.Create(ctx, actor(), u)
	if err != nil {
		return err
	}
	return p.result(c.JSON, made, func() { p.say("账号 %s 已开通，首次登录须修改口令。", made.Name) })
}

// demoPeople opens one account a role, with a new password at each start, and says them.
func demoPeople(ctx context.Context, p *program, d *workflow.Workflow) error {
	people := []models.NewUser{
		{Name: "jingfa", Label: "王敏", Role: models.Reporter, Department: "经济发展局"},
		{Name: "shangwu", Label: "李强", Role: models.Reporter, Department: "商务局"},
		{Name: "ducha", Label: "赵督查", Role: models.Supervisor},
		{Name: "lingdao", Label: "陈主任", Role: models.Leader},
		{Name: "shenji", Label: "孙审计", Role: models.Auditor},
		{Name: "guanli", Label: "周管理", Role: models.Administrator},
	}
	p.say("演示账号（口令每次启动重新生成）：")
	for _, n := range people {
		password := "Demo-" + rand.Text()[:12]
		hash, err := handlers.HashPassword(password)
		if err != nil {
			return err
		}
		u, err := d.Store.Users.Named(ctx, n.Name)
		if errors.Is(err, &models.Error{Code: models.NotFound}) {
			u, err = d.Store.Users.Create(ctx, models.System(), n)
		}
		if err == nil {
			err = d.Store.Users.SetPassword(ctx, models.System(), u, hash, 0, "")
		}
		if err != nil {
			return err
		}
		p.say("  %-8s %s  %s%s", n.Name, password, handlers.RoleInChinese(n.Role), n.Department)
	}
	return nil
}
