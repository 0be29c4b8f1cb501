package office

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// Channels are where notices go.
type Channels struct{ *web.Site }

// channelsPage lists the channels in use, each with what was sent to it last.
type channelsPage struct {
	Rows        []channelRow
	Pages       web.Pages
	Waits       bool // a message that tries a channel is on its way
	Kinds       []notice.ChannelKind
	Departments []breakdown.Department
	People      []account.User // who may be told
	For         string         // the department that a form is opened for
}

type channelRow struct {
	notice.Channel
	Owner string
	Last  *notice.Delivery // nil where nothing was sent yet
	Why   telling.Why
}

const listedChannels = 100

// trialWatched is how long the page asks by itself what became of a message that tries a channel.
const trialWatched = 2 * time.Minute

// GetChannels lists them.
func (s Channels) GetChannels(c *gin.Context) error {
	ctx := c.Request.Context()
	page := channelsPage{Kinds: notice.ChannelKinds(), For: c.Query("department")}
	channels, err := s.Store.Channels.List(ctx)
	if err != nil {
		return err
	}
	users, names, err := namesOf(ctx, s.Site)
	if err != nil {
		return err
	}
	for _, u := range users {
		if !u.Disabled() {
			page.People = append(page.People, u)
		}
	}
	if page.Departments, err = s.Store.Departments.List(ctx, ""); err != nil {
		return err
	}
	last, err := s.Store.Outbox.Newest(ctx)
	if err != nil {
		return err
	}
	shown, pages := web.Paged(channels, c.Request.URL.Query(), "page", "channels", listedChannels)
	page.Pages = pages
	for _, ch := range shown {
		row := channelRow{Channel: ch, Owner: receiver(ch, names, ownOffice)}
		if d, ok := last[ch.ID]; ok {
			row.Last, row.Why = &d, telling.WhyOf(d.Run.LastError)
			page.Waits = page.Waits || d.Notice == notice.Trial && !d.Run.State.Rests() && s.Clock().Sub(d.At.Time) < trialWatched
		}
		page.Rows = append(page.Rows, row)
	}
	return s.Show(c, http.StatusOK, "channels", "通知渠道", page)
}

// PostChannel adds one.
func (s Channels) PostChannel(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ch := notice.Channel{Kind: notice.ChannelKind(f.Get("kind")), Address: f.Get("address"), Secret: f.Get("secret"), Label: f.Get("label")}
	if name, ok := strings.CutPrefix(f.Get("owner"), "department:"); ok {
		ch.Department = name
	}
	if id, ok := strings.CutPrefix(f.Get("owner"), "user:"); ok {
		ch.UserID = id
	}
	ctx := c.Request.Context()
	if _, err := s.Store.Channels.Add(ctx, web.PersonOf(ctx).Actor(), ch); err != nil {
		return err
	}
	return s.GoTo(c, "/channels")
}

// PostEnd closes one.
func (s Channels) PostEnd(c *gin.Context) error {
	ctx := c.Request.Context()
	if err := s.Store.Channels.End(ctx, web.PersonOf(ctx).Actor(), c.Param("channel")); err != nil {
		return err
	}
	return s.GoTo(c, "/channels")
}

// PostTrial sends a message that tries one.
func (s Channels) PostTrial(c *gin.Context) error {
	ctx := c.Request.Context()
	if err := telling.Try(ctx, s.Store, web.PersonOf(ctx).Actor(), c.Param("channel"), s.Clock()); err != nil {
		return err
	}
	return s.GoTo(c, "/channels#c-"+c.Param("channel"))
}
