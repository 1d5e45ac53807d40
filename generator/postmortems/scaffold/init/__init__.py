"""The files that set up a repository for postmortems, and the source that CI installs from."""
