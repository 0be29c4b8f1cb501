package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// demoStaff are the people of the demo, in the order in which they are said: a clerk of each department of the demo's
// plan, and one of each other role.
var demoStaff = []account.NewUser{
	{Name: "jingfa", Label: "王敏", Role: account.Reporter, Department: "经济发展局"},
	{Name: "shangwu", Label: "李强", Role: account.Reporter, Department: "商务局"},
	{Name: "caizheng", Label: "吴芳", Role: account.Reporter, Department: "财政局"},
	{Name: "keji", Label: "郑浩", Role: account.Reporter, Department: "科技局"},
	demoSupervisor,
	{Name: "lingdao", Label: "陈主任", Role: account.Leader},
	{Name: "shenji", Label: "孙审计", Role: account.Auditor},
	{Name: "guanli", Label: "周管理", Role: account.Administrator},
}

var demoSupervisor = account.NewUser{Name: "ducha", Label: "赵督查", Role: account.Supervisor}

// byPerson is who does a thing in the demo.
func byPerson(n account.NewUser) models.Actor { return models.Actor{ID: n.Name, Name: n.Label} }

// clerkOf is who files for a department: its clerk, or a name for the office's own where nobody has an account.
func clerkOf(department string) models.Actor {
	for _, n := range demoStaff {
		if n.Department == department {
			return byPerson(n)
		}
	}
	return models.Actor{ID: "demo:" + department, Name: department + "联络员"}
}

// demoPeople opens the accounts and says them. Their passwords are made at the first start and kept beside the
// database, so that every start says the same.
func demoPeople(ctx context.Context, p *program, d *workflow.Workflow, dir string) error {
	file := filepath.Join(dir, "accounts.txt")
	passwords, err := demoPasswords(file)
	if err != nil {
		return err
	}
	p.say("演示账号（口令记在 %s）：", file)
	for _, n := range demoStaff {
		hash, err := web.HashPassword(passwords[n.Name])
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
		p.say("  %-8s %s  %s %s%s", n.Name, passwords[n.Name], n.Label, n.Department, n.Role.Chinese())
	}
	return nil
}

// demoPasswords reads the passwords of the demo's people from a file of lines "name password", and adds those that it lacks.
func demoPasswords(file string) (map[string]string, error) {
	passwords := map[string]string{}
	text, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		if name, password, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			passwords[name] = strings.TrimSpace(password)
		}
	}
	var out strings.Builder
	for _, n := range demoStaff {
		if passwords[n.Name] == "" {
			passwords[n.Name] = "Demo-" + rand.Text()[:12]
		}
		fmt.Fprintln(&out, n.Name, passwords[n.Name])
	}
	return passwords, os.WriteFile(file, []byte(out.String()), 0o600)
}
