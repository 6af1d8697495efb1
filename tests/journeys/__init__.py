"""Stories in a real browser: one file for each thing that a person comes to do."""
