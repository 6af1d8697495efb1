"""One page for whoever signs in, whatever their roles: what is due, and whom they care for."""
