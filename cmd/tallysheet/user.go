package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
)

type userCommand struct {
	Add userAddCommand `cmd:"" help:"Open an account; the password is read from standard input and must be changed at the first sign-in."`
}

type userAddCommand struct {
	Name       string `arg:"" help:"The name to sign in with."`
	Label      string `help:"The name to print."`
	Role       string `required:"" enum:"reporter,supervisor,leader,auditor,administrator" help:"What the person may do."`
	Department string `help:"A reporter's department."`
	Mobile     string `help:"A mobile number, by which a group's robot names a reporter."`
	Profile    string `name:"password-profile" env:"TALLYSHEET_PASSWORD_PROFILE" enum:"djbh,asvs," default:"" help:"Rules that the password must keep; as the administrator set them, else djbh, where not given."`
	jsonFlag
}

// Run opens the account.
func (c userAddCommand) Run(ctx context.Context, p *program) error {
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("读不到标准输入里的口令：%w", err)
	}
	password := strings.TrimRight(line, "\r\n")
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	set, err := d.Store.Site.Settings(ctx)
	if err != nil {
		return err
	}
	profile, err := web.ProfileNamed(cmp.Or(c.Profile, set.Passwords))
	if err != nil {
		return err
	}
	u := account.NewUser{Name: c.Name, Label: c.Label, Role: account.Role(c.Role), Department: c.Department, Mobile: c.Mobile, MustChange: true}
	if wrong := profile.Check(password, account.User{Name: u.Name, Label: u.Label, Department: u.Department}); wrong != "" {
		return fmt.Errorf("%w：%s", errUsage, wrong)
	}
	if u.Password, err = web.HashPassword(password); err != nil {
		return err
	}
	made, err := d.Store.Users.Create(ctx, actor(), u)
	if err != nil {
		return err
	}
	return p.result(c.JSON, made, func() { p.say("账号 %s 已开通，首次登录须修改口令。", made.Name) })
}
