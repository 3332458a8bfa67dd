import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_health", {
  steps: () => [
    {
      content: "Check the account",
      trigger: "button[name=action_check_health]",
      run: "click",
    },
    {
      content: "The dialog says that something is to be done",
      trigger: ".modal .alert:contains(Demo Shop)",
    },
    {
      content: "One check says what is wrong and what to do; press its button",
      trigger:
        ".modal .o_kanban_record:contains(Not subscribed):contains(Press Subscribe) button[name=action_mend]:contains(Subscribe)",
      run: "click",
    },
    {
      content: "The person is told that it has begun",
      trigger: ".o_notification:contains(Notifications: started)",
    },
    {
      content: "The account is checked again, and can be checked once more",
      trigger: ".modal button[name=action_check_again]",
    },
    {
      content: "Back to the account",
      trigger: ".modal button:contains(Close)",
      run: "click",
    },
    {
      content: "The dialog is closed",
      trigger: "body:not(:has(.modal)) .o_form_view",
    },
  ],
});
