# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The users, the company and the language of ``setup/demo``."""

from dataclasses import dataclass

from .odoo_server import OdooServer

ENGLISH = "en_US"


@dataclass(frozen=True)
class Country:
    """What a shop of one country is called, where it is, and its usual tax in %."""

    code: str
    company: str
    tax: int


#: By the language that the demo offers.
COUNTRIES = {
    ENGLISH: Country("DE", "Demo Shop", 19),
    "de_DE": Country("DE", "Demo-Laden", 19),
    "pl_PL": Country("PL", "Sklep Demo", 23),
}


@dataclass(frozen=True)
class User:
    """A user of the demo, whose password is the login.

    :ivar role: what is printed about the login
    :ivar groups: names of the groups' external ids
    :ivar refund_limit: what the user may pay back on one order without a manager
    """

    login: str
    name: str
    role: str
    groups: tuple[str, ...] = ()
    refund_limit: float = 0.0


ASSISTANT = User(
    "assistant",
    "Anna Nowak",
    "a shop assistant",
    # eBay's orders are for those who may see sales, its shipments for the warehouse.
    ("group_ebay_refund", "group_sale_salesman_all_leads", "group_stock_user"),
    refund_limit=10.0,
)
WAREHOUSE = User("warehouse", "Tom Weber", "the warehouse", ("group_stock_user",))
MANAGER = User("admin", "", "the manager, and everything else")
USERS = (MANAGER, ASSISTANT, WAREHOUSE)

CURRENCIES = ("EUR", "GBP", "JPY", "PLN", "USD")
#: Exchange rates of the demo: what a euro is worth.
RATES = {"GBP": 0.86, "JPY": 170.0, "PLN": 4.25, "USD": 1.1}


def set_up_company(odoo: OdooServer, language: str) -> None:
    """Create the users, and give them, the company and Odoo a language.

    What is there already stays as it is, apart from the language.
    """
    if language != ENGLISH:
        _install_language(odoo, language)
        odoo.lang = language
    country = COUNTRIES[language]
    _set_up_currencies(odoo)
    [company] = odoo.execute("res.company", "search_read", [], ["partner_id"], limit=1)
    [country_id] = odoo.execute("res.country", "search", [("code", "=", country.code)])
    odoo.execute(
        "res.company",
        "write",
        [company["id"]],
        {
            "name": country.company,
            "country_id": country_id,
            "account_fiscal_country_id": country_id,
        },
    )
    _set_up_taxes(odoo, country_id, country.tax)
    # Contacts that orders create are written to in this language.
    odoo.execute("ir.default", "set", "res.partner", "lang", language)
    odoo.execute("res.partner", "write", [company["partner_id"][0]], {"lang": language})
    for user in USERS:
        _set_up_user(odoo, user, language)


def _install_language(odoo: OdooServer, language: str) -> None:
    """Load the translations of all installed modules."""
    domain = [("code", "=", language), ("active", "in", (True, False))]
    [found] = odoo.execute("res.lang", "search_read", domain, ["active"])
    if not found["active"]:
        wizard = {"lang_ids": [(6, 0, [found["id"]])], "overwrite": False}
        wizard_id = odoo.execute("base.language.install", "create", wizard)
        odoo.execute("base.language.install", "lang_install", [wizard_id])


def _set_up_currencies(odoo: OdooServer) -> None:
    """Activate the currencies in which buyers pay; the company's is the euro."""
    domain = [("active", "in", (True, False)), ("name", "in", CURRENCIES)]
    found = odoo.execute("res.currency", "search_read", domain, ["name", "active"])
    ids = {row["name"]: row["id"] for row in found}
    archived = [row["id"] for row in found if not row["active"]]
    if archived:
        odoo.execute("res.currency", "write", archived, {"active": True})
    [company] = odoo.execute("res.company", "search_read", [], ["currency_id"], limit=1)
    if company["currency_id"][0] == ids["EUR"]:
        return
    odoo.execute("res.company", "write", [company["id"]], {"currency_id": ids["EUR"]})
    rates = [
        {"currency_id": ids[name], "name": "2020-01-01", "rate": rate}
        for name, rate in RATES.items()
    ]
    odoo.execute("res.currency.rate", "create", rates)


def _set_up_taxes(odoo: OdooServer, country_id: int, rate: int) -> None:
    """Make the taxes of Odoo's general chart of accounts those of the country."""
    taxes = odoo.execute("account.tax", "search", [("amount", "=", 15)])
    if not taxes:
        return
    found = odoo.execute("account.tax", "read", taxes, ["tax_group_id"])
    usual = {
        "account.tax": (taxes, {"amount": rate, "description": False}),
        "account.tax.group": ([row["tax_group_id"][0] for row in found], {}),
    }
    for model, (ids, values) in usual.items():
        for lang in {ENGLISH, odoo.lang or ENGLISH}:
            named = {**values, "name": f"{rate}%"}
            odoo.execute(model, "write", ids, named, context={"lang": lang})
    # The groups first: a tax and its group are of one country.
    for model in ("account.tax.group", "account.tax"):
        every = odoo.execute(model, "search", [])
        odoo.execute(model, "write", every, {"country_id": country_id})


def _set_up_user(odoo: OdooServer, user: User, language: str) -> None:
    """Create a user if there is none with this login; set the language."""
    found = odoo.execute("res.users", "search", [("login", "=", user.login)])
    if not found:
        names = ", ".join(f"'{name}'" for name in user.groups)
        groups = odoo.query(
            "SELECT res_id FROM ir_model_data WHERE model = 'res.groups'"
            f" AND name IN ({names})"
        )
        found = [
            odoo.execute(
                "res.users",
                "create",
                {
                    "name": user.name,
                    "login": user.login,
                    "password": user.login,
                    "group_ids": [(4, int(number)) for number in groups],
                    "ebay_refund_limit": user.refund_limit,
                },
            )
        ]
    values = {
        "lang": language,
        # eBay demands an address for its alerts.
        "email": f"{user.login}@example.com",
        # Its chat would cover the pages on a phone.
        "odoobot_state": "disabled",
    }
    odoo.execute("res.users", "write", found, values)
