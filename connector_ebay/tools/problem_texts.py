# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person reads about the problems of a listing."""

# The sentences are translated when they are shown, in the language of the reader.
# pylint: disable=prefer-env-translation

from __future__ import annotations

from typing import Any

from odoo.api import Environment
from odoo.tools.translate import LazyTranslate

from .stored_text import render_text

_lt = LazyTranslate(__name__)

#: A sentence for each code of ``tools.publishing``: what is wrong, and what to do.
TEXTS = {
    "missing_title": _lt("The listing has no title. Write one, or name the product."),
    "invalid_title_length": _lt(
        "The title has %(length)s characters, and eBay takes %(limit)s. Shorten it."
    ),
    "invalid_title_capitals": _lt(
        "The title is written in capitals only, which eBay may refuse."
    ),
    "invalid_subtitle_length": _lt(
        "The subtitle has %(length)s characters, and eBay takes %(limit)s."
    ),
    "missing_description": _lt(
        "There is no description. Write one in the template, or on the product."
    ),
    "invalid_description_length": _lt(
        "The description is longer than the %(limit)s characters that eBay takes."
    ),
    "invalid_description_http": _lt(
        "The description loads something without encryption (http://). Use https://."
    ),
    "invalid_description_content": _lt(
        "eBay forbids this in a description, so it is left out: %(kind)s."
    ),
    "invalid_mobile_summary": _lt(
        "Only the first %(limit)s characters of the summary for phones are sent."
    ),
    "missing_category": _lt(
        "Choose an eBay category, in the template or for the product category."
    ),
    "invalid_category_expired": _lt(
        "eBay has closed the category %(category)s. Choose another one. "
        "eBay's proposal: %(replaced_by)s"
    ),
    "invalid_category_virtual": _lt(
        "eBay takes no listings in the category %(category)s. Choose another one."
    ),
    "invalid_category_parent": _lt(
        "%(category)s has categories below it. Choose one of these."
    ),
    "invalid_lot_size": _lt("In %(category)s nothing can be sold in lots."),
    "missing_condition": _lt("Choose the condition of the item."),
    "invalid_condition": _lt(
        "This category does not offer the condition. It offers: %(offered)s."
    ),
    "invalid_condition_restricted": _lt(
        "'%(condition)s' is only for sellers whom eBay has approved for it."
    ),
    "invalid_condition_description": _lt(
        "The note about the condition is longer than %(limit)s characters."
    ),
    "invalid_condition_note": _lt(
        "eBay shows no note about the condition of new items: it is left out."
    ),
    "missing_condition_detail": _lt("The condition needs: %(name)s."),
    "invalid_condition_detail": _lt(
        "eBay does not know this value of the condition's %(name)s."
    ),
    "missing_fulfillment_policy": _lt("Choose a shipping policy in the template."),
    "missing_payment_policy": _lt("Choose a payment policy in the template."),
    "missing_return_policy": _lt("Choose a return policy in the template."),
    "invalid_policy_deleted": _lt(
        "The business policy '%(policy)s' is gone on eBay. Choose another one."
    ),
    "invalid_policy_marketplace": _lt(
        "The business policy '%(policy)s' belongs to another marketplace."
    ),
    "invalid_policy_no_service": _lt(
        "The shipping policy '%(policy)s' has no shipping service. Add one on eBay."
    ),
    "missing_location": _lt("Choose in the template from where the goods are sent."),
    "invalid_location_disabled": _lt(
        "The location '%(location)s' is disabled on eBay, or gone."
    ),
    "invalid_location": _lt(
        "The location '%(location)s' has no complete address on eBay."
    ),
    "missing_weight": _lt(
        "The shipping policy computes costs by weight: enter the product's weight."
    ),
    "missing_dimensions": _lt(
        "The shipping policy computes costs by size: enter the parcel's size."
    ),
    "invalid_best_offer_category": _lt("This category takes no best offers."),
    "invalid_best_offer": _lt(
        "The limits of best offers must be below the price, and not cross."
    ),
    "missing_manufacturer": _lt(
        "The product has no manufacturer (EU product safety). Enter it on the product."
    ),
    "invalid_manufacturer": _lt(
        "%(name)s: eBay needs a name, and an e-mail, telephone or complete address."
    ),
    "missing_manufacturer_country": _lt(
        "%(name)s has no country. Enter it in the contact: outside the EU, a "
        "responsible person in the EU is needed."
    ),
    "missing_responsible_person": _lt(
        "The manufacturer is outside the EU: enter a responsible person in the EU."
    ),
    "invalid_responsible_person": _lt(
        "%(name)s: eBay needs a name, and an e-mail, telephone or complete address."
    ),
    "missing_product_safety": _lt("eBay requires safety information here."),
    "missing_hazmat": _lt("eBay requires hazard information here."),
    "missing_energy_efficiency_label": _lt("eBay requires an energy label here."),
    "missing_advised_energy_efficiency_label": _lt(
        "eBay advises an energy label here: enter it on the product, if it has one."
    ),
    "missing_safety_label": _lt(
        "A safety note needs a pictogram or statement: choose one on the product."
    ),
    "invalid_safety_pictograms": _lt("eBay shows at most %(limit)s pictograms."),
    "invalid_safety_statements": _lt("eBay shows at most %(limit)s statements."),
    "invalid_safety_note": _lt("The note is longer than %(limit)s characters."),
    "invalid_safety_label": _lt(
        "This marketplace does not offer: %(names)s. Choose others on the product."
    ),
    "missing_hazard_statement": _lt(
        "Hazard information needs a hazard statement: choose one on the product."
    ),
    "missing_energy_image": _lt("Add the picture of the energy label to the product."),
    "missing_energy_sheet": _lt(
        "Add the product information sheet, or its address, to the product."
    ),
    "missing_energy_text": _lt("Say in words on the product what the label shows."),
    "invalid_repair_score": _lt("The repair score must be between 0.0 and 10.0."),
    "missing_document_file": _lt("The document %(name)s has no file."),
    "invalid_document_type": _lt(
        "%(name)s is no PDF, JPEG or PNG: replace it on the product."
    ),
    "invalid_document_bytes": _lt("%(name)s is larger than 10 MB."),
    "missing_document_language": _lt(
        "Choose the languages of the document %(name)s on the product."
    ),
    "duplicate_listing": _lt("The product is listed here already: %(listings)s."),
    "duplicate_sku_language": _lt(
        "%(skus)s: a SKU has one text on eBay, in one language. Use a SKU of its own "
        "for each language."
    ),
    "missing_aspect": _lt("eBay requires the item specific '%(name)s'."),
    "missing_aspect_soon": _lt("eBay requires '%(name)s' from %(date)s on."),
    "invalid_aspect_name": _lt(
        "The name of the item specific '%(name)s' is longer than %(limit)s characters."
    ),
    "invalid_aspect_length": _lt(
        "%(name)s: '%(value)s' is longer than %(limit)s characters."
    ),
    "invalid_aspect_count": _lt("%(name)s takes one value only."),
    "invalid_aspect_value": _lt(
        "%(name)s: eBay does not offer '%(value)s'. Choose one of its values."
    ),
    "invalid_aspect_format": _lt("%(name)s: '%(value)s' has the wrong form."),
    "invalid_aspect_combination": _lt(
        "%(name)s: '%(value)s' is only possible with %(other)s: %(allowed)s."
    ),
    "invalid_aspect_is_axis": _lt(
        "%(name)s differs between the variations: remove it from the common values."
    ),
    "missing_picture": _lt("There is no picture. Add one to the product."),
    "invalid_picture_count": _lt("%(count)s pictures are too many; at most %(limit)s."),
    "invalid_picture_file": _lt("Picture %(number)s cannot be read. Replace it."),
    "invalid_picture_type": _lt("eBay does not take files as picture %(number)s."),
    "invalid_picture_size": _lt(
        "Picture %(number)s has %(width)s x %(height)s pixels. The longer side needs "
        "%(limit)s."
    ),
    "invalid_picture_bytes": _lt("Picture %(number)s is larger than 12 MB."),
    "missing_sku": _lt("The product has no internal reference, which eBay needs."),
    "invalid_sku_length": _lt("The SKU %(sku)s is longer than %(limit)s characters."),
    "invalid_sku_form": _lt(
        "eBay may refuse the SKU %(sku)s: use letters, digits and hyphens only."
    ),
    "duplicate_sku": _lt("Two variants have the SKU %(sku)s."),
    "duplicate_sku_listing": _lt(
        "Another listing has the SKU %(sku)s already: %(listing)s."
    ),
    "missing_product": _lt("The listing has no product in Odoo. Link one to its SKU."),
    "invalid_product_archived": _lt("The product is archived."),
    "missing_price": _lt("The product has no price."),
    "invalid_price": _lt("The price is %(price)s. It must be above zero."),
    "invalid_price_low": _lt(
        "The price is only %(price)s. eBay refuses prices below its minimum."
    ),
    "invalid_price_decimals": _lt("The price %(price)s has more than two decimals."),
    "missing_quantity": _lt(
        "Odoo does not track the stock. Enter a quantity in the template."
    ),
    "invalid_quantity": _lt(
        "Nothing is in stock, and out-of-stock control is off on eBay."
    ),
    "invalid_gtin": _lt("%(gtin)s is no valid barcode (EAN, UPC or ISBN)."),
    "missing_gtin": _lt("This category needs a barcode: %(names)s."),
    "missing_brand": _lt("eBay takes a manufacturer's number only with a brand."),
    "invalid_brand": _lt("The brand is longer than %(limit)s characters."),
    "invalid_mpn": _lt("The part number is longer than %(limit)s characters."),
    "invalid_variations": _lt(
        "The product's variants do not differ in an attribute that makes variants."
    ),
    "invalid_variations_category": _lt("This category takes no variations."),
    "invalid_variations_count": _lt(
        "%(count)s variations are too many: eBay takes %(limit)s."
    ),
    "invalid_axis": _lt("In this category, variations cannot differ by %(name)s."),
    "missing_axis": _lt("This variant has no value for %(name)s."),
    "duplicate_variation": _lt("Another variant has the same values."),
    "ebay_edited": _lt("Changed in eBay's Seller Hub, and kept: %(names)s."),
    "ebay_frozen": _lt(
        "After a sale eBay does not let title and category change. eBay: %(text)s"
    ),
    "missing_registration": _lt(
        "eBay has not all data of the seller yet. Complete the account on eBay."
    ),
    "invalid_selling_limit": _lt(
        "With this listing the account offers more than eBay lets it sell in a month. "
        "eBay may refuse it: ask eBay for a higher limit, or list less."
    ),
    "ebay_left_out": _lt(
        "eBay has left this variation out of the listing. Check its item specifics and "
        "price, and publish again."
    ),
    "missing_opt_in": _lt(
        "The seller has not opted in to eBay's business policies. Do so on the account."
    ),
}


def problem_text(env: Environment, code: str, details: dict[str, Any] | None) -> str:
    """Return the sentence for a problem, in the environment's language.

    What eBay itself says is stored as ``text`` and shown as it is.
    """
    details = details or {}
    text = TEXTS.get(code)
    if not text:
        return render_text(env, details.get("text")) or code
    sentence = env._(text)
    return sentence % details
