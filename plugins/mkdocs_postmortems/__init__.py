"""The MkDocs plugin: incidents become pages, and their indexes are joined from all of them."""
