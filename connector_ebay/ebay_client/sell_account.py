# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Account API: business policies, programs and what the seller may sell.

https://developer.ebay.com/api-docs/sell/account/overview.html
"""

from __future__ import annotations

from typing import Any

from .errors import EbayError
from .rest import RestApi

POLICY_TYPES = ("fulfillment", "payment", "return")
SELLING_POLICY_MANAGEMENT = "SELLING_POLICY_MANAGEMENT"
NOT_ELIGIBLE = 20403


class SellAccount(RestApi):
    """The seller's settings; read, but for the opt-in to business policies."""

    api = "sell.account"
    root = "/sell/account/v1"

    def get_fulfillment_policies(
        self, marketplace_id: str, content_language: str = ""
    ) -> list[dict[str, Any]]:
        """Return the fulfillment (shipping) policies of a marketplace; no paging.

        https://developer.ebay.com/api-docs/sell/account/resources/fulfillment_policy/methods/getFulfillmentPolicies

        :param content_language: ``fr-CA`` or ``fr-BE`` and ``nl-BE`` for the texts of
            a marketplace with two languages
        :raises RejectedError: see ``is_not_opted_in``
        """
        return self._policies("fulfillment", marketplace_id, content_language)

    def get_payment_policies(
        self, marketplace_id: str, content_language: str = ""
    ) -> list[dict[str, Any]]:
        """Return the payment policies of a marketplace; no paging.

        https://developer.ebay.com/api-docs/sell/account/resources/payment_policy/methods/getPaymentPolicies

        :param content_language: as in ``get_fulfillment_policies``
        :raises RejectedError: see ``is_not_opted_in``
        """
        return self._policies("payment", marketplace_id, content_language)

    def get_return_policies(
        self, marketplace_id: str, content_language: str = ""
    ) -> list[dict[str, Any]]:
        """Return the return policies of a marketplace; no paging.

        https://developer.ebay.com/api-docs/sell/account/resources/return_policy/methods/getReturnPolicies

        :param content_language: as in ``get_fulfillment_policies``
        :raises RejectedError: see ``is_not_opted_in``
        """
        return self._policies("return", marketplace_id, content_language)

    def get_opted_in_programs(self) -> list[str]:
        """Return the programs the seller takes part in, by eBay's names.

        https://developer.ebay.com/api-docs/sell/account/resources/program/methods/getOptedInPrograms
        """
        answer = self._call("GET", "/program/get_opted_in_programs")
        return [
            str(program.get("programType"))
            for program in answer.get("programs") or []
            if program.get("programType")
        ]

    def opt_in_to_program(self, program: str = SELLING_POLICY_MANAGEMENT) -> None:
        """Opt the seller in to a program, which changes the seller's Seller Hub.

        It takes eBay up to 24 hours. Only for a person who was told so.
        https://developer.ebay.com/api-docs/sell/account/resources/program/methods/optInToProgram
        """
        self._call("POST", "/program/opt_in", body={"programType": program})

    def get_privileges(self) -> dict[str, Any]:
        """Return ``sellerRegistrationCompleted`` and perhaps ``sellingLimit``.

        The limit is what may be sold in a month: ``amount`` (value, currency) and
        ``quantity``; a seller without limit has none.
        https://developer.ebay.com/api-docs/sell/account/resources/privilege/methods/getPrivileges
        """
        return self._call("GET", "/privilege")

    def _policies(
        self, kind: str, marketplace_id: str, content_language: str
    ) -> list[dict[str, Any]]:
        answer = self._call(
            "GET",
            f"/{kind}_policy",
            query={"marketplace_id": marketplace_id},
            content_language=content_language,
        )
        return answer.get(f"{kind}Policies") or []


def is_not_opted_in(error: EbayError) -> bool:
    """Return whether eBay refuses because the seller has no business policies."""
    return NOT_ELIGIBLE in error.error_ids
