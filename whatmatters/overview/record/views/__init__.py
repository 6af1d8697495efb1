"""Pages and printed copies made of one person's record."""
