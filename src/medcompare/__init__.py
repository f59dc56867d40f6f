"""Drug reference and comparison: every fact with its source, and honest about what is not known.

`medcompare.load().compare("baclofen", "diazepam")` answers in typed, frozen records.
"""

from .api import Medcompare, load
from .errors import DataError, MedcompareError, UnknownNameError, UsageError

__version__ = "0.1.0"
__all__ = ["DataError", "Medcompare", "MedcompareError", "UnknownNameError", "UsageError", "__version__", "load"]
