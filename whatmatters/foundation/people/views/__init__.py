"""Pages about people: a request, a query or a service, a page."""
