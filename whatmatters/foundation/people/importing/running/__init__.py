"""A run of the import: files are sorted by person on disk, then people come in a few at a time, each all in or not in.

Serves the command, the page and the spreadsheet. Memory does not grow with the input; a run that was stopped is simply
started again.
"""
