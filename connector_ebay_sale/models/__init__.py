# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import ebay_api_call
from . import ebay_backend
from . import ebay_flow
from . import ebay_backend_dashboard_mixin
from . import ebay_backend_onboarding_mixin
from . import ebay_run
from . import ebay_res_partner
from . import ebay_tax_mapping
from . import ebay_sale_order_screen_mixin
from . import ebay_sale_order
from . import ebay_sale_order_line
from . import ebay_order_refund
from . import ebay_order_payment_mixin
from . import ebay_order_request
from . import ebay_order_request_attempt
from . import account_move
from . import product_product
from . import res_company
from . import res_config_settings
from . import res_partner
from . import res_users
from . import sale_order
from . import sale_order_line
