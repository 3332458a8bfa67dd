import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {ListRenderer} from "@web/views/list/list_renderer";
import {OrderActionHelper} from "./order_action_helper.esm";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

export class OrderListRenderer extends ListRenderer {
  static components = {...ListRenderer.components, ActionHelper: OrderActionHelper};
}

export class OrderKanbanRenderer extends KanbanRenderer {
  static components = {...KanbanRenderer.components, ActionHelper: OrderActionHelper};
}

registry.category("views").add("ebay_order_list", {
  ...listView,
  Renderer: OrderListRenderer,
});
registry.category("views").add("ebay_order_kanban", {
  ...kanbanView,
  Renderer: OrderKanbanRenderer,
});
