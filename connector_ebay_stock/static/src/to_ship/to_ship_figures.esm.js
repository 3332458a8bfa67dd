import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

/** The figures above the list: a click filters the list by it. */
export class ToShipFigures extends Component {
  static template = "connector_ebay_stock.ToShipFigures";
  static props = {};

  setup() {
    this.orm = useService("orm");
    this.action = useService("action");
    this.state = useState({figures: {}});
    this.cards = [
      {name: "late", label: _t("Late"), color: "danger"},
      {name: "today", label: _t("Today"), color: "warning"},
      {name: "tomorrow", label: _t("Tomorrow"), color: "info"},
      {name: "no_stock", label: _t("No Stock"), color: "warning"},
      {name: "no_number", label: _t("Number Missing"), color: "warning"},
      {name: "problem", label: _t("Problems"), color: "danger"},
    ];
    onWillStart(() => this.load());
    onWillUpdateProps(() => this.load());
  }

  async load() {
    this.state.figures = await this.orm.call(
      "stock.picking",
      "ebay_shipping_figures",
      []
    );
  }

  isActive(name) {
    return this.env.searchModel
      .getSearchItems((item) => item.name === name)
      .some((item) => item.isActive);
  }

  filter(name) {
    const wasActive = this.isActive(name);
    this.env.searchModel.query = [];
    const [item] = this.env.searchModel.getSearchItems((one) => one.name === name);
    if (item && !wasActive) {
      this.env.searchModel.toggleSearchItem(item.id);
    } else {
      this.env.searchModel.clearQuery();
    }
  }

  openOrders() {
    this.action.doAction("connector_ebay_stock.ebay_order_without_delivery_action");
  }
}
