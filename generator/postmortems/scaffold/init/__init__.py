"""The files that set up a repository for postmortems, and where CI installs this package from."""
