import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_connect", {
  steps: () => [
    {
      content: "The account is not connected",
      trigger: ".o_arrow_button_current[data-value=not_connected]",
    },
    {
      content: "Go to eBay's consent page; the seller agrees there",
      trigger: "button.btn-primary[name=action_connect]",
      run: "click",
      expectUnloadPage: true,
    },
    {
      content: "Back in Odoo, the account is connected",
      trigger: ".o_arrow_button_current[data-value=connected]",
    },
    {
      content: "Importing is the next step",
      trigger: "button.btn-primary[name=import_listings]",
    },
    {
      content: "eBay told who the seller is",
      trigger: ".o_field_widget[name=ebay_username]:contains(simulated)",
    },
  ],
});
