"""People from a spreadsheet, one a row: read, and turned into the same records that come as FHIR.

Serves the command and the page. So every rule of the import holds for a row as for a bundle: all in or not in, nothing
merged silently, a second run changes nothing.
"""
