"""What a worker does with files that were brought to a page."""

from unbilled.intake.uploads import IMPORT_UPLOAD, forget
from unbilled.runs.background import take_on
from unbilled.runs.periodic import Periodic, every

take_on(IMPORT_UPLOAD)
every(Periodic("forget-uploads", "30 3 * * *", forget))
