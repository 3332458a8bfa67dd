# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import notification_adapter  # ebay.adapter
from . import notification_subscriber  # base.synchronizer, ebay.base
