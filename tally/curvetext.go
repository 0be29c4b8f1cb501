package tally

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// ParseCurve reads a curve as a person writes it, 3=20%,6=0.5: by the end of the month, so much of the target. Months
// must rise, shares must not fall and end at 1 or less; "" and none are month ÷ 12, days (按日) before or instead of the points is by
// calendar days. What is wrong is said in Chinese.
func ParseCurve(text string) (Curve, error) {
	var curve Curve
	text = strings.TrimSpace(strings.ReplaceAll(text, "，", ","))
	if text == "" || text == "none" {
		return curve, nil
	}
	for _, word := range [...]string{"days", "按日"} {
		if rest, ok := strings.CutPrefix(text, word); ok && (rest == "" || rest[0] == ',') {
			if curve.Days, text = true, strings.TrimPrefix(rest, ","); text == "" {
				return curve, nil
			}
		}
	}
	for point := range strings.SplitSeq(text, ",") {
		p, err := parsePoint(point)
		if err != nil {
			return Curve{}, err
		}
		if k := len(curve.Points); k > 0 && (p.Month <= curve.Points[k-1].Month || p.Share.Decimal().LessThan(curve.Points[k-1].Share.Decimal())) {
			return Curve{}, fmt.Errorf("曲线在“%s”处不对：月份要递增，比例不能下降", strings.TrimSpace(point))
		}
		curve.Points = append(curve.Points, p)
	}
	return curve, nil
}

func parsePoint(point string) (CurvePoint, error) {
	point = strings.TrimSpace(point)
	month, share, _ := strings.Cut(point, "=")
	m, err := strconv.Atoi(strings.TrimSpace(month))
	if err != nil || m < 1 || m > 12 {
		return CurvePoint{}, fmt.Errorf("曲线的“%s”不是 1 到 12 月，应写成 6=50%% 这样", point)
	}
	bare, percent := strings.CutSuffix(strings.TrimSpace(share), "%")
	n, err := exact.ParseNumber(bare)
	if err != nil || !n.OK() {
		return CurvePoint{}, fmt.Errorf("曲线的“%s”没有比例，应写成 6=50%% 这样", point)
	}
	if percent {
		n = exact.Num(n.Decimal().Shift(-2))
	}
	if n.Decimal().IsNegative() || n.Decimal().GreaterThan(exact.Int(1).Decimal()) {
		return CurvePoint{}, fmt.Errorf("曲线的“%s”比例不在 0 到 100%% 之间", point)
	}
	return CurvePoint{Month: m, Share: n}, nil
}

// Text writes a curve of shares by month as ParseCurve reads it; ok is false for one that has more to it.
func (c Curve) Text() (text string, ok bool) {
	if c.Steps || !c.From.IsZero() || !c.To.IsZero() {
		return "", false
	}
	var points []string
	if c.Days {
		points = append(points, "days")
	}
	for _, p := range c.Points {
		if p.Year != 0 || p.Day != 0 || p.Amount.OK() {
			return "", false
		}
		points = append(points, fmt.Sprintf("%d=%s%%", p.Month, p.Share.Decimal().Shift(2)))
	}
	return strings.Join(points, ","), true
}
