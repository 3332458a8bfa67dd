import {ActionHelper} from "@web/views/action_helper";
import {useState} from "@odoo/owl";
import {useService} from "@web/core/utils/hooks";

const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d_/]/g;
const ORDER = /^(\d{2})[\s-]*(\d{5})[\s-]*(\d{5})$/;
const LEGACY = /^(\d{9,14})\s*-\s*(\d{1,16})$/;

/**
 * @param {String} text as a person pasted it
 * @returns {String} the order number in eBay's spelling, "" if it is none
 */
export function cleanOrderNumber(text) {
  const bare = text
    .replace(DASHES, "-")
    .replace(/\u200b/g, "")
    .trim()
    .replace(/^#|#$/g, "")
    .trim();
  const match = bare.match(ORDER) || bare.match(LEGACY);
  return match ? match.slice(1).join("-") : "";
}

/**
 * The help of an empty list of eBay orders: if somebody looked for the number of an
 * order, it offers to import the order, and says what became of that.
 */
export class OrderActionHelper extends ActionHelper {
  static template = "connector_ebay_sale.OrderActionHelper";

  setup() {
    this.orm = useService("orm");
    this.action = useService("action");
    this.state = useState({busy: false, number: "", result: null});
  }

  get number() {
    for (const facet of this.env.searchModel.facets) {
      if (facet.type !== "field") {
        continue;
      }
      for (const value of facet.values) {
        const number = cleanOrderNumber(String(value));
        if (number) {
          return number;
        }
      }
    }
    return "";
  }

  /** What became of the import, while its number is looked for. */
  get result() {
    return this.state.number === this.number ? this.state.result : null;
  }

  async importOrder() {
    const number = this.number;
    Object.assign(this.state, {busy: true, number, result: null});
    try {
      this.state.result = await this.orm.call("ebay.sale.order", "import_number", [
        number,
      ]);
    } finally {
      this.state.busy = false;
    }
    const {state, order_id} = this.state.result;
    if (order_id && state !== "held") {
      await this.openOrder();
    }
  }

  openOrder() {
    return this.action.doAction({
      type: "ir.actions.act_window",
      res_model: "ebay.sale.order",
      res_id: this.state.result.order_id,
      views: [[false, "form"]],
    });
  }

  get alertClass() {
    const classes = {failed: "alert-danger", missing: "alert-warning"};
    return classes[this.result.state] || "alert-info";
  }

}
