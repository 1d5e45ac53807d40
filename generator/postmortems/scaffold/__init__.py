"""Write new files: the folder of an incident (`new`), the setup of a repository (`init`)."""

from .new.folder import IncidentExistsError, NewIncident, create, folder_name
from .new.yaml_files import scaffold

__all__ = ["IncidentExistsError", "NewIncident", "create", "folder_name", "scaffold"]
