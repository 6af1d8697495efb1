"""One person's record across all components: the "What matters to me" folder that they walk away with."""
