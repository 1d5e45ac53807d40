"""A new incident: its folder and its files, with what each key is for as comments."""

from .new.folder import IncidentExistsError, NewIncident, create, folder_name
from .new.yaml_files import scaffold

__all__ = ["IncidentExistsError", "NewIncident", "create", "folder_name", "scaffold"]
