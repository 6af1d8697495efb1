"""Pages of the public site, and its staff pages: a request, one query or service, a page."""
