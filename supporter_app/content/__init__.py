"""The files of the course, read into values and checked."""
