package jobs

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models/notice"
)

// The robots are spoken to by net/http: a message is one JSON post, offices run private deployments of these chats on
// addresses of their own, and what the robot answered belongs in the record.

// maxAnswer is how much of an answer is read.
const maxAnswer = 64 << 10

// wecom gives the two parts of a message to a 企业微信 group robot: text, and the file after it (at most 20 MB there). The
// robot takes no signature: its key is in the address.
func (c *Clock) wecom(ch notice.Channel, p parcel) []part {
	// 2,048 bytes is what a text may have.
	text := func(ctx context.Context) error {
		content := map[string]any{"content": shorten(p.text(), 2048)}
		if len(p.mobiles) > 0 {
			content["mentioned_mobile_list"] = p.mobiles
		}
		return c.robot(ctx, ch.Address, map[string]any{"msgtype": "text", "text": content})
	}
	if p.file == nil {
		return []part{text}
	}
	return []part{text, func(ctx context.Context) error {
		media, err := c.upload(ctx, ch.Address, *p.file)
		if err != nil {
			return err
		}
		return c.robot(ctx, ch.Address, map[string]any{"msgtype": "file", "file": map[string]any{"media_id": media}})
	}}
}

// upload gives a file to 企业微信 and gets the id under which it can be sent. The address is beside that of the robot.
func (c *Clock) upload(ctx context.Context, robot string, f file) (string, error) {
	u, err := url.Parse(robot)
	if err != nil {
		return "", errors.New("the robot's address cannot be read")
	}
	u.Path = strings.TrimSuffix(u.Path, "/send") + "/upload_media"
	q := u.Query()
	q.Set("type", "file")
	u.RawQuery = q.Encode()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("media", f.name)
	if err == nil {
		_, err = part.Write(f.data)
	}
	if err = errors.Join(err, form.Close()); err != nil {
		return "", err
	}
	answer, err := c.post(ctx, u.String(), body.Bytes(), http.Header{"Content-Type": {form.FormDataContentType()}})
	if err != nil {
		return "", err
	}
	var got struct {
		Media string `json:"media_id"`
	}
	if err := errors.Join(refusal(answer), json.Unmarshal(answer, &got)); err != nil {
		return "", err
	}
	return got.Media, nil
}

// dingtalk sends text to a 钉钉 group robot; its signature is over the time in milliseconds and the secret, keyed with it.
func (c *Clock) dingtalk(ctx context.Context, ch notice.Channel, p parcel) error {
	address := ch.Address
	if ch.Secret != "" {
		u, err := url.Parse(address)
		if err != nil {
			return errors.New("the robot's address cannot be read")
		}
		at := strconv.FormatInt(time.Now().UnixMilli(), 10)
		q := u.Query()
		q.Set("timestamp", at)
		q.Set("sign", sign(ch.Secret, at+"\n"+ch.Secret))
		u.RawQuery = q.Encode()
		address = u.String()
	}
	message := map[string]any{"msgtype": "text", "text": map[string]any{"content": shorten(p.text(), 15000)}}
	if len(p.mobiles) > 0 {
		message["at"] = map[string]any{"atMobiles": p.mobiles}
	}
	return c.robot(ctx, address, message)
}

// feishu sends text to a 飞书 group robot; its signature is over nothing, keyed with the time in seconds and the secret.
func (c *Clock) feishu(ctx context.Context, ch notice.Channel, p parcel) error {
	body := map[string]any{"msg_type": "text", "content": map[string]any{"text": shorten(p.text(), 15000)}}
	if ch.Secret != "" {
		at := strconv.FormatInt(time.Now().Unix(), 10)
		body["timestamp"], body["sign"] = at, sign(at+"\n"+ch.Secret, "")
	}
	return c.robot(ctx, ch.Address, body)
}

func sign(key, text string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// robot posts JSON to a robot, which says in its answer whether it took it: the status is 200 either way.
func (c *Clock) robot(ctx context.Context, address string, message map[string]any) error {
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	answer, err := c.post(ctx, address, body, http.Header{"Content-Type": {"application/json; charset=utf-8"}})
	if err != nil {
		return err
	}
	return refusal(answer)
}

// refusal reads the code in an answer: errcode of 企业微信 and 钉钉, code of 飞书.
func refusal(answer []byte) error {
	var got struct {
		ErrCode int    `json:"errcode"`
		ErrMsg  string `json:"errmsg"`
		Code    int    `json:"code"`
		Msg     string `json:"msg"`
	}
	if err := json.Unmarshal(answer, &got); err != nil {
		return fmt.Errorf("the robot's answer is no JSON: %.200q", answer)
	}
	if got.ErrCode != 0 || got.Code != 0 {
		return fmt.Errorf("the robot refused: %d %s%s", got.ErrCode+got.Code, got.ErrMsg, got.Msg)
	}
	return nil
}

// post sends a body. Errors do not name the address, which holds a key.
func (c *Clock) post(ctx context.Context, address string, body []byte, head http.Header) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("the address cannot be read")
	}
	req.Header = head
	resp, err := c.outward().Do(req)
	if err != nil {
		var named *url.Error
		if errors.As(err, &named) {
			err = named.Err
		}
		return nil, fmt.Errorf("post to %s: %w", req.URL.Host, inward(err))
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("answer of %s: %w", req.URL.Host, err)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, fmt.Errorf("%s answers %s", req.URL.Host, resp.Status)
	}
	return answer, nil
}

// shorten cuts text to so many bytes, between characters.
func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	most -= len("…")
	for most > 0 && text[most]&0xC0 == 0x80 {
		most--
	}
	return text[:most] + "…"
}
