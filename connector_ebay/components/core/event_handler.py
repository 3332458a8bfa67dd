# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import AbstractComponent, WorkContext


class EbayEventHandler(AbstractComponent):
    """Process the notifications of one or more topics.

    eBay's notification is a hint only: a handler reads back from the API what has
    changed. An add-on adds a topic by adding a component that inherits this one.
    """

    _name = "ebay.event.handler"
    _inherit = "ebay.base"
    _usage = "event.handler"
    _apply_on = "ebay.webhook.event"

    #: eBay's names of the topics, as in getTopics.
    _topics: tuple[str, ...] = ()
    #: Seconds from receipt until the job runs.
    _delay = 0
    #: Whether eBay notifies the application, not a seller.
    _for_application = False

    @classmethod
    def _component_match(
        cls,
        work: WorkContext,
        usage: str | None = None,
        model_name: str | None = None,
        topic: str | None = None,
        **kw: Any,
    ) -> bool:
        """Match by topic; without one, every handler matches."""
        return topic is None or topic in cls._topics

    @property
    def delay(self) -> int:
        """Return the seconds from receipt of an event until its job runs."""
        return self._delay

    @property
    def for_application(self) -> bool:
        """Return whether eBay notifies the application, not a seller."""
        return self._for_application

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the topics that this component processes."""
        return self._topics

    def handle(self, event: Any) -> str | None:
        """Process an ``ebay.webhook.event`` and return a sentence about the result.

        :return: None if nothing here is concerned; the event is then ignored
        """
        raise NotImplementedError(self._name)
