import {onWillUnmount, useExternalListener} from "@odoo/owl";
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

/** What a reload would close: a row of a list that is edited, an open list of choices. */
const EDITED = ".o_selected_row, .o-autocomplete--dropdown-menu";

/**
 * Reload the view when the server says that something has changed, and every minute. A
 * form that somebody edits is left alone until it is not edited any more, and so is a
 * page that nobody sees.
 */
function useLiveRefresh(controller) {
  const bus = useService("bus_service");
  let timer = null;
  let loading = false;
  const reload = async () => {
    timer = null;
    const root = controller.model.root;
    if (controller.rootRef.el?.querySelector(EDITED)) {
      refresh();
    } else if (root && !(root.isInEdition && (await root.isDirty?.()))) {
      loading = true;
      await controller.model.load();
      loading = false;
    }
  };
  const refresh = () => {
    timer = timer || setTimeout(reload, DELAY);
  };
  // A reload under way would undo what somebody is beginning: its answer is not used.
  const postpone = () => {
    if (loading) {
      loading = false;
      controller.model.keepLast.add(Promise.resolve());
      refresh();
    }
  };
  const interval = setInterval(() => {
    if (!document.hidden) {
      refresh();
    }
  }, AT_LEAST_EVERY);
  bus.subscribe(REFRESH, refresh);
  useExternalListener(window, "pointerdown", postpone, {capture: true});
  useExternalListener(window, "keydown", postpone, {capture: true});
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
