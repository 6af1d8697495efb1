"""Pages about plans: a request, one query or service, a page."""
