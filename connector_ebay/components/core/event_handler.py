# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import AbstractComponent


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
    def _component_match(cls, work, usage=None, model_name=None, topic=None, **kw):
        """Match by topic; without one, every handler matches."""
        return topic is None or topic in cls._topics

    def handle(self, event) -> str | None:
        """Process an ``ebay.webhook.event`` and return a sentence about the result.

        :return: None if nothing here is concerned; the event is then ignored
        """
        raise NotImplementedError(self._name)
