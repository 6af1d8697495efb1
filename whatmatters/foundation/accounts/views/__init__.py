"""The pages of sign-in and of accounts."""
