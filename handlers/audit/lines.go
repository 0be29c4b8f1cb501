package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// auditLine is one thing that an act says: what it was before, and what it is.
type auditLine struct {
	What     string // in words
	Old, New string
	Changed  bool // Old is known, and another
}

// linesOf sets what an act says beside what was before it: where the act itself says both, those; else the last act of the same kind.
func linesOf(detail, prior string) []auditLine {
	now, was := flatten(detail), map[string]string{}
	for key := range now {
		if to, is := newOf(key, now); is {
			was[to] = now[key]
			delete(now, key)
		}
	}
	if len(was) == 0 && prior != "" {
		was = flatten(prior)
	}
	var lines []auditLine
	for _, key := range slices.Sorted(maps.Keys(merged(now, was))) {
		l := auditLine{What: wordsOf(key), Old: was[key], New: now[key]}
		_, before := was[key]
		l.Changed = before && l.Old != l.New
		lines = append(lines, l)
	}
	return lines
}

func merged(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// newOf is the key of the new value beside which an old one stands: before.role beside after.role, before beside text, old beside new.
func newOf(key string, all map[string]string) (string, bool) {
	head, rest, deep := strings.Cut(key, ".")
	if head == "before" && deep {
		return "after." + rest, true
	}
	at := strings.LastIndexByte(key, '.') + 1
	for old, now := range map[string][]string{"before": {"text", "after"}, "old": {"new"}} {
		if key[at:] != old {
			continue
		}
		for _, name := range now {
			if _, there := all[key[:at]+name]; there {
				return key[:at] + name, true
			}
		}
	}
	return "", false
}

// flatten gives the values of an act's JSON by their path.
func flatten(text string) map[string]string {
	out := map[string]string{}
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return out
	}
	flattenInto(out, "", v)
	return out
}

// longestLine is how much of a value is shown.
const longestLine = 2000

func flattenInto(out map[string]string, path string, v any) {
	join := func(key string) string { return strings.TrimPrefix(path+"."+key, ".") }
	switch v := v.(type) {
	case nil:
	case map[string]any:
		for key, inner := range v {
			flattenInto(out, join(key), inner)
		}
	case []any:
		for i, inner := range v {
			flattenInto(out, join(strconv.Itoa(i+1)), inner)
		}
	default:
		text := []rune(fmt.Sprint(v))
		out[path] = string(text[:min(len(text), longestLine)])
	}
}

// auditKeys are the names of what acts say, in words.
var auditKeys = map[string]string{ //nolint:gosec // what acts say of the rules of passwords, and no password
	"file": "文件", "sha256": "指纹", "version": "版本", "figures": "数据个数", "receipt": "回执编号", "reason": "理由", "text": "内容", "cell": "单元格", "cells": "单元格", "sheet": "工作表",
	"code": "问题", "n": "第几个", "name": "名称", "role": "角色", "departments": "部门", "department": "部门", "label": "姓名", "mobile": "手机号", "passwords": "口令规则", "signed": "落款单位", "audit_days": "审计记录保留天数", "trace_days": "通知等痕迹保留天数", "seconds": "用时（秒）", "rows": "行数", "files": "文件数", "error": "没有做成的原因", "old": "原", "new": "现", "by": "何人", "at": "时间",
	"a": "A 类", "b": "B 类", "c": "C 类", "d": "D 类", "message": "说的是", "target": "目标", "effective": "自何月起", "reference": "文号", "settings": "设置", "from": "由", "to": "到", "into": "并入", "until": "开放至",
	"ask": "联系谁", "kind": "种类", "owner": "所属", "size": "字节数", "reports": "是否报送", "alias": "别名", "answer": "答复", "period": "报告期", "revision": "次", "result": "结果", "before": "原", "after": "现",
	"scopes": "权限", "why": "原因", "what": "什么", "form": "格式", "indicators": "指标数", "about": "关于", "set": "设置", "formula": "原为公式",
}

// wordsOf puts the path of a value into words, as far as there are any.
func wordsOf(path string) string {
	parts := strings.Split(path, ".")
	if parts[0] == "after" && len(parts) > 1 {
		parts = parts[1:]
	}
	for i, p := range parts {
		if word, ok := auditKeys[p]; ok {
			parts[i] = word
		} else if _, err := strconv.Atoi(p); err == nil {
			parts[i] = "第" + p + "项"
		}
	}
	return strings.Join(parts, " · ")
}
