import {registry} from "@web/core/registry";

/** Sent to the user who has pressed a button, when its job has ended. */
const RESULT = "connector_ebay/result";

/** Show what has become of a button's jobs, with a button that leads to the result. */
export const resultService = {
  dependencies: ["action", "bus_service", "notification"],
  start(env, {action, bus_service: bus, notification}) {
    bus.subscribe(RESULT, ({message, title, type, sticky, target, button}) => {
      const buttons = [];
      const close = notification.add(message, {title, type, sticky, buttons});
      if (target) {
        buttons.push({
          name: button,
          primary: true,
          onClick: () => {
            close();
            action.doAction(target);
          },
        });
      }
    });
    bus.start();
  },
};

registry.category("services").add("ebay_results", resultService);
