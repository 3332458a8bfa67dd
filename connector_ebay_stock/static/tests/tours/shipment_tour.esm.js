import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_stock_ship", {
  steps: () => [
    {
      content: "Open the tab with the carrier",
      trigger: ".o_form_view .nav-link[name=extra]",
      run: "click",
    },
    {
      content: "Enter the tracking number as it is on the label",
      trigger: "[name=carrier_tracking_ref] input",
      run: "edit DHL 001",
    },
    {
      content: "Validate the delivery",
      trigger: "button[name=button_validate]:visible",
      run: "click",
    },
    {
      content: "The shipment is to be sent to eBay",
      trigger: "[name=ebay_shipment_state]:contains(To send)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_stock_shipped", {
  steps: () => [
    {
      content: "The shipment is on eBay",
      trigger: "[name=ebay_shipment_state]:contains(On eBay)",
    },
    {
      content: "Open the shipments",
      trigger: "button[name=action_open_ebay_shipments]",
      run: "click",
    },
    {
      content: "Open the parcel, with the cleaned number",
      trigger:
        ".o_data_row:contains(DHL001):contains(On eBay) td[name=tracking_number]",
      run: "click",
    },
    {
      content: "It shows its order lines and the number as typed",
      trigger: ".o_form_view:contains(DHL 001) .o_data_row:contains(Mug)",
    },
  ],
});
