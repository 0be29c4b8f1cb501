package tally

import (
	"fmt"
	"strconv"
	"strings"
)

// Anchor is where an audit chain ended when it was noted outside the chain: on an edition's cover, in a backup, in a notice. Its
// hash vouches for its row and all rows before it, its signature for both.
type Anchor struct {
	Rows      int64  `json:"rows"` // the number of the chain's last row
	Head      string `json:"head"` // its hash, hex; "" in an empty chain
	Algorithm string `json:"algorithm,omitempty"`
	Key       string `json:"key,omitempty"`       // which key signed: the first 16 digits of the hash of the public key
	Signature string `json:"signature,omitempty"` // base64; "" where nobody signed
}

// IsZero reports an anchor of no chain, or of an empty one.
func (a Anchor) IsZero() bool { return a == Anchor{} }

// Signed reports an anchor that carries a signature, which nobody has looked at yet.
func (a Anchor) Signed() bool { return a.Signature != "" }

// String is the anchor in one line, as ParseAnchor reads it: rows and head, and the signature where there is one.
func (a Anchor) String() string {
	if a.IsZero() {
		return ""
	}
	line := fmt.Sprintf("%d %s", a.Rows, a.Head)
	if a.Signed() {
		line += strings.Join([]string{"", a.Algorithm, a.Key, a.Signature}, " ")
	}
	return line
}

// Chinese says on a cover where the chain ended.
func (a Anchor) Chinese() string {
	words := fmt.Sprintf("审计链第 %d 条，摘要 %s", a.Rows, a.Head)
	if a.Signed() {
		words += fmt.Sprintf("；%s 签名，钥匙 %s（签名在文件属性里）", a.Algorithm, a.Key)
	}
	return words
}

// AnchorProperty is the document property of an issued workbook that holds its anchor's line.
const AnchorProperty = "tallysheet.audit"

// ParseAnchor reads the line that String writes; an empty one is no anchor.
func ParseAnchor(line string) (Anchor, error) {
	f := strings.Fields(line)
	if len(f) == 0 {
		return Anchor{}, nil
	}
	if len(f) != 2 && len(f) != 5 {
		return Anchor{}, fmt.Errorf("审计链锚点应为“条数 摘要”，读到“%.80s”", line)
	}
	rows, err := strconv.ParseInt(f[0], 10, 64)
	if err != nil || rows < 1 {
		return Anchor{}, fmt.Errorf("审计链锚点的条数应为正整数，读到“%.20s”", f[0])
	}
	a := Anchor{Rows: rows, Head: f[1]}
	if len(f) == 5 {
		a.Algorithm, a.Key, a.Signature = f[2], f[3], f[4]
	}
	return a, nil
}
