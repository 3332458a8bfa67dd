# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from odoo import fields

from odoo.addons.component.core import Component

from ...ebay_client import API_SCOPE
from ...exceptions import EbayRefused

#: Needed for every subscription of a seller, and granted with the consent.
BASE_SCOPES = {API_SCOPE, f"{API_SCOPE}/commerce.notification.subscription"}

#: eBay's error: the address did not answer the challenge.
CHALLENGE_FAILED = 195020


class EbayNotificationSubscriber(Component):
    """Makes eBay push what we want: compares, creates, repairs.

    In eBay's order: alert address, destination, subscriptions. Each part that is as
    it should be costs one call to read it and none to write it.
    """

    _name = "ebay.notification.subscriber"
    _inherit = ["base.synchronizer", "ebay.base"]
    _apply_on = "ebay.backend"
    _usage = "notification.subscriber"
    _base_mapper_usage = None

    def run(self):
        """Compare and repair everything; a sentence that says what was done."""
        adapter = self.component(usage="notification.adapter")
        self._repair_config(adapter)
        destination_id = self._repair_destination(adapter)
        topics = adapter.topics()
        existing = {}
        counts = {"subscribed": 0, "unavailable": 0, "failed": 0}
        for name in self._topics():
            values = self._repair_topic(
                adapter, name, topics.get(name), destination_id, existing
            )
            self._keep(name, values)
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

    def _repair_config(self, adapter):
        wanted = self.backend._alert_email()
        if not adapter.alert_email():
            adapter.set_alert_email(wanted)

    def _repair_destination(self, adapter):
        """Our destination, created or as it should be; its id."""
        token = self.backend._ensure_verification_token()
        address = self.backend._webhook_address(self.backend.environment)
        self.backend._check_webhook_address(address)
        # Another database may use the same keyset: its destination is not ours.
        name = f"Odoo {self.backend._database_uuid()[:8]}"
        found = _find_destination(adapter.destinations(), address, name)
        with self._challenge_explained(address):
            if not found:
                return adapter.create_destination(name, address, token)
            status = found.get("status")
            same_token = _config(found).get("verificationToken") in (None, token)
            if status != "ENABLED" or _endpoint(found) != address or not same_token:
                adapter.update_destination(found["destinationId"], name, address, token)
        if status != "ENABLED":
            self._tell_switched_on(status, address)
        return found["destinationId"]

    @contextmanager
    def _challenge_explained(self, address):
        """Say what to do when eBay's challenge was not answered."""
        try:
            yield
        except EbayRefused as error:
            if CHALLENGE_FAILED not in error.error_ids:
                raise
            raise EbayRefused(
                self.env._(
                    "eBay could not verify %(address)s: it has to reach that address "
                    "from the internet and get Odoo's own answer. Look at the proxy "
                    "in front of Odoo, then requeue this job. eBay's words: %(error)s",
                    address=address,
                    error=error,
                ),
                error.error_ids,
            ) from error

    def _tell_switched_on(self, status, address):
        self.backend._ebay_schedule_activity(
            "destination_down",
            self.env._("eBay had stopped its notifications"),
            self.env._(
                "eBay had switched off deliveries to %(address)s (%(status)s), which "
                "it does when they fail for a day. They are switched on again. Look "
                "why Odoo could not be reached: until then changes came by the "
                "scheduled runs only.",
                address=address,
                status=status,
            ),
        )

    # === SUBSCRIPTIONS ===

    def _repair_topic(self, adapter, name, topic, destination_id, existing):
        """Subscribe to one topic, or say why not; values of its record."""
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
            # Refused for lack of a right (1100, or 195011 for the wrong token).
            lacks_right = {1100, 195011} & set(error.error_ids)
            return _state("unavailable" if lacks_right else "failed", str(error))

    def _missing_scopes(self, topic):
        """Short names of the scopes of which one would be needed; [] when allowed.

        eBay lists alternatives, such as a scope and its read-only sister.
        """
        wanted = set(topic.get("authorizationScopes") or ()) - BASE_SCOPES
        if not wanted or wanted & set(self.backend._ebay_scopes()):
            return []
        return sorted(scope.rpartition("/")[2] for scope in wanted)

    def _subscribe(self, adapter, name, topic, destination_id, existing):
        # eBay's field is ``scope``; its documents name it ``context`` as well.
        for_user = "USER" in (topic.get("scope"), topic.get("context"))
        if for_user not in existing:
            existing[for_user] = adapter.subscriptions(for_user)
        version = _version(topic)
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

    def _keep(self, name, values):
        topics = self.env["ebay.notification.topic"].sudo()
        values = {**values, "checked_at": fields.Datetime.now()}
        known = topics.search(
            [("backend_id", "=", self.backend.id), ("name", "=", name)]
        )
        if known:
            known.write(values)
        else:
            topics.create({"backend_id": self.backend.id, "name": name, **values})


def _state(state, note=False, subscription_id=False):
    return {"state": state, "note": note, "subscription_id": subscription_id}


def _find_destination(destinations, address, name):
    """The one with our address, else the one with our name."""
    for matches in (
        lambda row: _endpoint(row) == address,
        lambda row: row.get("name") == name,
    ):
        found = next(filter(matches, destinations), None)
        if found:
            return found
    return None


def _config(destination):
    return destination.get("deliveryConfig") or {}


def _endpoint(destination):
    return _config(destination).get("endpoint")


def _version(topic):
    """The newest payload that eBay has not deprecated: ``1.1`` after ``1.0``."""
    payloads = topic.get("supportedPayloads") or []
    current = [row for row in payloads if not row.get("deprecated")] or payloads
    versions = [row["schemaVersion"] for row in current if row.get("schemaVersion")]
    return max(versions, key=_as_numbers, default="1.0")


def _as_numbers(version):
    return [int(part) for part in version.split(".") if part.isdecimal()]
