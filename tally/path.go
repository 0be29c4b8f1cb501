package tally

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// ParsePath reads the points of a path, 2018=1200,2019=1450.5, in either width. They come back by year.
func ParsePath(text string) ([]PathPoint, error) {
	var path []PathPoint
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，;；、 ", r) }) {
		year, value, ok := strings.Cut(strings.Replace(part, "＝", "=", 1), "=")
		y, err := strconv.Atoi(strings.TrimSuffix(year, "年"))
		n, bad := exact.ParseNumber(value)
		if !ok || err != nil || y < 1000 || y > 9999 || bad != nil || !n.OK() {
			return nil, fmt.Errorf("“%s”不是一年的数，应写成 2018=1200 这样的形式", part)
		}
		if slices.ContainsFunc(path, func(p PathPoint) bool { return p.Year == y }) {
			return nil, fmt.Errorf("%d年写了两次", y)
		}
		path = append(path, PathPoint{y, n})
	}
	if len(path) == 0 {
		return nil, fmt.Errorf("没有写各年的数，应写成 2018=1200,2019=1400 这样的形式")
	}
	slices.SortFunc(path, func(a, b PathPoint) int { return a.Year - b.Year })
	return path, nil
}

// PathText writes a path as ParsePath reads it.
func PathText(path []PathPoint) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = strconv.Itoa(p.Year) + "=" + p.Value.Plain()
	}
	return strings.Join(parts, ",")
}
