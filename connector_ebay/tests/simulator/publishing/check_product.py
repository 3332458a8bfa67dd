# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Are texts, condition, identifiers and pictures of an item fit for a listing?"""

from . import rules
from .refusals import HAS, invalid_value, missing_field, refusal, user_error

SMALLEST_PICTURE = 500
MOST_PICTURES, MOST_PICTURES_OF_VARIATION = 24, 12
EPS_HOST = "https://i.ebayimg.com/"


def check_form(sku, item):
    """Raise the error for an item that cannot even be written."""
    if not sku or len(sku) > 50:
        raise refusal(
            25707,
            "This is an invalid value for a SKU. Only alphanumeric characters can be"
            " used for SKUs, and their length must not exceed 50 characters.",
        )
    product = item.get("product")
    if product is not None:
        check_product_form(product)
        if not product.get("imageUrls"):
            raise refusal(
                25717, "imageUrls cannot be null or empty.", text1="imageUrls"
            )
    if len(item.get("conditionDescription") or "") > 1000:
        raise invalid_value("conditionDescription")
    quantity = quantity_of(item)
    if quantity is not None and quantity < 0:
        raise invalid_value("shipToLocationAvailability.quantity")
    weight = (item.get("packageWeightAndSize") or {}).get("weight") or {}
    if weight and not weight.get("value", 0) > 0:
        raise refusal(
            25715, "Invalid values for dimensions and/or weight of shipping package."
        )


def check_product_form(product):
    """Raise the error for texts that are too long; of a product or a group."""
    for name, longest in (
        ("title", 80),
        ("subtitle", 55),
        ("description", 500000 if "variantSKUs" in product else 4000),
        ("brand", 65),
        ("mpn", 65),
    ):
        if len(product.get(name) or "") > longest:
            reason = f"The length should be between 1 and {longest} characters."
            raise invalid_value(name, reason)
    for name, values in (product.get("aspects") or {}).items():
        if len(name) > 40 or any(len(value) > 65 for value in values):
            raise invalid_value(f"aspects.{name}")


def quantity_of(item):
    """Return the quantity of an item, None when it has none."""
    availability = item.get("availability") or {}
    return (availability.get("shipToLocationAvailability") or {}).get("quantity")


def check_condition(simulator, item, category):
    """Raise the error for a condition that the category does not have."""
    number = rules.CONDITION_IDS.get(item.get("condition"))
    if number is None:
        raise refusal(25021, f"{HAS} has invalid item condition information.")
    if number not in rules.condition_words(category):
        raise refusal(
            25021,
            f"{HAS} has invalid item condition information. The condition is not"
            " allowed in this category.",
            field="condition",
        )
    if number in rules.RESTRICTED and not simulator.publishing.refurbished:
        raise refusal(25047, "Seller is not eligible to use Refurbished Item Condition")
    given = {one.get("name"): one for one in item.get("conditionDescriptors") or ()}
    known = rules.DESCRIPTORS[number] if category.category_id == rules.CARDS else []
    for descriptor in known:
        _check_descriptor(
            descriptor, given.pop(descriptor["conditionDescriptorId"], None)
        )
    if given:
        raise refusal(25032, f"conditionDescriptors {next(iter(given))} is not valid")


def _check_descriptor(descriptor, given):
    name = descriptor["conditionDescriptorName"]
    constraint = descriptor["conditionDescriptorConstraint"]
    if given is None:
        if constraint["usage"] == "REQUIRED":
            raise refusal(25029, f"{name} is required for this category.", field=name)
        return
    allowed = {
        one["conditionDescriptorValueId"]
        for one in descriptor.get("conditionDescriptorValues", ())
    }
    if constraint["mode"] == "FREE_TEXT":
        if len(given.get("additionalInfo") or "") > constraint["maxLength"]:
            raise refusal(25032, f"{name} is not valid", field=name)
    elif not set(given.get("values") or ()) or not set(given["values"]) <= allowed:
        raise refusal(25032, f"{name} is not valid", field=name)


def check_identifiers(product, category, market):
    """Raise the error for an identifier that is missing or wrong."""
    for kind, usage in rules.gtin_support(category, market).items():
        values = product.get(kind) or []
        label = kind.upper()
        if usage == "REQUIRED" and not any(values):
            raise user_error(
                f"The {label} field is missing. Please add {label} to the listing and"
                " retry.",
                **{"0": label},
            )
        for value in values:
            if value != market.no_identifier and not is_gtin(value):
                raise user_error(
                    f"The value {value} provided for {label} is invalid. Please provide"
                    " a valid value.",
                    **{"0": label, "1": value},
                )
    if bool(product.get("brand")) != bool(product.get("mpn")):
        raise user_error("Input data for tag Brand MPN is invalid or missing.")


def is_gtin(value):
    """Return whether the check digit of an EAN, UPC or ISBN is right."""
    digits = value.replace("-", "")
    if len(digits) == 10 and digits[:9].isdigit():
        total = sum((10 - place) * int(one) for place, one in enumerate(digits[:9]))
        return digits[9] == "0123456789X"[-total % 11]
    if not digits.isdigit() or len(digits) not in (8, 12, 13, 14):
        return False
    # The digit before the check digit counts three times.
    total = sum(
        int(one) * (1 if place % 2 else 3) for place, one in enumerate(digits[-2::-1])
    )
    return int(digits[-1]) == -total % 10


def check_pictures(simulator, urls, most=MOST_PICTURES):
    """Raise the error for pictures that eBay cannot or will not show."""
    if not urls:
        raise missing_field("imageUrls")
    if len(urls) > most:
        raise refusal(25014, f"{HAS} has invalid pictures. At most {most} are allowed.")
    media = simulator.publishing.media
    hosted = [url for url in urls if is_hosted(simulator, url)]
    if hosted and len(hosted) < len(urls):
        raise refusal(
            25014,
            f"{HAS} has invalid pictures. A mixture of self hosted and EPS pictures are"
            " not allowed.",
        )
    for url in urls:
        picture = media.by_url.get(url)
        if picture and not media.is_alive(picture):
            raise refusal(
                25015,
                f"{HAS} has an invalid picture URL. The picture has expired: {url}",
                field="imageUrls",
            )
        if picture and max(picture.width, picture.height) < SMALLEST_PICTURE:
            raise refusal(
                25501,
                f"{HAS} has an invalid picture. The longest side must have at least"
                f" {SMALLEST_PICTURE} pixels: {url}",
                field="imageUrls",
            )
        if not hosted and not url.startswith("https://"):
            raise refusal(
                25015,
                f"{HAS} has an invalid picture URL. It must use https: {url}",
                field="imageUrls",
            )


def is_hosted(simulator, url):
    """Return whether a picture is at eBay."""
    if url in simulator.publishing.media.by_url:
        return True
    return url.startswith((EPS_HOST, f"{simulator.picture_host}/picture/"))
