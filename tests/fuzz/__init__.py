"""A fuzzer: hostile incidents, catalogues and files against every command and the build."""
