"""What `./run` and `./test` do before our own environment exists.

Serves the two commands on a machine with git, python3 and python3-venv and nothing of ours: it makes `.venv`,
installs pinned, hashed packages and the front end, and hands over to `whatmatters.project.start` or to
`tests.command`. Written with the standard library alone. Refuses to go on when something is missing: it says
what, in one plain sentence, and what to do.
"""
