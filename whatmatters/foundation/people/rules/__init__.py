"""What policy says about a person's record: pure functions and dated tables, by theme.

Serves services, forms and queries. Refuses to read a clock or a database: the day comes in as an argument.
"""
