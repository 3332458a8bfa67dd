# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from psycopg2.extras import Json

from odoo.models import BaseModel
from odoo.tools import SQL

from odoo.addons.component.core import Component

from ...tools.matching.kinds import PROPOSAL_BY_KIND
from ...tools.stored_text import dump_text
from .product_matcher import Match

#: Fields of a proposal.
COLUMNS = (
    "proposal",
    "match_kind_id",
    "proposed_product_id",
    "match_state",
    "match_text",
)


class EbayProposalWriter(Component):
    """Store the proposals of thousands of SKUs, and their links, in a few statements.

    A proposal that has not changed is not written again. What follows from a link is
    done by ``_process_linked``, so that nothing is missed by writing them in SQL.
    """

    _name = "ebay.proposal.writer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "proposal.writer"

    def store(self, skus: BaseModel, matches: dict[int, Match]) -> None:
        """Store what was found for these SKUs."""
        kinds = self.env["ebay.match.kind"]._ids_by_code()
        rows, candidates, other_state = [], {}, []
        for sku in skus:
            match = matches[sku.id]
            values = self._values(sku, match, kinds)
            if any(
                values[name] != (self._stored(sku, name) or None) for name in COLUMNS
            ):
                rows.append((sku.id, *(values[name] for name in COLUMNS)))
            if values["match_state"] != sku.match_state:
                other_state.append(sku.id)
            if match.candidates != sku.with_context(active_test=False).candidate_ids:
                candidates[sku.id] = match.candidates.ids
        self._update(skus, rows)
        self._replace_candidates(skus, candidates)
        skus.browse(other_state).listing_id._update_match()

    def link(self, skus: BaseModel) -> None:
        """Link SKUs to the products proposed for them.

        The listings of the SKUs are left to the caller.
        """
        if not skus:
            return
        skus.flush_recordset()
        self.env.cr.execute(
            """
            UPDATE ebay_product_product
            SET odoo_id = proposed_product_id,
                match_state = 'matched',
                linked_by_user = proposal IN ('chosen', 'check'),
                proposal = NULL,
                match_kind_id = NULL,
                proposed_product_id = NULL,
                match_text = NULL,
                write_date = now() AT TIME ZONE 'UTC'
            WHERE id = ANY(%s)
            """,
            [skus.ids],
        )
        skus.invalidate_recordset(
            [*COLUMNS, "odoo_id", "linked_by_user", "write_date"], flush=False
        )
        skus.modified(["odoo_id", "match_state"])
        with_candidates = skus.with_context(active_test=False).filtered("candidate_ids")
        self._replace_candidates(skus, {sku.id: [] for sku in with_candidates})

    @staticmethod
    def _stored(sku: BaseModel, name: str) -> Any:
        value = sku[name]
        return value.id if isinstance(value, BaseModel) else value

    @staticmethod
    def _values(sku: BaseModel, match: Match, kinds: dict[str, int]) -> dict[str, Any]:
        """Return the columns of a SKU's proposal."""
        kind = match.kind
        if kind == "none" and not sku.ebay_sku:
            kind = "blank"
        proposal = PROPOSAL_BY_KIND[kind]
        return {
            "proposal": proposal,
            "match_kind_id": kinds.get(kind),
            "proposed_product_id": match.product.id or None,
            "match_state": "ambiguous" if proposal == "choose" else "unmatched",
            "match_text": dump_text(match.note) or None,
        }

    def _update(self, skus: BaseModel, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        skus.flush_recordset()
        self.env.cr.execute(
            """
            UPDATE ebay_product_product AS sku
            SET proposal = new.proposal,
                match_kind_id = new.match_kind_id,
                proposed_product_id = new.proposed_product_id,
                match_state = new.match_state,
                match_text = new.match_text,
                write_date = now() AT TIME ZONE 'UTC'
            FROM unnest(%s::int[], %s::varchar[], %s::int[], %s::int[], %s::varchar[],
                        %s::jsonb[])
                 AS new (id, proposal, match_kind_id, proposed_product_id, match_state,
                         match_text)
            WHERE sku.id = new.id
            """,
            [list(column) for column in zip(*map(_to_sql, rows), strict=True)],
        )
        skus.invalidate_recordset(COLUMNS, flush=False)

    def _replace_candidates(
        self, skus: BaseModel, candidates: dict[int, list[int]]
    ) -> None:
        if not candidates:
            return
        field = self.model._fields["candidate_ids"]
        table, sku_column, product_column = (
            SQL.identifier(name)
            for name in (field.relation, field.column1, field.column2)
        )
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s = ANY(%s)", table, sku_column, list(candidates)
            )
        )
        pairs = [(sku_id, one) for sku_id, ids in candidates.items() for one in ids]
        if pairs:
            sku_ids, product_ids = (list(column) for column in zip(*pairs, strict=True))
            self.env.cr.execute(
                SQL(
                    "INSERT INTO %s (%s, %s) SELECT * FROM unnest(%s, %s)",
                    table,
                    sku_column,
                    product_column,
                    sku_ids,
                    product_ids,
                )
            )
        skus.invalidate_recordset(["candidate_ids"], flush=False)


def _to_sql(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row with its last column, the stored text, as JSON."""
    return (*row[:-1], Json(row[-1]) if row[-1] else None)
