# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Print where ``setup/demo`` is to be seen, and what to try first."""

from .console import say
from .demo_people import USERS
from .demo_shop import DemoShop

#: What to try first, and where: the path below ``/odoo/``.
FIRST_STEPS = (
    ("The dashboard shows what works and what needs somebody.", "ebay"),
    (
        "As assistant, open the held orders and do what each of them says.",
        "ebay-orders",
    ),
    (
        "As warehouse, ship what is late, and correct the shipment that eBay refused.",
        "action-connector_ebay_stock.ebay_to_ship_action",
    ),
    ("Match the new listings with their products.", "ebay-match"),
    (
        "As admin, confirm the refund that the assistant asks for (To Do), and release"
        " the price in the filter Held.",
        "ebay-offers",
    ),
    ("Compare with eBay: somebody changed two listings there.", "ebay-differences"),
)


#: The same for who sets up the shop; the keys are entered already.
SET_UP = (
    (
        "As admin, follow the guide from step 5, Connect, to its end: see"
        " docs/user-guide/en/set-up.md.",
        "ebay-accounts",
    ),
)


def print_addresses(shop: DemoShop, from_zero: bool = False) -> None:
    """Print the addresses and the logins, and what to try first."""
    url = shop.odoo.url
    say(f"\nOdoo       {url}")
    for user in USERS:
        say(f"           {f'{user.login} / {user.login}':<25}{user.role}")
    say(f"Simulator  {shop.simulator.url}")
    say("\nSomebody buys every minute or so, and eBay notifies Odoo. Try first:")
    for sentence, path in SET_UP if from_zero else FIRST_STEPS:
        say(f"- {sentence}\n  {url}/odoo/{path}")
    say("\nCtrl-C stops the demo. The next start begins with a new shop.")
