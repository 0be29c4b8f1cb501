package handlers

// pageRoutes are the pages that people work with.
func (s *Server) pageRoutes() []route {
	return []route{}
}
