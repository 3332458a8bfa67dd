# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The kinds of order: what is bought, by whom and where it goes.

A kind is a function of an `OrderMaker` that returns an order. `kinds_money` has those
about tax, discounts and payment, `kinds_fate` those about what happens afterwards.
"""

from dataclasses import replace

from .people import AUTHENTICATOR, HUB, PACKSTATION, PEOPLE

KINDS = {}
#: Kinds that `OrderBook.generate` makes only when they are named.
SPECIAL_KINDS = {}


def kind(function):
    """Register a kind under the function's name."""
    KINDS[function.__name__] = function
    return function


def special_kind(function):
    """Register a kind that is made only on demand."""
    SPECIAL_KINDS[function.__name__] = function
    return function


@kind
def de_domestic(maker):
    """Make an order within Germany: prices hold VAT, and no tax is shown anywhere."""
    return maker.order("EBAY_DE")


@kind
def de_several_lines(maker):
    """Make an order of several goods, shipping on the first line only."""
    return maker.order("EBAY_DE", lines=4)


@kind
def de_variations(maker):
    """Make an order of variations of a multi-variation listing."""
    return maker.order("EBAY_DE", lines=2, trait="varied")


@kind
def de_packstation(maker):
    """Make an order to a packing station, with the buyer's number in the second
    line."""
    order = maker.order("EBAY_DE", buyer=maker.like(PEOPLE["DE"][0]))
    order.ship_to = replace(order.buyer, address=PACKSTATION, phone="")
    return order


@kind
def de_company(maker):
    """Make an order to a company."""
    return maker.order("EBAY_DE", buyer=maker.like(PEOPLE["DE"][2]))


@kind
def de_no_phone(maker):
    """Make an order without a phone number: eBay sends an empty object."""
    return maker.order("EBAY_DE", buyer=maker.like(PEOPLE["DE"][1]))


@kind
def de_other_recipient(maker):
    """Make an order that is sent to someone else than the buyer."""
    order = maker.order("EBAY_DE", buyer=maker.like(PEOPLE["DE"][0]))
    order.ship_to = replace(PEOPLE["DE"][1], username="")
    return order


@kind
def de_same_item_twice(maker):
    """Make an order with two lines of the same item."""
    order = maker.order("EBAY_DE")
    first = order.lines[0]
    again = replace(first, line_item_id=f"{first.line_item_id[:-3]}002")
    order.lines.append(again)
    return order


@kind
def pl_domestic(maker):
    """Make an order within Poland, in zloty."""
    return maker.order("EBAY_PL")


@kind
def pl_several_lines(maker):
    """Make an order of several goods with Polish names."""
    return maker.order("EBAY_PL", lines=3, buyer=maker.like(PEOPLE["PL"][0]))


@kind
def gb_domestic(maker):
    """Make an order within the United Kingdom, whose country code at eBay is GB."""
    return maker.order("EBAY_GB")


@kind
def gb_care_of(maker):
    """Make an order to an address with c/o in its first line."""
    return maker.order("EBAY_GB", buyer=maker.like(PEOPLE["GB"][1]))


@kind
def listing_without_sku(maker):
    """Make an order of a listing that has no SKU: the line has none."""
    return maker.order("EBAY_DE", trait="without_sku")


@kind
def variation_without_sku(maker):
    """Make an order of a variation without a SKU: only its aspects tell which one it
    is."""
    order = maker.order("EBAY_DE", trait="varied_without_sku")
    listing = maker.seller.listing(order.lines[0].item_id)
    for entry in listing.variations:
        if not entry.sku:
            order.lines = []
            order.lines = [maker.line(order, listing, "EBAY_DE", entry=entry)]
    return order


@kind
def shared_sku(maker):
    """Make an order with a SKU that two listings have."""
    return maker.order("EBAY_DE", trait="shared_sku")


@kind
def ended_listing(maker):
    """Make an order of a listing that has ended since."""
    return maker.order("EBAY_DE", trait="ended")


@kind
def unknown_sku(maker):
    """Make an order with a SKU of no listing: the seller changed it after the sale."""
    order = maker.order("EBAY_DE")
    order.lines[0].sku = f"GONE-{order.order_id[:8]}"
    return order


@kind
def auction_won(maker):
    """Make an order of the winner of an auction."""
    order = maker.order("EBAY_DE", trait="auction")
    line = order.lines[0]
    line.sold_format = "AUCTION"
    maker.price_of_line(line, "17.51", 1)
    return order


@kind
def best_offer(maker):
    """Make an order below the listing's price, because the seller took an offer."""
    order = maker.order("EBAY_US")
    line = order.lines[0]
    line.best_offer = True
    maker.price_of_line(line, "4.31", 19)
    return order


@kind
def title_on_policy_hold(maker):
    """Make an order whose title is the item's number, as during a policy hold."""
    order = maker.order("EBAY_DE")
    order.lines[0].title = order.lines[0].item_id
    return order


@kind
def buyer_note(maker):
    """Make an order with the buyer's note at checkout."""
    order = maker.order("EBAY_DE")
    order.notes = "Bitte bei Müller klingeln <3 & Danke!"
    return order


@kind
def gift(maker):
    """Make an order of a gift with a message."""
    order = maker.order("EBAY_US")
    order.lines[0].gift = ("Alex", "Happy birthday!")
    return order


@kind
def us_state_default(maker):
    """Make an order whose state is "default", as real orders have it."""
    order = maker.order("EBAY_DE", "DE")
    order.ship_to = order.buyer.moved(state="default")
    return order


@kind
def international_shipping_hub(maker):
    """Make an order to eBay's hub for international shipping, with its reference."""
    order = maker.order("EBAY_US", "CA")
    order.final_destination = order.buyer.address
    order.ship_to = HUB
    order.hub_reference = "1234567890123456"
    order.program = {"ebayInternationalShipping": {"returnsManagedBy": "EBAY"}}
    order.lines[0].import_charges = order.lines[0].cost * 0
    return order


@kind
def authenticity_guarantee(maker):
    """Make an order to eBay's authenticator, who sends it on."""
    order = maker.order("EBAY_US", "US")
    order.final_destination = order.buyer.address
    order.ship_to = AUTHENTICATOR
    order.program = {"authenticityVerification": {"status": "PENDING"}}
    maker.price_of_line(order.lines[0], "2500.00", 1)
    return order


@kind
def in_store_pickup(maker):
    """Make an order that is picked up in the shop: there is no shipping step at all."""
    order = maker.order("EBAY_DE")
    order.instructions = "PREPARE_FOR_PICKUP"
    order.pickup_location = "STORE-BER-1"
    order.ship_to = None
    order.lines[0].shipping *= 0
    return order


@kind
def digital(maker):
    """Make an order of a digital good: nothing is shipped."""
    order = maker.order("EBAY_US")
    order.instructions = "DIGITAL"
    order.ship_to = None
    order.lines[0].shipping *= 0
    return order


@kind
def fulfilled_by_ebay(maker):
    """Make an order that eBay's own warehouse ships."""
    order = maker.order("EBAY_DE")
    order.instructions = "FULFILLED_BY_EBAY"
    order.program = {"fulfillmentProgram": {"fulfilledBy": "EBAY"}}
    order.ship_to = None
    return order


@kind
def never_seen_values(maker):
    """Make an order with values of enumerations that no documentation has yet."""
    order = maker.order("EBAY_DE")
    order.instructions = "SHIP_BY_DRONE"
    order.lines[0].sold_format = "HOLOGRAM"
    return order


@kind
def old_order_id(maker):
    """Make an order with a legacy order id of the form item-transaction."""
    order = maker.order("EBAY_DE")
    line = order.lines[0]
    order.legacy_order_id = f"{line.item_id}-{line.line_item_id}"
    return order
