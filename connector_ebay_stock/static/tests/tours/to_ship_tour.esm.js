import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_stock_to_ship", {
  steps: () => [
    {
      content: "The figures say how many are late; show them",
      trigger: ".o_ebay_to_ship_figures button[data-name=late]:contains(1)",
      run: "click",
    },
    {
      content: "The list has order number, items and state; ship it",
      trigger:
        ".o_data_row:contains(Late):contains(Mug):contains(Ready) button[name=action_ebay_ship_dialog]",
      run: "click",
    },
    {
      content: "Enter the tracking number",
      trigger: ".modal [name=tracking_number] input",
      run: "edit DHL 001",
    },
    {
      content: "Ship",
      trigger: ".modal button[name=action_ship]",
      run: "click",
    },
    {
      content: "It is about to be sent to eBay",
      trigger: ".o_data_row:contains(To send):contains(DHL 001)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_stock_solve", {
  steps: () => [
    {
      content: "eBay refused one",
      trigger: ".o_ebay_to_ship_figures button[data-name=problem]:contains(1)",
      run: "click",
    },
    {
      content: "Solve it",
      trigger:
        ".o_data_row:contains(Refused) button[name=action_ebay_ship_dialog]:contains(Solve)",
      run: "click",
    },
    {
      content: "The dialog has eBay's words",
      trigger: ".modal [name=ebay_shipment_note]:contains(Invalid shipment tracking)",
    },
    {
      content: "Correct the number",
      trigger: ".modal [name=tracking_number] input",
      run: "edit RIGHT12345",
    },
    {
      content: "Send it",
      trigger: ".modal button[name=action_send]",
      run: "click",
    },
    {
      content: "The dialog is closed",
      trigger: "body:not(:has(.modal))",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_stock_phone", {
  steps: () => [
    {
      content: "A card shows what to pack; open its dialog",
      trigger:
        ".o_kanban_record:contains(Mug):contains(Today) button[name=action_ebay_ship_dialog]",
      run: "click",
    },
    {
      content: "Enter the number",
      trigger: ".modal [name=tracking_number] input",
      run: "edit DHL 002",
    },
    {
      content: "Ship",
      trigger: ".modal button[name=action_ship]",
      run: "click",
    },
    {
      content: "The card says that it is being sent",
      trigger: ".o_kanban_record:contains(To send)",
    },
  ],
});
