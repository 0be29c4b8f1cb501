package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tallysheet/tallysheet/excel/figurelist"
)

type figuresCommand struct {
	Plan string `required:"" help:"The plan's key."`
	From string `required:"" help:"The first month, as 2018-01."`
	To   string `required:"" help:"The last month, as 2018-12."`
	Out  string `short:"o" required:"" help:"Where they are written: a name that ends in .xlsx or .csv."`
	jsonFlag
}

// Run writes the figures to a file beside the one asked for, which takes its name once it is whole.
func (c figuresCommand) Run(ctx context.Context, p *program) (err error) {
	from, err := parsePeriod(c.From)
	if err != nil {
		return err
	}
	to, err := parsePeriod(c.To)
	if err != nil {
		return err
	}
	form := strings.ToLower(strings.TrimPrefix(filepath.Ext(c.Out), "."))
	if form != figurelist.XLSX && form != figurelist.CSV {
		return fmt.Errorf("%w：文件名“%s”应以 .xlsx 或 .csv 结尾", errUsage, filepath.Base(c.Out))
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(c.Out), ".figures-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	n, err := d.WriteFigures(ctx, file, form, c.Plan, from, to)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err = os.Rename(file.Name(), c.Out); err != nil {
		return err
	}
	return p.result(c.JSON, map[string]any{"figures": n, "file": c.Out}, func() { p.say("%s 至 %s 共 %d 个数据：%s", from, to, n, c.Out) })
}
