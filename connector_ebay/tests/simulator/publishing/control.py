# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the control API under ``/_sim/publishing`` does and shows."""

from .aspects import aspect
from .documents import group_document, item_document, offer_document
from .media_store import PICTURE_LIFE

#: Attributes that `POST /_sim/publishing/settings` sets.
SETTINGS = (
    "all_aspects_at_once",
    "already_published",
    "late_index",
    "media_body",
    "opt_in_delay",
    "refurbished",
    "refuse_duplicates",
    "registered",
    "selling_limit",
    "upload_limit",
)
#: Sets that `POST /_sim/publishing/settings` replaces, given as lists.
SETS = ("left_out", "on_hold", "virtual")
METHODS = ("clear_refusals", "demand_aspect", "edit", "opt_in", "opt_out", "refuse")
POLICY_METHODS = {
    "add_policy": "add",
    "change_policy": "change",
    "delete_policy": "delete",
}


def act(simulator, method, arguments):
    """Do what a path of the control API says; KeyError for an unknown one."""
    publishing = simulator.publishing
    if method == "settings":
        for name in SETTINGS:
            if name in arguments:
                setattr(publishing, name, arguments[name])
        for name in SETS:
            if name in arguments:
                setattr(publishing, name, set(arguments[name]))
    elif method in METHODS:
        getattr(publishing, method)(**arguments)
    elif method in POLICY_METHODS:
        made = getattr(publishing.policies, POLICY_METHODS[method])(**arguments)
        return {"policy_id": made}
    elif method == "add_aspect":
        category_id, language = arguments.pop("category_id"), arguments.pop("language")
        one = aspect(arguments.pop("name"), language, **arguments)
        publishing.more_aspects.setdefault(category_id, []).append(one)
    elif method == "expire_picture":
        publishing.media.expire(arguments["url"])
    elif method == "document_status":
        document = publishing.media.documents[arguments["document_id"]]
        document.status = arguments["status"]
    elif method == "location":
        publishing.locations[arguments["key"]].update(arguments["changes"])
    else:
        raise KeyError(method)
    return {}


def show(simulator):
    """Return everything that was written, as the Inventory API would show it."""
    publishing = simulator.publishing
    return {
        "items": {sku: item_document(simulator, sku) for sku in publishing.items},
        "groups": {key: group_document(simulator, key) for key in publishing.groups},
        "offers": {
            number: offer_document(simulator, one)
            for number, one in publishing.offers.items()
        },
        "locations": publishing.locations,
        "policies": {
            number: {"kind": kind, "marketplace_id": market, "name": document["name"]}
            for number, (kind, market, document) in publishing.policies.by_id.items()
        },
        "pictures": len(publishing.media.pictures),
        "documents": {
            number: one.status for number, one in publishing.media.documents.items()
        },
        "picture_life_days": PICTURE_LIFE.days,
        "opted_in": publishing.is_opted_in,
    }
