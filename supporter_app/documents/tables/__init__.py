"""Tables for people as bytes: workbooks and comma-separated files."""
