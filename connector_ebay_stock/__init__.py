from . import components, models
from .hooks import uninstall_hook
