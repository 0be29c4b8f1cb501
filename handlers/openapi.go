package handlers

import (
	_ "embed"
	"net/http"

	"github.com/gin-gonic/gin"
)

// contract is the OpenAPI 3.1 document that the tests hold the handlers to.
//
//go:embed openapi.yaml
var contract []byte

func (s *Server) getContract(c *gin.Context) error {
	c.Data(http.StatusOK, "application/yaml; charset=utf-8", contract)
	return nil
}

func (s *Server) getDocs(c *gin.Context) error {
	return s.Show(c, http.StatusOK, "docs", "接口文档", nil)
}
