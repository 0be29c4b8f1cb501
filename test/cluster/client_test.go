//go:build cluster

package cluster_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// sheet is a department's workbook with one figure.
func sheet(t *testing.T, indicator string, value int) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range [][]any{{"指标名称", "计量单位", "本年累计"}, {indicator, "亿元", value}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type client struct {
	http   http.Client
	secret string
}

func newClient(secret string) *client {
	return &client{http: http.Client{Timeout: 40 * time.Second}, secret: secret}
}

func (c *client) do(ctx context.Context, method, address string, body []byte, head http.Header) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	if head != nil {
		req.Header = head
	}
	req.Header.Set("Authorization", "Bearer "+c.secret)
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	return resp.StatusCode, got, err
}

// upload files a workbook; ok says that it was acknowledged.
func (c *client) upload(ctx context.Context, service, plan, department string, period tally.Round, key string, data []byte) (sub models.Submission, status int, err error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "报送.xlsx")
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		return sub, 0, err
	}
	q := url.Values{"department": {department}, "period": {period.String()}}
	status, got, err := c.do(ctx, http.MethodPost, service+"/api/v1/plans/"+plan+"/submissions?"+q.Encode(), body.Bytes(),
		http.Header{"Content-Type": {form.FormDataContentType()}, "Idempotency-Key": {key}})
	if err != nil || status != http.StatusCreated && status != http.StatusOK {
		if err == nil {
			err = fmt.Errorf("answer %d: %.300s", status, got)
		}
		return sub, status, err
	}
	var filed struct{ Submission models.Submission }
	err = json.Unmarshal(got, &filed)
	return filed.Submission, status, err
}

// original downloads a submission's file and gives its digest.
func (c *client) original(ctx context.Context, service, id string) (sum string, status int, err error) {
	status, got, err := c.do(ctx, http.MethodGet, service+"/api/v1/submissions/"+id+"/original.xlsx", nil, nil)
	digest := sha256.Sum256(got)
	return hex.EncodeToString(digest[:]), status, err
}
