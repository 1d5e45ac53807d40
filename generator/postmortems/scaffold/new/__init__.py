"""The files of a new incident, with what each key is for as comments."""
