"""The rules the course must keep, each a function from the gathered material to problems."""
