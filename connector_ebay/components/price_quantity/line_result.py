# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay's answer about one SKU means for it."""

from dataclasses import dataclass, field
from datetime import datetime

#: eBay or the network, not the values: tried again.
TRANSIENT = {25001, 25025, 10007, 219255, 160024}
TRANSIENT_CATEGORIES = {"APPLICATION", "SystemError"}

#: "quantity must be greater than 0": it may have been set all the same.
INVALID_QUANTITY = 25004

#: The listing or its offer is not there (any more).
NO_OFFER = 25713
GONE = {231, 291, 25604, NO_OFFER, 21916635}

#: Made, or migrated since, by the Inventory API.
INVENTORY_MANAGED = {21919474, 21919233, 21916636}


@dataclass
class LineResult:
    """What became of a line.

    ``kind`` is one of ``accepted``, ``refused``, ``again`` (transient), ``look``
    (read it back), ``ended`` (refused: there is nothing to revise), ``elsewhere``
    (the other API has to), ``alone`` (eBay did not say: send it by itself). ``at`` is
    when eBay answered, by its clock.
    """

    kind: str
    message: str = ""
    error_ids: set = field(default_factory=set)
    at: datetime | None = None


def result_of(details, zero=False):
    """What these ``ErrorDetail`` mean for the line they came for.

    :param zero: whether the line was to set the quantity to zero
    """
    message = " ".join(dict.fromkeys(detail.text for detail in details))
    ids = {detail.error_id for detail in details}
    if zero and INVALID_QUANTITY in ids:
        return LineResult("look", message, ids)
    if ids & GONE:
        return LineResult("ended", message, ids)
    if ids & INVENTORY_MANAGED:
        return LineResult("elsewhere", message, ids)
    if any(
        detail.error_id in TRANSIENT or detail.category in TRANSIENT_CATEGORIES
        for detail in details
    ):
        return LineResult("again", message, ids)
    return LineResult("refused", message, ids)
