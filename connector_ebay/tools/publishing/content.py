# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Everything that a listing is made of, gathered before it is checked and sent.

One component gathers it from Odoo for many listings at once. The check and the
documents for eBay are computed from it alone, without Odoo and without a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .category import Category

Json = dict[str, Any]
AspectValues = Mapping[str, list[str]]


@dataclass(frozen=True)
class Picture:
    """A picture of a product, in the order of the listing.

    :ivar checksum: of the file; names the picture
    :ivar problem: why it cannot be used: ``unreadable``, or empty
    :ivar url: at eBay, where it has been uploaded and has not expired
    """

    checksum: str
    width: int = 0
    height: int = 0
    size: int = 0
    media_type: str = ""
    problem: str = ""
    url: str = ""


@dataclass(frozen=True)
class Policy:
    """A business policy as far as the check needs it.

    :ivar ships: a fulfillment policy with a shipping service
    :ivar calculated: shipping costs depend on weight and size
    """

    external_id: str
    name: str
    marketplace: str
    active: bool = True
    ships: bool = True
    calculated: bool = False


@dataclass(frozen=True)
class Location:
    """An inventory location.

    :ivar complete: it has a country, and a postal code or city and state
    """

    key: str
    name: str = ""
    active: bool = True
    complete: bool = True


@dataclass
class SkuContent:
    """One SKU of a listing: its product, or one of its variants.

    :ivar record_id: of the ``ebay.product.product``
    :ivar axes: the values by which the variants differ, ``{aspect: value}``; empty
        unless the listing has variations
    :ivar aspects: its own beyond the listing's; the axes are not among them
    :ivar price: as buyers see it; None without a price
    :ivar quantity: None if Odoo does not track its stock
    :ivar weight: kilograms
    :ivar dimensions: length, width and height in centimetres
    :ivar left_out: the published listing does not show this variation yet
    :ivar other_listing: name of another listing in which eBay has this SKU
    """

    record_id: int
    product_id: int
    sku: str
    axes: dict[str, str] = field(default_factory=dict)
    aspects: dict[str, list[str]] = field(default_factory=dict)
    price: Decimal | None = None
    quantity: int | None = None
    gtin: str = ""
    brand: str = ""
    mpn: str = ""
    pictures: list[Picture] = field(default_factory=list)
    weight: Decimal | None = None
    dimensions: tuple[Decimal, Decimal, Decimal] | None = None
    active: bool = True
    left_out: bool = False
    other_listing: str = ""


@dataclass
class ListingContent:
    """A listing as Odoo wants it.

    :ivar record_id: of the ``ebay.product.template``
    :ivar title: the whole title, however long
    :ivar description: sanitised HTML
    :ivar unsafe: what was taken out of the description: ``script``, ``form``, …
    :ivar identifier_unavailable: the marketplace's words for *does not apply*
    :ivar vat: percentage; None if no rate is known
    :ivar unknown_labels: safety labels that the marketplace does not offer
    :ivar eco_fee: eco-participation fee, in France only
    :ivar frozen: names of what eBay does not let change after a sale
    :ivar over_limit: eBay lets the seller not offer so much
    :ivar registered: eBay has all that it asks of the seller
    :ivar duplicates: names of other active listings of the product here
    :ivar group_key: of the inventory item group, if it has variations
    """

    record_id: int
    marketplace: str
    locale: str
    currency: str
    eu_countries: frozenset[str] = frozenset()
    is_eu: bool = False
    title: str = ""
    subtitle: str = ""
    description: str = ""
    mobile_summary: str = ""
    unsafe: list[str] = field(default_factory=list)
    category: Category | None = None
    condition: str = ""
    condition_description: str = ""
    condition_descriptors: list[Json] = field(default_factory=list)
    aspects: dict[str, list[str]] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    skus: list[SkuContent] = field(default_factory=list)
    policies: dict[str, Policy | None] = field(default_factory=dict)
    location: Location | None = None
    vat: Decimal | None = None
    best_offer: bool = False
    best_offer_accept: Decimal | None = None
    best_offer_decline: Decimal | None = None
    quantity_limit: int = 0
    lot_size: int = 0
    store_categories: list[str] = field(default_factory=list)
    regulatory: Json = field(default_factory=dict)
    unknown_labels: list[str] = field(default_factory=list)
    eco_fee: Decimal | None = None
    identifier_unavailable: str = ""
    out_of_stock_control: bool = False
    has_variations: bool = False
    group_key: str = ""
    picture_axis: str = ""
    published: bool = False
    frozen: frozenset[str] = frozenset()
    over_limit: bool = False
    registered: bool = True
    duplicates: list[str] = field(default_factory=list)
    other_text_skus: list[str] = field(default_factory=list)

    def picture_urls(self) -> dict[str, str]:
        """Return the addresses at eBay of all pictures, by checksum."""
        own = [picture for sku in self.skus for picture in sku.pictures]
        return {one.checksum: one.url for one in [*self.pictures, *own] if one.url}
