"""The MkDocs plugin: a page for each incident, and index pages over all incidents."""
