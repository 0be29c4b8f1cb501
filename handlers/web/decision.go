package web

import (
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// ActRequest is the body of what is done to a submission. Revision is the one that the person saw, so that nothing is
// done to what somebody else has changed since.
type ActRequest struct {
	Revision int    `json:"revision"`
	Reason   string `json:"reason"`
	Text     string `json:"text"`
	Keep     bool   `json:"keep"`

	Typed map[int]string `json:"-"` // explanations in the form around the button, by the number of their finding
}

// Act is one thing that can be done to a submission.
type Act func(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error)

func (s *Site) DoAct(c *gin.Context, do Act, a ActRequest) (models.Submission, error) {
	if len(a.Reason) > MaxText || len(a.Text) > MaxText || a.Revision < 0 {
		return models.Submission{}, Fail(BadRequest, "文字过长。").At("reason")
	}
	for n, text := range a.Typed {
		if len(text) > MaxText {
			return models.Submission{}, Fail(BadRequest, "文字过长。").At("explain." + strconv.Itoa(n))
		}
	}
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return sub, err
	}
	return do(c, PersonOf(c.Request.Context()).Actor(), sub, a)
}

func (s *Site) Submit(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	sub, err := s.Store.Submissions.Submit(c.Request.Context(), by, sub.ID, a.Revision)
	if err == nil {
		s.Share(c.Request.Context(), sub)
	}
	return sub, err
}

// Withdraw takes a filing back until it is accepted.
func (s *Site) Withdraw(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	return s.Store.Submissions.Withdraw(c.Request.Context(), by, sub.ID, a.Revision)
}

// Discard throws a draft away. What it answers with is how it stood.
func (s *Site) Discard(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	return sub, s.Store.Submissions.Discard(c.Request.Context(), by, sub.ID, a.Revision)
}

func (s *Site) Accept(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	return s.Store.Submissions.Accept(c.Request.Context(), by, sub.ID, a.Revision)
}

func (s *Site) GiveBack(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	return s.Store.Submissions.Return(c.Request.Context(), by, sub.ID, a.Revision, a.Reason)
}

func (s *Site) Explain(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	n, err := WholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	return s.Store.Findings.Explain(c.Request.Context(), by, sub.ID, a.Revision, n, a.Text)
}

// SameName says that the name of a row is the near one of the plan: proposed by whoever files, kept by the office.
func (s *Site) SameName(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	n, err := WholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	ctx := c.Request.Context()
	return s.Workflow.SameName(ctx, by, sub, workflow.SameName{Revision: a.Revision, N: n, Keep: PersonOf(ctx).User.Role == account.Supervisor, Typed: a.Typed})
}

func (s *Site) Waive(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	n, err := WholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	return s.Store.Findings.Waive(c.Request.Context(), by, sub.ID, a.Revision, n, a.Reason, a.Keep)
}

// Unwaive opens a waived finding again.
func (s *Site) Unwaive(c *gin.Context, by models.Actor, sub models.Submission, a ActRequest) (models.Submission, error) {
	n, err := WholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	return s.Store.Findings.Unwaive(c.Request.Context(), by, sub.ID, a.Revision, n, a.Reason)
}
