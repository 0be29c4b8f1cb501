package handlers

import (
	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
)

// actRequest is the body of what is done to a submission. Revision is the one that the person saw, so that nothing is
// done to what somebody else has changed since.
type actRequest struct {
	Revision int    `json:"revision"`
	Reason   string `json:"reason"`
	Text     string `json:"text"`
	Keep     bool   `json:"keep"`
}

// act is one thing that can be done to a submission.
type act func(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error)

// apiAct does one thing to a submission and answers with how it stands then.
func (s *Server) apiAct(do act) func(*gin.Context) error {
	return func(c *gin.Context) error {
		var a actRequest
		if err := readJSON(c, &a); err != nil {
			return err
		}
		sub, err := s.doAct(c, do, a)
		if err != nil {
			return err
		}
		return s.answerFiled(c, sub, nil)
	}
}

// pageAct does the same for a form, and goes back to where the form says.
func (s *Server) pageAct(do act) func(*gin.Context) error {
	return func(c *gin.Context) error {
		f, err := s.form(c)
		if err != nil {
			return err
		}
		a := actRequest{Reason: f.Get("reason"), Text: f.Get("text"), Keep: f.Get("keep") == "on"}
		if a.Revision, err = wholeNumber(f.Get("revision"), 0, 1<<31-1); err != nil {
			return err
		}
		sub, err := s.doAct(c, do, a)
		if err != nil {
			return err
		}
		next := "/submissions/" + sub.ID
		if f.Get("next") != "" {
			next = localPath(f.Get("next"))
		}
		return s.goTo(c, next)
	}
}

func (s *Server) doAct(c *gin.Context, do act, a actRequest) (models.Submission, error) {
	if len(a.Reason) > maxText || len(a.Text) > maxText || a.Revision < 0 {
		return models.Submission{}, fail(badRequest, "文字过长。").at("reason")
	}
	sub, err := s.mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return sub, err
	}
	return do(c, whoOf(c.Request.Context()).actor(), sub, a)
}

func (s *Server) submit(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error) {
	return s.store.Submissions.Submit(c.Request.Context(), by, sub.ID, a.Revision)
}

func (s *Server) accept(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error) {
	return s.store.Submissions.Accept(c.Request.Context(), by, sub.ID, a.Revision)
}

func (s *Server) giveBack(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error) {
	return s.store.Submissions.Return(c.Request.Context(), by, sub.ID, a.Revision, a.Reason)
}

func (s *Server) explain(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error) {
	n, err := wholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	return s.store.Findings.Explain(c.Request.Context(), by, sub.ID, a.Revision, n, a.Text)
}

func (s *Server) waive(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error) {
	n, err := wholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	return s.store.Findings.Waive(c.Request.Context(), by, sub.ID, a.Revision, n, a.Reason, a.Keep)
}
