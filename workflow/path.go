package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// pathDigits is how many decimals a computed path is rounded to beyond those printed.
const pathDigits = 2

// pathOf is the path to a later year's target, with the year that the target is for where that was not said.
func pathOf(d *Workflow, c Confirmation, ind tally.Indicator) ([]breakdown.Said, error) {
	far, t := farTarget(ind)
	said := func(path []tally.PathPoint, why string) []breakdown.Said {
		all := []breakdown.Said{{Code: tally.AskPath, Answer: tally.PathText(path), Printed: t.Text, Why: why}}
		if far != 0 && c.Horizon == "" && ind.Confirmed[tally.AskHorizon] == "" {
			all = append(all, breakdown.Said{Code: tally.AskHorizon, Answer: strconv.Itoa(far), Printed: t.Text})
		}
		return all
	}
	kind := strings.TrimSpace(c.Path)
	if kind != tally.PathEven && kind != tally.PathCompound {
		path, err := tally.ParsePath(kind)
		if err != nil {
			return nil, &models.Error{Code: models.Invalid, Field: "path", Message: "分年目标：" + err.Error() + "；也可以写 even（逐年均匀）或 compound（按年均增长）。"}
		}
		return said(path, ""), nil
	}
	if y, err := strconv.Atoi(strings.TrimSpace(c.Horizon)); err == nil {
		far = y
	}
	if far == 0 || !t.Value().OK() {
		return nil, &models.Error{Code: models.Invalid, Field: "path", Message: fmt.Sprintf("“%s”没有以后某一年的目标数，折不成分年目标；请写各年的数，如 2018=1200,2019=1400。", ind.Name)}
	}
	base, from, err := baseOf(d, c, ind, far, t.Unit)
	if err != nil {
		return nil, err
	}
	path, err := between(base, tally.PathPoint{Year: far, Value: t.Value()}, kind)
	if err != nil {
		return nil, err
	}
	return said(path, map[string]string{tally.PathEven: "逐年均匀折算", tally.PathCompound: "按年均增长折算"}[kind]+"，基期"+from), nil
}

// pathAnswer reads an answer to which year a target is for that says how this year's number comes of it: even or compound, with the base year's
// figure where the plan prints none (compound 2024=1000), or each year's (2025=110,2026=120). It gives the year and each indicator's path;
// no path where the answer is none.
func pathAnswer(ctx context.Context, d *Workflow, plan string, q breakdown.PlanQuestion, text string) (year string, paths map[string]breakdown.Said, err error) {
	if q.Code != tally.AskHorizon {
		return "", nil, nil
	}
	kind, base := strings.TrimSpace(text), ""
	for _, k := range []string{tally.PathEven, tally.PathCompound} {
		for _, word := range []string{k, tally.AnswerWord(q.Code, k)} {
			if rest, ok := strings.CutPrefix(kind, word); ok {
				kind, base = k, strings.Trim(rest, " ,，、;；")
			}
		}
	}
	if kind != tally.PathEven && kind != tally.PathCompound && !strings.ContainsAny(kind, "=＝") {
		return "", nil, nil
	}
	p, err := d.Plan(ctx, plan, tally.Round{})
	if err != nil {
		return "", nil, err
	}
	paths = map[string]breakdown.Said{}
	for _, ind := range p.Indicators {
		if !slices.Contains(q.Indicators, ind.ID) {
			continue
		}
		far, _ := farTarget(ind)
		if far == 0 {
			return "", nil, &models.Error{Code: models.Invalid, Field: "answer", Message: fmt.Sprintf("“%s”写的是几年的累计数，不能这样折算；请写它是哪一年的。", ind.Name)}
		}
		said, err := pathOf(d, Confirmation{Path: kind, Base: base, Horizon: strconv.Itoa(far)}, ind)
		if bad := (*models.Error)(nil); errors.As(err, &bad) && bad.Field == "base" {
			bad.Message += "基期写在答复里，如 compound 2016=1000；几个指标的基期不同的，到各指标的页面分别设。"
		}
		if err != nil {
			return "", nil, err
		}
		year, paths[ind.ID] = strconv.Itoa(far), said[0]
	}
	if slices.Contains(q.Choices, tally.ByDeadline) {
		year = tally.ByDeadline
	}
	return year, paths, nil
}

// farTarget is the own target of a later year, and that year; 0 where there is none.
func farTarget(ind tally.Indicator) (int, tally.Target) {
	for _, t := range ind.Targets {
		if t.Tier != "" || t.Horizon == "" {
			continue
		}
		year, err := strconv.Atoi(t.Horizon)
		if err != nil { // a sum of years
			return 0, t
		}
		return year, t
	}
	return 0, tally.Target{}
}

// baseOf is the figure of the year that a path begins with, and where it stands: as a person writes it, or else the latest that
// the plan prints of a year before the target's.
func baseOf(d *Workflow, c Confirmation, ind tally.Indicator, far int, unit string) (base tally.PathPoint, from string, err error) {
	if c.Base != "" {
		points, err := tally.ParsePath(c.Base)
		if err != nil || len(points) != 1 || points[0].Year >= far {
			return base, "", &models.Error{Code: models.Invalid, Field: "base", Message: fmt.Sprintf("基期写的是“%s”，应为%d年以前一年的数，如 2016=1000。", c.Base, far)}
		}
		return points[0], tally.PathText(points), nil
	}
	if fact, year, ok := ind.Base(far); ok {
		if n, ok := d.Words.ConvertPrinted(fact.Value, fact.Unit, unit); ok {
			base = tally.PathPoint{Year: year, Value: n}
			return base, fmt.Sprintf("%s（%s!%s“%s”）", tally.PathText([]tally.PathPoint{base}), ind.Sheet, fact.Cell, fact.Heading), nil
		}
	}
	return base, "", &models.Error{Code: models.Invalid, Field: "base", Message: fmt.Sprintf("“%s”没有基期的数，折不成分年目标；请写基期，如 2016=1000。", ind.Name)}
}

// between gives each year's figure from the year after the base to the target's.
func between(base, far tally.PathPoint, kind string) ([]tally.PathPoint, error) {
	from, to := base.Value.Decimal(), far.Value.Decimal()
	if kind == tally.PathCompound && (!from.IsPositive() || !to.IsPositive()) {
		return nil, &models.Error{Code: models.Invalid, Field: "base", Message: "按年均增长折算，基期和目标都应大于 0。"}
	}
	digits := max(-from.Exponent(), -to.Exponent(), 0) + pathDigits
	years := decimal.NewFromInt(int64(far.Year - base.Year))
	var path []tally.PathPoint
	for y := base.Year + 1; y < far.Year; y++ {
		gone := decimal.NewFromInt(int64(y - base.Year))
		value := from.Add(to.Sub(from).Mul(gone).Div(years))
		if kind == tally.PathCompound {
			grown, err := to.Div(from).PowWithPrecision(gone.DivRound(years, 30), 24)
			if err != nil {
				return nil, fmt.Errorf("path: %w", err)
			}
			value = from.Mul(grown)
		}
		path = append(path, tally.PathPoint{Year: y, Value: exact.Num(value.Round(digits))})
	}
	return append(path, far), nil
}
