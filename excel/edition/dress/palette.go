package dress

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
)

// Palette is the paint of each light.
type Palette map[tally.Light]tally.Paint

// Lights is their order.
var Lights = [...]tally.Light{tally.Green, tally.Yellow, tally.Red, tally.Grey}

// PaletteOf takes an edition's paint, and calm colours for a light that has none.
func PaletteOf(paint []tally.Paint) Palette {
	p := Palette{
		tally.Green:  {Fill: "C9E4BE", Ink: "2F5D22"},
		tally.Yellow: {Fill: "FFE8A3", Ink: "7A5B00"},
		tally.Red:    {Fill: "F5B8B4", Ink: "9C0006"},
		tally.Grey:   {Fill: "E4E4E4", Ink: "595959"},
	}
	for _, x := range paint {
		q := p[x.Light]
		if isColor(x.Fill) && isColor(x.Ink) {
			q.Fill, q.Ink = x.Fill, x.Ink
		}
		q.Word = x.Word
		p[x.Light] = q
	}
	for _, l := range Lights {
		q := p[l]
		if q.Light = l; q.Word == "" {
			q.Word = l.Chinese()
		}
		p[l] = q
	}
	return p
}

func isColor(s string) bool {
	return len(s) == 6 && strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

// Fill is a plain background.
func Fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// Strong is a colour a little deeper than that of a cell, which carries text.
func Strong(color string) string {
	out := ""
	for i := 0; i < 6; i += 2 {
		v, err := strconv.ParseUint(color[i:i+2], 16, 8)
		if err != nil {
			return color
		}
		out += strconv.FormatUint(0x100|v*86/100, 16)[1:]
	}
	return out
}
