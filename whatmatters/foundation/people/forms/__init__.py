"""The shape of what is typed about people. What it means, and whether it may be, is for rules and services to say."""
