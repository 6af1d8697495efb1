"""People in: mapping, matching, all or nothing, second runs, spreadsheets, real records."""
