package handlers_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models/account"
)

// form sends fields as a form with parts.
func (b *browser) form(path string, pairs ...string) *httptest.ResponseRecorder {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			b.s.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.s.t.Fatal(err)
	}
	return b.do("POST", path, w.FormDataContentType(), &body)
}

// TestSixtyAccountsInOneAct pastes a list of sixty, is told of each line that is wrong, opens all at once, and signs in by a link.
func TestSixtyAccountsInOneAct(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		admin := s.signedIn("gu", account.Administrator, "")
		lines := []string{"姓名\t账号\t所属部门\t角色\t手机"}
		for i := range 58 {
			lines = append(lines, fmt.Sprintf("员%d\tP%d\t%s\t填报人\t+86 138 0000 %04d", i, i, []string{economy, "财政局", "商务局、科技局"}[i%3], i))
		}
		lines = append(lines, "陈主任\tchen\t\t领导", "孙审计\tsun\t\t审计员")
		wrong := append(append([]string(nil), lines...), "重名\tp1\t财政局\t", "没部门\tx\t\t填报人", "错部门\ty\t气象局\t填报人", "错角色\tz\t\t老板", "错号\tw\t财政局\t填报人\t12345678901")
		page := admin.form("/people/list", "text", strings.Join(wrong, "\n")).Body.String()
		for _, want := range []string{"账号“p1”在名单里有两个", "填报人必须属于一个部门", "没有“气象局”这个部门", "角色应为", "手机号应为 11 位数字，13 至 19 开头，写的是“12345678901”", "有 5 行要改"} {
			if !strings.Contains(page, want) {
				t.Errorf("the list with faults does not say %q", want)
			}
		}
		text := strings.Join(lines, "\n")
		page = admin.form("/people/list", "text", text).Body.String()
		if !strings.Contains(page, "开这 60 个账号") {
			t.Fatal("the list is not offered to be opened")
		}
		if !strings.Contains(page, "138****0007") || strings.Contains(page, "<td class=\"text-nowrap\">13800000007") {
			t.Error("a mobile number is not shown masked")
		}
		if users, err := s.store.Users.List(t.Context()); err != nil || len(users) != 1 {
			t.Errorf("%d accounts before anybody said so: %v", len(users), err)
		}
		page = admin.form("/people/list", "text", text, "open", "60").Body.String()
		if strings.Count(page, "/welcome") != 60 {
			t.Errorf("%d links: %s", strings.Count(page, "/welcome"), page[:min(2000, len(page))])
		}
		if users, err := s.store.Users.List(t.Context()); err != nil || len(users) != 61 {
			t.Errorf("%d accounts: %v", len(users), err)
		}
		if page = admin.form("/people/list", "text", text, "open", "60").Body.String(); !strings.Contains(page, "已被使用") {
			t.Error("the same list again is not told that the accounts are taken")
		}
		f := excelize.NewFile()
		for i, row := range [][]any{{"用户名", "姓名", "单位"}, {"li", "李四", "财政局"}} {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		var book bytes.Buffer
		if err := f.Write(&book); err != nil {
			t.Fatal(err)
		}
		if page = admin.upload("/people/list", "名单.xlsx", book.Bytes()).Body.String(); !strings.Contains(page, "开这 1 个账号") || !strings.Contains(page, "李四") {
			t.Error("a list in a workbook is not read")
		}
		if w := admin.form("/people/list", "text", "  \n"); w.Code != http.StatusBadRequest && w.Code != http.StatusUnprocessableEntity {
			t.Errorf("nothing pasted: %d", w.Code)
		}
	})
}
