package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// healthz says that the process answers; it asks nothing else.
func (s *Server) healthz(c *gin.Context) error {
	c.JSON(http.StatusOK, gin.H{"status": "ok"})
	return nil
}

// readyz says whether work can be taken: the database answers and has the schema of
// this program. Where its disk has no room it says so: nothing new is taken then.
func (s *Server) readyz(c *gin.Context) error {
	if err := s.ready(c.Request.Context()); err != nil {
		s.Log.WarnContext(c.Request.Context(), "not ready", "error", err.Error())
		return web.Fail(web.Unavailable, "数据库暂时不可用，请稍后再试。")
	}
	if err := s.Store.Spare(); err != nil { // people go on reading and deciding: a gateway must not take the service away
		c.JSON(http.StatusOK, gin.H{"status": "full", "detail": err.Error()})
		return nil //nolint:nilerr // full is an answer, not a failure
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready"})
	return nil
}
