# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import category_adapter  # ebay.adapter
from . import category_batch_importer  # base.importer, ebay.base
from . import category_importer  # base.importer, ebay.base
from . import listing_adapter  # ebay.adapter
from . import listing_batch_importer  # base.importer, ebay.base
from . import channel_finder  # ebay.base
from . import absence_checker  # ebay.base
from . import listing_importer  # base.importer, ebay.base
from . import listing_lookups  # ebay.base
from . import listing_import_mapper  # ebay.import.mapper
from . import sku_import_mapper  # ebay.import.mapper
from . import product_linker  # ebay.base
from . import product_matcher  # ebay.base
from . import product_import_mapper  # ebay.import.mapper
from . import product_builder  # ebay.base
from . import variant_builder  # ebay.base
from . import picture_importer  # ebay.base
from . import match_proposer  # ebay.base
