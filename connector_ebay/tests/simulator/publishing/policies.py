# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The seller's business policies, one set for each marketplace."""

import copy

from ..marketplaces import MARKETPLACES

FIRST_ID = 6100000000
KINDS = ("fulfillment", "payment", "return")
SERVICES = {
    "EBAY_DE": ("DHL", "DE_DHLPaket", "4.99"),
    "EBAY_PL": ("Other", "PL_DomesticRegular", "14.99"),
    "EBAY_GB": ("RoyalMail", "UK_RoyalMailSecondClassStandard", "2.99"),
    "EBAY_US": ("UPS", "UPSGround", "6.50"),
}
NAMES = {
    "de": ("DHL Paket 1 Tag", "eBay-Zahlung sofort", "30 Tage, Käufer zahlt"),
    "pl": ("Kurier 1 dzień", "Płatność eBay od razu", "30 dni, płaci kupujący"),
    "en": ("Standard, 1 day", "eBay payment, immediate", "30 days, buyer pays"),
}


class Policies:
    """Policies by id: (kind, marketplace, eBay's document)."""

    def __init__(self):
        self.by_id = {}
        self._next = FIRST_ID
        for market in MARKETPLACES.values():
            for kind, name in zip(KINDS, NAMES[market.language], strict=True):
                self.add(kind, market.code, name)

    def add(self, kind, marketplace, name, **changes):
        """Add a policy as in Seller Hub; return its id.

        :param changes: fields of eBay's document, such as ``shippingOptions=[]``
        """
        number = str(self._next)
        self._next += 1
        document = {
            f"{kind}PolicyId": number,
            "name": name,
            "marketplaceId": marketplace,
            "categoryTypes": [
                {"name": "ALL_EXCLUDING_MOTORS_VEHICLES", "default": True}
            ],
            **getattr(self, f"_{kind}")(MARKETPLACES[marketplace]),
        }
        document.update(changes)
        self.by_id[number] = (kind, marketplace, document)
        return number

    def change(self, policy_id, **changes):
        """Change a policy as in Seller Hub."""
        self.by_id[policy_id][2].update(changes)

    def delete(self, policy_id):
        """Delete a policy as in Seller Hub."""
        del self.by_id[policy_id]

    def of(self, kind, marketplace):
        """Return the documents of one kind of policy."""
        return [
            copy.deepcopy(document)
            for found, market, document in self.by_id.values()
            if (found, market) == (kind, marketplace)
        ]

    def first(self, kind, marketplace):
        """Return the id of a marketplace's first policy of a kind, "" without any."""
        found = self.of(kind, marketplace)
        return found[0][f"{kind}PolicyId"] if found else ""

    def service(self, market):
        """Return the code of a marketplace's shipping service."""
        return SERVICES[market.code][1]

    def _fulfillment(self, market):
        carrier, service, price = SERVICES[market.code]
        cost = {"value": price, "currency": market.currency}
        return {
            "handlingTime": {"value": 1, "unit": "DAY"},
            "globalShipping": False,
            "pickupDropOff": False,
            "freightShipping": False,
            "localPickup": False,
            "shipToLocations": {
                "regionIncluded": [{"regionName": market.country}],
                "regionExcluded": [],
            },
            "shippingOptions": [
                {
                    "optionType": "DOMESTIC",
                    "costType": "FLAT_RATE",
                    "insuranceOffered": False,
                    "shippingServices": [
                        {
                            "sortOrder": 1,
                            "shippingCarrierCode": carrier,
                            "shippingServiceCode": service,
                            "shippingCost": cost,
                            "additionalShippingCost": {**cost, "value": "0.0"},
                            "freeShipping": False,
                            "buyerResponsibleForShipping": False,
                            "buyerResponsibleForPickup": False,
                        }
                    ],
                }
            ],
        }

    def _payment(self, _market):
        return {"paymentMethods": [], "immediatePay": True}

    def _return(self, _market):
        return {
            "returnsAccepted": True,
            "returnPeriod": {"value": 30, "unit": "DAY"},
            "refundMethod": "MONEY_BACK",
            "returnShippingCostPayer": "BUYER",
            "internationalOverride": {"returnsAccepted": False},
        }
