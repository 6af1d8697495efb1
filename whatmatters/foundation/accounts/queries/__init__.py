"""Every read of `accounts`, by theme."""
