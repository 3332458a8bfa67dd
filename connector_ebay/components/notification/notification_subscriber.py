# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from odoo import fields
from odoo.exceptions import UserError

from odoo.addons.component.core import Component

from ...connection.clients import database_uuid
from ...connection.keyset import Keyset
from ...connection.webhook_address import (
    check_webhook_address,
    ensure_verification_token,
    webhook_address,
)
from ...ebay_client import API_SCOPE
from ...ebay_client.commerce_notification import choose_version
from ...exceptions import EbayRefused
from ...tools.stored_text import StoredText

#: Scopes that every subscription of a seller needs and every consent grants.
BASE_SCOPES = {API_SCOPE, f"{API_SCOPE}/commerce.notification.subscription"}

#: Of nobody; the domain is reserved for examples.
NO_ADDRESS = "nobody@example.com"

#: eBay's error id: the address did not answer the challenge.
CHALLENGE_FAILED = 195020


class EbayNotificationSubscriber(Component):
    """Compare eBay's notification settings with ours; create or repair what differs.

    eBay requires this order: alert address, destination, subscriptions. A part that is
    correct costs one call to read it and none to write it.
    """

    _name = "ebay.notification.subscriber"
    _inherit = ["base.synchronizer", "ebay.base"]
    _apply_on = "ebay.backend"
    _usage = "notification.subscriber"
    _base_mapper_usage = None

    def run(self) -> str:
        """Compare and repair all settings; return a sentence about the result."""
        adapter = self.component(usage="notification.adapter")
        self._repair_config(adapter)
        destination_id = self._repair_destination(adapter)
        topics = adapter.topics()
        existing: dict[bool, dict[str, dict[str, Any]]] = {}
        counts = {"subscribed": 0, "unavailable": 0, "failed": 0}
        for name in self._topics():
            values = self._repair_topic(
                adapter, name, topics.get(name), destination_id, existing
            )
            self._store_topic(name, values)
            counts[values["state"]] += 1
        return self.env._(
            "Notifications: %(subscribed)s topics subscribed, %(unavailable)s not "
            "available to this keyset, %(failed)s failed.",
            **counts,
        )

    def _topics(self) -> list[str]:
        """Return the topics that some event handler processes."""
        handlers = self.many_components(
            usage="event.handler", model_name="ebay.webhook.event"
        )
        return sorted({topic for handler in handlers for topic in handler.topics})

    # === CONFIG AND DESTINATION ===

    def _repair_config(self, adapter: Any) -> None:
        """Set the address for eBay's alerts if eBay has none.

        :raise UserError: nobody has an address
        """
        if adapter.alert_email():
            return
        backend = self.backend
        address = backend.user_id.email or backend.company_id.email
        if not address and backend.environment == "simulator":
            # A simulator wants an address too, and sends no mail.
            address = NO_ADDRESS
        if not address:
            raise UserError(
                self.env._(
                    "eBay wants an e-mail address for alerts: give %s one.",
                    backend.user_id.name or backend.company_id.name,
                )
            )
        adapter.set_alert_email(address)

    def _repair_destination(self, adapter: Any) -> str:
        """Create or repair our destination; return its id."""
        token = ensure_verification_token(self.backend)
        address = webhook_address(self.env, self.backend.environment)
        check_webhook_address(self.backend, address)
        # Another database may use the same keyset: its destination is not ours.
        name = f"Odoo {database_uuid(self.backend)[:8]}"
        found = _find_destination(adapter.destinations(), address, name)
        with self._challenge_explained(address):
            if not found:
                return adapter.create_destination(name, address, token)
            status = found.get("status")
            same_token = _config(found).get("verificationToken") in (None, token)
            if status != "ENABLED" or _endpoint(found) != address or not same_token:
                adapter.update_destination(found["destinationId"], name, address, token)
        if status != "ENABLED":
            self._open_alert(status, address)
        else:
            self.env["ebay.alert"]._close(self.backend, "destination_down")
        return found["destinationId"]

    @contextmanager
    def _challenge_explained(self, address: str) -> Iterator[None]:
        """Raise a failed challenge with a message that says what to do."""
        try:
            yield
        except EbayRefused as error:
            if CHALLENGE_FAILED not in error.error_ids:
                raise
            self.env["ebay.alert"]._open(
                self.backend,
                "destination_down",
                StoredText._(
                    "eBay cannot deliver notifications: it does not reach %s.", address
                ),
                StoredText._(
                    "Look at the proxy in front of Odoo: eBay has to reach that "
                    "address from the internet and get Odoo's own answer. Then press "
                    "Subscribe on the account. The scheduled imports go on."
                ),
            )
            raise EbayRefused(
                self.env._(
                    "eBay could not verify %(address)s: it has to reach that address "
                    "from the internet and get Odoo's own answer. Look at the proxy "
                    "in front of Odoo, then requeue this job. eBay's message: "
                    "%(error)s",
                    address=address,
                    error=error,
                ),
                error.error_ids,
            ) from error

    def _open_alert(self, status: str | None, address: str) -> None:
        """Tell the responsible user that eBay had disabled the destination."""
        self.env["ebay.alert"]._open(
            self.backend,
            "destination_down",
            StoredText._(
                "eBay had switched off its notifications to %(address)s (%(status)s), "
                "which it does when they fail for a day. They are switched on again.",
                address=address,
                status=status or "?",
            ),
            StoredText._(
                "Find out why Odoo could not be reached from the internet. Meanwhile "
                "changes were imported by the scheduled runs only."
            ),
        )

    # === SUBSCRIPTIONS ===

    def _repair_topic(
        self,
        adapter: Any,
        name: str,
        topic: dict[str, Any] | None,
        destination_id: str,
        existing: dict[bool, dict[str, dict[str, Any]]],
    ) -> dict[str, Any]:
        """Subscribe to one topic; return the values of its ``ebay.notification.topic``.

        :param existing: subscriptions read so far, by whether they are the seller's
        """
        if not topic:
            return _state("unavailable", self.env._("eBay does not offer this topic."))
        missing = self._missing_scopes(topic)
        if missing:
            return _state(
                "unavailable",
                self.env._("Needs a scope that is not granted: %s", ", ".join(missing)),
            )
        try:
            return self._subscribe(adapter, name, topic, destination_id, existing)
        except EbayRefused as error:
            # 1100: no permission; 195011: wrong kind of token.
            lacks_right = {1100, 195011} & set(error.error_ids)
            return _state("unavailable" if lacks_right else "failed", str(error))

    def _missing_scopes(self, topic: dict[str, Any]) -> list[str]:
        """Return the short names of the scopes one of which is needed; [] if granted.

        eBay lists alternatives, such as a scope and its read-only form.
        """
        wanted = set(topic.get("authorizationScopes") or ()) - BASE_SCOPES
        if not wanted or wanted & set(Keyset(self.backend).scopes()):
            return []
        return sorted(scope.rpartition("/")[2] for scope in wanted)

    def _subscribe(
        self,
        adapter: Any,
        name: str,
        topic: dict[str, Any],
        destination_id: str,
        existing: dict[bool, dict[str, dict[str, Any]]],
    ) -> dict[str, Any]:
        """Create the subscription or repair it; return the values of its topic."""
        # eBay's field is ``scope``; its documents name it ``context`` as well.
        for_user = "USER" in (topic.get("scope"), topic.get("context"))
        if for_user not in existing:
            existing[for_user] = adapter.subscriptions(for_user)
        version = choose_version(topic)
        found = existing[for_user].get(name)
        if not found:
            new_id = adapter.create_subscription(
                name, destination_id, version, for_user
            )
            return _state("subscribed", subscription_id=new_id)
        if (
            found.get("status") != "ENABLED"
            or found.get("destinationId") != destination_id
        ):
            adapter.update_subscription(
                found["subscriptionId"], destination_id, version, for_user
            )
        return _state("subscribed", subscription_id=found["subscriptionId"])

    def _store_topic(self, name: str, values: dict[str, Any]) -> None:
        """Store the state of one topic."""
        topics = self.env["ebay.notification.topic"].sudo()
        values = {**values, "checked_at": fields.Datetime.now()}
        known = topics.search(
            [("backend_id", "=", self.backend.id), ("name", "=", name)]
        )
        if known:
            known.write(values)
        else:
            topics.create({"backend_id": self.backend.id, "name": name, **values})


def _state(
    state: str, note: str | bool = False, subscription_id: str | bool = False
) -> dict[str, Any]:
    return {"state": state, "note": note, "subscription_id": subscription_id}


def _find_destination(
    destinations: list[dict[str, Any]], address: str, name: str
) -> dict[str, Any] | None:
    """Return the destination with our address, otherwise the one with our name."""
    for matches in (
        lambda row: _endpoint(row) == address,
        lambda row: row.get("name") == name,
    ):
        found = next(filter(matches, destinations), None)
        if found:
            return found
    return None


def _config(destination: dict[str, Any]) -> dict[str, Any]:
    return destination.get("deliveryConfig") or {}


def _endpoint(destination: dict[str, Any]) -> str | None:
    return _config(destination).get("endpoint")
