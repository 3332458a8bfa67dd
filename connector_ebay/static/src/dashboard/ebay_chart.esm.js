import {
  JournalDashboardGraphField,
  journalDashboardGraphField,
} from "@web/views/fields/journal_dashboard_graph/journal_dashboard_graph_field";
import {onWillUpdateProps} from "@odoo/owl";
import {registry} from "@web/core/registry";

/** Odoo's small chart, which is drawn again when the view is reloaded. */
class EbayChartField extends JournalDashboardGraphField {
  setup() {
    super.setup();
    onWillUpdateProps((next) => {
      this.data = JSON.parse(next.record.data[next.name]);
    });
  }
}

registry.category("fields").add("ebay_chart", {
  ...journalDashboardGraphField,
  component: EbayChartField,
});
