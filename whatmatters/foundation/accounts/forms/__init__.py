"""The shape of what is typed at sign-in and on the account's pages."""
