# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Metadata API: what a category allows and demands.

https://developer.ebay.com/api-docs/sell/metadata/resources/methods
"""

import re

from ..errors import RestError
from ..keyset import API_SCOPE, scope
from ..marketplaces import MARKETPLACES
from ..routing import ANY, Routes
from . import rules

routes = Routes("/sell/metadata/v1", "sell.metadata")
SCOPES = [API_SCOPE, scope("sell.inventory"), scope("sell.inventory.readonly")]
FILTER = re.compile(r"categoryIds:\{([\d|]+)\}")
MOST = 50
CURRENCIES = {
    "EUR": "Euro",
    "PLN": "Zloty",
    "GBP": "Pound Sterling",
    "USD": "US Dollar",
}
STATEMENTS = {
    "SLS01": "Achtung! Nicht für Kinder unter 36 Monaten geeignet.",
    "SLS02": "Unter Aufsicht von Erwachsenen zu verwenden.",
}
HAZARDS = {"EUH001": "In trockenem Zustand explosiv.", "H225": "Leicht entzündbar."}


def _policies(name, list_name, make):
    """Register the method that answers with one kind of policy by category."""

    words = name.split("_")
    operation = "get" + "".join(word.capitalize() for word in words)
    path = f"/marketplace/{{marketplace_id}}/get_{name}"

    @routes.add("GET", path, operation, token=ANY, scopes=SCOPES)
    def answer(call):
        """Answer with the policies of the categories asked for."""
        market = market_of(call)
        found = [
            {
                "categoryTreeId": market.tree_id,
                "categoryId": category.category_id,
                **make(call, category, market),
            }
            for category in _categories(call)
        ]
        return {list_name: found}

    return answer


def _category_policy(call, category, market):
    support = rules.gtin_support(category, market)
    return {
        "expired": False,
        "virtual": category.category_id in call.simulator.publishing.virtual,
        "lsd": category.category_id in rules.NO_LOTS,
        "orpa": False,
        "orra": False,
        **{f"{kind}Support": usage for kind, usage in support.items()},
        "autoPayEnabled": True,
        "b2bVatEnabled": False,
        "intangibleEnabled": False,
        "reduceReserveAllowed": True,
        "valueCategory": False,
        "paymentMethods": [],
    }


def _conditions(call, category, market):
    found = rules.item_conditions(category, market.language)
    allowed = call.simulator.publishing.refurbished
    # Restricted conditions are only shown to whom may use them.
    if call.grant.kind == "user" and not allowed:
        found = [one for one in found if one["conditionId"] not in rules.RESTRICTED]
    return {"itemConditionRequired": True, "itemConditions": found}


def _return_policy(_call, _category, _market):
    details = {
        "policyDescriptionEnabled": True,
        "refundMethods": ["MONEY_BACK"],
        "returnMethods": ["REPLACEMENT"],
        "returnPeriods": [{"value": days, "unit": "DAY"} for days in (14, 30, 60)],
        "returnsAcceptanceEnabled": True,
        "returnShippingCostPayers": ["BUYER", "SELLER"],
    }
    return {"domestic": details, "international": details, "required": True}


def _eco_fees(_call, category, _market):
    named = category.category_id in rules.ECO_FEES
    attributes = [
        {"name": name, "usage": "OPTIONAL", "enabledForVariations": False}
        for name in ("ECO_PARTICIPATION_FEE", "PRODUCER_PRODUCT_ID")
    ]
    return {"supportedAttributes": attributes if named else []}


_policies("category_policies", "categoryPolicies", _category_policy)
_policies("item_condition_policies", "itemConditionPolicies", _conditions)
_policies(
    "listing_structure_policies",
    "listingStructurePolicies",
    lambda _call, category, _market: {"variationsSupported": bool(category.varies_by)},
)
_policies(
    "negotiated_price_policies",
    "negotiatedPricePolicies",
    lambda _call, category, _market: {
        "bestOfferAutoAcceptEnabled": not category.varies_by,
        "bestOfferAutoDeclineEnabled": not category.varies_by,
        "bestOfferCounterEnabled": True,
    },
)
_policies(
    "regulatory_policies",
    "regulatoryPolicies",
    lambda _call, category, market: {
        "supportedAttributes": rules.regulatory_attributes(category, market)
    },
)
_policies(
    "extended_producer_responsibility_policies",
    "extendedProducerResponsibilities",
    _eco_fees,
)
_policies("return_policies", "returnPolicies", _return_policy)


@routes.add(
    "GET",
    "/marketplace/{marketplace_id}/get_currencies",
    "getCurrencies",
    token=ANY,
    scopes=SCOPES,
)
def get_currencies(call):
    """Answer with the currency of a marketplace."""
    market = market_of(call)
    currency = {"code": market.currency, "description": CURRENCIES[market.currency]}
    return {"defaultCurrency": currency, "marketplaceId": market.code}


@routes.add(
    "GET",
    "/marketplace/{marketplace_id}/get_hazardous_materials_labels",
    "getHazardousMaterialsLabels",
    token=ANY,
    scopes=SCOPES,
)
def get_hazardous_materials_labels(call):
    """Answer with the signal words, statements and pictograms of dangerous goods."""
    market_of(call)
    return {
        "signalWords": [
            {"signalWordId": "SW1", "signalWordDescription": "Gefahr"},
            {"signalWordId": "SW2", "signalWordDescription": "Achtung"},
        ],
        "statements": [
            {"statementId": key, "statementDescription": text}
            for key, text in HAZARDS.items()
        ],
        "pictograms": [
            {
                "pictogramId": "GHS02",
                "pictogramDescription": "Flamme",
                "pictogramUrl": "https://i.ebayimg.com/hazmat/GHS02.png",
            }
        ],
    }


@routes.add(
    "GET",
    "/marketplace/{marketplace_id}/get_product_safety_labels",
    "getProductSafetyLabels",
    token=ANY,
    scopes=SCOPES,
)
def get_product_safety_labels(call):
    """Answer with the statements and pictograms of product safety."""
    market_of(call)
    return {
        "pictograms": [
            {
                "pictogramId": "PSP01",
                "pictogramDescription": "Nicht für Kinder unter 3 Jahren",
                "pictogramUrl": "https://i.ebayimg.com/safety/PSP01.png",
            }
        ],
        "statements": [
            {"statementId": key, "statementDescription": text}
            for key, text in STATEMENTS.items()
        ],
    }


@routes.add(
    "GET",
    "/shipping/marketplace/{marketplace_id}/get_shipping_services",
    "getShippingServices",
    token=ANY,
    scopes=SCOPES,
)
def get_shipping_services(call):
    """Answer with the shipping services that the seller's policies use."""
    market = market_of(call)
    code = call.simulator.publishing.policies.service(market)
    service = {
        "description": code,
        "internationalService": False,
        "maxShippingTime": 2,
        "minShippingTime": 1,
        "shippingCarrier": "DHL",
        "shippingCategory": "STANDARD",
        "shippingCostTypes": ["FLAT_RATE", "CALCULATED"],
        "shippingService": code,
        "validForSellingFlow": True,
    }
    return {"shippingServices": [service]}


def market_of(call):
    """Return the marketplace in the path."""
    code = call.path["marketplace_id"]
    if code not in MARKETPLACES:
        raise RestError(404, 62003, "API_METADATA", "The marketplace is not supported.")
    return MARKETPLACES[code]


def _categories(call):
    text = call.query.get("filter", "")
    trees = call.simulator.categories
    if not text:
        return [one for one in trees.by_id.values() if one.is_leaf]
    matched = FILTER.fullmatch(text)
    numbers = matched[1].split("|") if matched else []
    if not 0 < len(numbers) <= MOST:
        raise RestError(400, 62006, "API_METADATA", "The filter value is invalid.")
    found = [trees.by_id[one] for one in numbers if one in trees.by_id]
    return [one for one in found if one.is_leaf]
