import {registry} from "@web/core/registry";
import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {ListRenderer} from "@web/views/list/list_renderer";
import {listView} from "@web/views/list/list_view";
import {ToShipFigures} from "./to_ship_figures.esm";

export class ToShipListRenderer extends ListRenderer {
  static template = "connector_ebay_stock.ToShipListRenderer";
  static components = {...ListRenderer.components, ToShipFigures};
}

export class ToShipKanbanRenderer extends KanbanRenderer {
  static template = "connector_ebay_stock.ToShipKanbanRenderer";
  static components = {...KanbanRenderer.components, ToShipFigures};
}

registry
  .category("views")
  .add("ebay_to_ship_list", {...listView, Renderer: ToShipListRenderer});
registry
  .category("views")
  .add("ebay_to_ship_kanban", {...kanbanView, Renderer: ToShipKanbanRenderer});
