package jobs_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/jobs"
)

// letter is one e-mail as received.
type letter struct {
	to, subject, key, id, body string
	file                       string
	data                       []byte
}

// mailbox is an SMTP server on loopback.
type mailbox struct {
	mu      sync.Mutex
	letters []letter
	server  *jobs.Mail
}

func newMailbox(t *testing.T) *mailbox {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box := &mailbox{}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			open.Go(func() { box.talk(t, conn) })
		}
	})
	t.Cleanup(func() {
		_ = ln.Close()
		open.Wait()
	})
	if box.server, err = jobs.ParseMail("smtp://" + ln.Addr().String() + "?from=tallysheet@example.gov.cn&tls=none"); err != nil {
		t.Fatal(err)
	}
	return box
}

// talk speaks as much SMTP as a client needs to hand over a letter.
func (b *mailbox) talk(t *testing.T, conn net.Conn) {
	defer conn.Close()
	in := bufio.NewScanner(conn)
	fmt.Fprint(conn, "220 test\r\n")
	to := ""
	for in.Scan() {
		switch verb, rest, _ := strings.Cut(in.Text(), " "); strings.ToUpper(verb) {
		case "EHLO":
			fmt.Fprint(conn, "250-test\r\n250 8BITMIME\r\n")
		case "RCPT":
			to = strings.Trim(strings.TrimPrefix(rest, "TO:"), "<>")
			fmt.Fprint(conn, "250 ok\r\n")
		case "DATA":
			fmt.Fprint(conn, "354 go on\r\n")
			var text bytes.Buffer
			for in.Scan() && in.Text() != "." {
				text.WriteString(strings.TrimPrefix(in.Text(), ".") + "\r\n")
			}
			l := readLetter(t, &text)
			l.to = to
			b.mu.Lock()
			b.letters = append(b.letters, l)
			b.mu.Unlock()
			fmt.Fprint(conn, "250 ok\r\n")
		case "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		default:
			fmt.Fprint(conn, "250 ok\r\n")
		}
	}
}

func readLetter(t *testing.T, r io.Reader) letter {
	msg, err := mail.ReadMessage(r)
	if err != nil {
		t.Error(err)
		return letter{}
	}
	words := new(mime.WordDecoder)
	l := letter{key: msg.Header.Get("X-Tallysheet-Key"), id: msg.Header.Get("Message-ID")}
	l.subject, _ = words.DecodeHeader(msg.Header.Get("Subject"))
	kind, params, _ := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if !strings.HasPrefix(kind, "multipart/") {
		body, _ := io.ReadAll(decoded(msg.Header.Get("Content-Transfer-Encoding"), msg.Body))
		l.body = string(body)
		return l
	}
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		p, err := parts.NextPart()
		if err != nil {
			return l
		}
		data, _ := io.ReadAll(decoded(p.Header.Get("Content-Transfer-Encoding"), p))
		if p.FileName() == "" {
			l.body = string(data)
			continue
		}
		l.file, _ = words.DecodeHeader(p.FileName())
		l.data = data
	}
}

func decoded(encoding string, r io.Reader) io.Reader {
	if strings.EqualFold(encoding, "base64") {
		return base64.NewDecoder(base64.StdEncoding, r)
	}
	return r
}

// post is one request as a robot received it.
type post struct {
	path  string
	query map[string][]string
	head  http.Header
	body  []byte
}

func (p post) json(t *testing.T) (v struct {
	Key, Subject, Text, Sign, Timestamp, MsgType string
	File                                         struct {
		Name, SHA256 string
		Content      []byte
		Media        string `json:"media_id"`
	}
	Content struct{ Text string }
}) {
	t.Helper()
	body := p.body
	// The chats put an object where the webhook has a text.
	if strings.Contains(p.path, "/robot/") {
		body = bytes.Replace(body, []byte(`"text":{"content":`), []byte(`"content":{"text":`), 1)
	}
	if err := json.Unmarshal(body, &v); err != nil {
		t.Errorf("%v in %s", err, p.body)
	}
	return v
}

// robot is an HTTP receiver on loopback that answers as the chats' robots do.
type robot struct {
	*httptest.Server
	mu     sync.Mutex
	posts  []post
	answer string
	refuse map[string]string // answers to paths that end so, instead
}

func newRobot(t *testing.T) *robot {
	t.Helper()
	r := &robot{answer: `{"errcode":0,"code":0,"media_id":"m1"}`}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.posts = append(r.posts, post{req.URL.Path, req.URL.Query(), req.Header, body})
		for end, answer := range r.refuse {
			if strings.HasSuffix(req.URL.Path, end) {
				_, _ = io.WriteString(w, answer)
				return
			}
		}
		_, _ = io.WriteString(w, r.answer)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *robot) set(answer string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

// refusing answers otherwise to what is posted to a path that ends so; "" answers as usual again.
func (r *robot) refusing(end, answer string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refuse = map[string]string{end: answer}
	if answer == "" {
		r.refuse = nil
	}
}

// taken gives what was received since the last call.
func (r *robot) taken() []post {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := r.posts
	r.posts = nil
	return out
}

func (b *mailbox) taken() []letter {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.letters
	b.letters = nil
	return out
}
