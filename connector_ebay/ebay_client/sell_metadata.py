# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Metadata API: what eBay allows and demands in a category.

https://developer.ebay.com/api-docs/sell/metadata/overview.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .rest import RestApi, TokenKind
from .wire import MEGABYTE

MAX_BYTES = 96 * MEGABYTE
#: eBay's most for getItemConditionPolicies; the others state none.
CATEGORIES = 50


class SellMetadata(RestApi):
    """Policies of a marketplace's categories.

    Without categories eBay answers with megabytes for the whole marketplace. Values
    that are not in eBay's lists yet do come: take unknown ones as they are.
    """

    api = "sell.metadata"
    root = "/sell/metadata/v1"
    token_kind = TokenKind.APPLICATION

    def get_category_policies(
        self, marketplace_id: str, categories: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Return ``eanSupport``, ``upcSupport``, ``isbnSupport`` and more by category.

        ``expired`` and ``virtual`` categories take no listings, ``lsd`` ones no lots.
        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getCategoryPolicies
        """
        return self._policies("category_policies", marketplace_id, categories)

    def get_item_condition_policies(
        self,
        marketplace_id: str,
        categories: Sequence[str] = (),
        *,
        of_seller: bool = False,
    ) -> list[dict[str, Any]]:
        """Return the conditions of each category, in that category's words.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getItemConditionPolicies

        :param of_seller: ask with the seller's token, so that restricted refurbished
            conditions are there if this seller may use them
        """
        return self._policies(
            "item_condition_policies",
            marketplace_id,
            categories,
            token_kind=TokenKind.USER if of_seller else TokenKind.APPLICATION,
        )

    def get_listing_structure_policies(
        self, marketplace_id: str, categories: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Return ``variationsSupported`` by category.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getListingStructurePolicies
        """
        return self._policies("listing_structure_policies", marketplace_id, categories)

    def get_negotiated_price_policies(
        self, marketplace_id: str, categories: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Return ``bestOfferAutoAcceptEnabled`` and its like by category.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getNegotiatedPricePolicies
        """
        return self._policies("negotiated_price_policies", marketplace_id, categories)

    def get_regulatory_policies(
        self, marketplace_id: str, categories: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Return ``supportedAttributes`` by category: name, and whether required.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getRegulatoryPolicies
        """
        return self._policies("regulatory_policies", marketplace_id, categories)

    def get_extended_producer_responsibility_policies(
        self, marketplace_id: str, categories: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Return the categories with eco fees and producer numbers (France).

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getExtendedProducerResponsibilityPolicies
        """
        return self._policies(
            "extended_producer_responsibility_policies",
            marketplace_id,
            categories,
            list_name="extendedProducerResponsibilities",
        )

    def get_return_policies(
        self, marketplace_id: str, categories: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Return what return policies a category demands.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getReturnPolicies
        """
        return self._policies("return_policies", marketplace_id, categories)

    def get_currencies(self, marketplace_id: str) -> dict[str, Any]:
        """Return ``defaultCurrency`` (code, description) of a marketplace.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getCurrencies
        """
        return self._read(marketplace_id, "currencies")

    def get_hazardous_materials_labels(
        self, marketplace_id: str, accept_language: str = ""
    ) -> dict[str, Any]:
        """Return ``signalWords``, ``statements`` and ``pictograms`` with their ids.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getHazardousMaterialsLabels
        """
        return self._read(
            marketplace_id,
            "hazardous_materials_labels",
            accept_language=accept_language,
        )

    def get_product_safety_labels(
        self, marketplace_id: str, accept_language: str = ""
    ) -> dict[str, Any]:
        """Return ``statements`` and ``pictograms`` of product safety with their ids.

        https://developer.ebay.com/api-docs/sell/metadata/resources/marketplace/methods/getProductSafetyLabels
        """
        return self._read(
            marketplace_id, "product_safety_labels", accept_language=accept_language
        )

    def get_shipping_services(
        self, marketplace_id: str, accept_language: str = ""
    ) -> list[dict[str, Any]]:
        """Return the shipping services of a marketplace.

        https://developer.ebay.com/api-docs/sell/metadata/resources/shipping:marketplace/methods/getShippingServices
        """
        answer = self._call(
            "GET",
            "/shipping/marketplace/{marketplace_id}/get_shipping_services",
            path={"marketplace_id": marketplace_id},
            accept_language=accept_language,
        )
        return answer.get("shippingServices") or []

    def _policies(
        self,
        name: str,
        marketplace_id: str,
        categories: Sequence[str],
        *,
        list_name: str = "",
        token_kind: TokenKind | None = None,
    ) -> list[dict[str, Any]]:
        """Return the list of one kind of policies.

        :raises ValueError: more categories than eBay takes in a filter
        """
        if len(categories) > CATEGORIES:
            raise ValueError(f"At most {CATEGORIES} categories, not {len(categories)}")
        query = (
            {"filter": f"categoryIds:{{{'|'.join(categories)}}}"} if categories else {}
        )
        answer = self._read(marketplace_id, name, query=query, token_kind=token_kind)
        words = name.split("_")
        camel = words[0] + "".join(word.capitalize() for word in words[1:])
        return answer.get(list_name or camel) or []

    def _read(self, marketplace_id: str, name: str, **options: Any) -> dict[str, Any]:
        return self._call(
            "GET",
            f"/marketplace/{{marketplace_id}}/get_{name}",
            path={"marketplace_id": marketplace_id},
            max_bytes=MAX_BYTES,
            **options,
        )
