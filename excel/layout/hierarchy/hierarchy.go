package hierarchy

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// Parents tells of which row each row is a part, from 其中 and #, indentation and dotted numbers.
type Parents struct {
	stack   []relative // from the outermost down to the last row
	marked  int        // depth of the last marked child's parent + 1; 0 where none is open
	first   relative   // the first marked child
	aligned bool       // its siblings are pushed in
	last    bool       // the last row was marked
	Assumed bool       // the last row was placed by its position alone
	grouped bool       // the block is a group of its own, so its end ends the children
}

type relative struct {
	name, unit, seq string
	indent          int
	numbering       vocabulary.Numbering
}

// Reset begins a new group.
func (k *Parents) Reset(grouped bool) { *k = Parents{grouped: grouped} }

// Parent places a row and gives the name and the unit of the row that it is a part of, "" for none. A part without a unit has its
// parent's.
func (k *Parents) Parent(l vocabulary.Label, unit, seq string) (name, parentUnit string) {
	k.Assumed = false
	row := relative{name: l.Name, unit: unit, seq: seq, indent: l.Indent, numbering: l.Numbering}
	switch {
	case l.Child && len(k.stack) > 0:
		k.mark(row)
	case k.marked > 0:
		k.follow(row)
	default:
		k.popTo(k.depthBySeq(row))
	}
	k.last = l.Child
	if n := len(k.stack); n > 0 {
		name, parentUnit = k.stack[n-1].name, k.stack[n-1].unit
	}
	if row.unit == "" {
		row.unit = parentUnit
	}
	k.stack = append(k.stack, row)
	return name, parentUnit
}

func (k *Parents) popTo(depth int) { k.stack = k.stack[:min(depth, len(k.stack))] }

// mark places a row that is marked itself: beside a marked row just before it, else under the last row.
func (k *Parents) mark(row relative) {
	if k.marked > 0 && k.last && row.indent <= k.first.indent {
		k.popTo(k.marked)
	} else {
		k.marked = len(k.stack)
	}
	k.first, k.aligned = row, false
}

// follow places a row after a marked one, which carries no mark of its own: its sibling where it is pushed in
// as far or, where nothing is pushed in, where it is of the same kind; else the children have ended.
func (k *Parents) follow(row relative) {
	parent := k.stack[k.marked-1]
	switch {
	case row.indent > parent.indent && (!k.aligned || row.indent <= k.first.indent):
		k.aligned, k.first.indent = true, row.indent
		k.popTo(k.marked)
	case row.indent > parent.indent: // pushed in further: a part of a child
		k.popTo(k.depthByIndent(row))
	case !k.aligned && k.first.indent <= parent.indent && k.sameKind(row, parent):
		k.popTo(k.marked)
		k.Assumed = vocabulary.SharedEnding(row.name, parent.name) < 2 && vocabulary.SharedEnding(row.name, k.first.name) < 2
	default:
		k.marked = 0
		k.popTo(k.depthBySeq(row))
	}
}

// sameKind reports whether an unmarked row after 其中 still belongs to it.
func (k *Parents) sameKind(row, parent relative) bool {
	if row.numbering != vocabulary.Unnumbered && row.numbering == parent.numbering { // 2. after the 其中 of 1.
		return false
	}
	if (row.unit != "" && k.first.unit != "" && row.unit != k.first.unit) || (row.seq != "" && k.first.seq == "") {
		return false
	}
	if vocabulary.SharedEnding(k.first.name, parent.name) >= 2 {
		return vocabulary.SharedEnding(row.name, parent.name) >= 2
	}
	return k.grouped || vocabulary.SharedEnding(row.name, k.first.name) >= 2
}

// depthBySeq is the depth by a dotted number (3.1 under 3), else by indentation.
func (k *Parents) depthBySeq(row relative) int {
	if strings.Contains(row.seq, ".") {
		for d := len(k.stack); d > 0; d-- {
			if s := k.stack[d-1].seq; s != "" && strings.HasPrefix(row.seq, s+".") {
				return d
			}
		}
	}
	if d, ok := k.depthByNumber(row); ok {
		return d
	}
	return k.depthByIndent(row)
}

// depthByNumber is the depth by the kind of number: 2. stands beside 1., and 1. under 一、.
func (k *Parents) depthByNumber(row relative) (int, bool) {
	if row.numbering == vocabulary.Unnumbered {
		return 0, false
	}
	for d := len(k.stack); d > 0; d-- {
		if k.stack[d-1].numbering == row.numbering {
			return d - 1, true
		}
	}
	for d := len(k.stack); d > 0; d-- {
		if n := k.stack[d-1].numbering; n != vocabulary.Unnumbered && n < row.numbering {
			return d, true
		}
	}
	return 0, false
}

// indentStep is the least that pushes a label in on purpose: one ideographic space.
const indentStep = 2

func (k *Parents) depthByIndent(row relative) int {
	for d := len(k.stack); d > 0; d-- {
		if row.indent >= k.stack[d-1].indent+indentStep {
			return d
		}
	}
	return 0
}
