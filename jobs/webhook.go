package jobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/tallysheet/tallysheet/models/notice"
)

// webhook posts JSON, signed as Standard Webhooks says. The id comes of the key: it is the same at each try.
func (c *Clock) webhook(ctx context.Context, ch notice.Channel, p parcel) error {
	message := map[string]any{"key": p.key, "subject": p.subject, "text": p.body, "link": p.link}
	if len(p.mobiles) > 0 {
		message["mobiles"] = p.mobiles
	}
	if p.file != nil {
		sum := sha256.Sum256(p.file.data)
		message["file"] = map[string]any{"name": p.file.name, "sha256": hex.EncodeToString(sum[:]), "content": p.file.data}
	}
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	at, key := time.Now(), sha256.Sum256([]byte(p.key))
	id := "msg_" + hex.EncodeToString(key[:16])
	head := http.Header{"Content-Type": {"application/json"}}
	head.Set(standardwebhooks.HeaderWebhookID, id)
	head.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(at.Unix(), 10))
	if ch.Secret != "" {
		signature, err := SignWebhook(ch.Secret, id, at, body)
		if err != nil {
			return err
		}
		head.Set(standardwebhooks.HeaderWebhookSignature, signature)
	}
	_, err = c.post(ctx, ch.Address, body, head)
	return err
}

// SignWebhook signs a body for the header webhook-signature: HMAC-SHA256 over id, time in seconds and body, keyed with the
// bytes that a secret whsec_… is the base64 of (Standard Webhooks, spec/standard-webhooks.md, "Signature scheme"). A secret
// without the prefix was set up before it was asked for, and stays the key that its receiver knows.
func SignWebhook(secret, id string, at time.Time, body []byte) (string, error) {
	by, err := standardwebhooks.NewWebhookRaw([]byte(secret))
	if strings.HasPrefix(secret, notice.WebhookSecretPrefix) {
		by, err = standardwebhooks.NewWebhook(secret)
	}
	if err != nil {
		return "", err
	}
	return by.Sign(id, at, body)
}
