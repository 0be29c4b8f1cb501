package handlers

import "net/http"

// routes is everything that can be asked.
func (s *Server) routes() []route {
	return []route{
		{http.MethodGet, "/healthz", s.healthz},
		{http.MethodGet, "/readyz", s.readyz},
		{http.MethodGet, "/assets/:hash/*name", s.getAsset},
		{http.MethodGet, "/api/openapi.yaml", s.getContract},
		{http.MethodGet, "/api/docs", s.getDocs},
	}
}
