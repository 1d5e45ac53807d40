"""The files of a new incident, with the help of each key as a comment."""
