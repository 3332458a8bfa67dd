import {onWillUnmount} from "@odoo/owl";
import {formView} from "@web/views/form/form_view";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

/** Sent to the users of eBay when a run begins, advances or ends. */
const REFRESH = "connector_ebay/refresh";

/** Milliseconds: several messages at once cause one reload. */
const DELAY = 500;

/** Milliseconds: work that has stopped sends no messages, and must be noticed as well. */
const AT_LEAST_EVERY = 60000;

/**
 * Reload the view when the server says that something has changed, and every minute. A
 * form in which somebody is typing is left alone, and so is a page that nobody sees.
 */
function useLiveRefresh(controller) {
  const bus = useService("bus_service");
  let timer = null;
  const reload = async () => {
    timer = null;
    const root = controller.model.root;
    if (root && !(root.isInEdition && (await root.isDirty?.()))) {
      await controller.model.load();
    }
  };
  const refresh = () => {
    timer = timer || setTimeout(reload, DELAY);
  };
  const interval = setInterval(() => {
    if (!document.hidden) {
      refresh();
    }
  }, AT_LEAST_EVERY);
  bus.subscribe(REFRESH, refresh);
  onWillUnmount(() => {
    clearTimeout(timer);
    clearInterval(interval);
    bus.unsubscribe(REFRESH, refresh);
  });
}

class LiveKanbanController extends kanbanView.Controller {
  setup() {
    super.setup();
    useLiveRefresh(this);
  }
}

/** A form that shows what happens on the server. */
export class LiveFormController extends formView.Controller {
  setup() {
    super.setup();
    useLiveRefresh(this);
  }
}

registry.category("views").add("ebay_dashboard_kanban", {
  ...kanbanView,
  Controller: LiveKanbanController,
});
registry.category("views").add("ebay_live_form", {
  ...formView,
  Controller: LiveFormController,
});
