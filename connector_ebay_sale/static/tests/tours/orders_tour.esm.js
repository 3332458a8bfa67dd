import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_sale_import", {
  steps: () => [
    {
      content: "Import orders",
      trigger: "button[name=import_orders]",
      run: "click",
    },
    {
      content: "A run has begun",
      trigger: "[name=run_ids] .o_data_row:contains(Orders) .badge:contains(Running)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_sale_day", {
  steps: () => [
    {
      content: "The orders are in",
      trigger: ".oe_stat_button:contains(Orders):contains(12)",
      run: "click",
    },
    {
      content: "Open one that is imported",
      trigger: ".o_list_view .o_data_row:has(.badge:contains(To ship)) .o_data_cell",
      run: "click",
    },
    {
      content: "It says who bought what, where it goes, and that totals are the same",
      trigger:
        ".o_form_view:has([name=delivery_address]):not(:has(.o_field_widget[name=difference]))",
    },
    {
      content: "Open the sales order",
      trigger: "button[name=action_open_order]",
      run: "click",
    },
    {
      content: "It is confirmed",
      trigger: ".o_arrow_button_current[data-value=sale]",
    },
    {
      content: "The eBay tab",
      trigger: ".o_notebook a[name=ebay]",
      run: "click",
    },
    {
      content: "says what eBay says",
      trigger: ".o_field_widget[name=ebay_payment_state]:contains(Paid)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_sale_solve", {
  steps: () => [
    {
      content: "A held order is found by its filter",
      trigger: ".o_list_view .o_data_row:has(.badge:contains(Held)) .o_data_cell[name=items]",
      run: "click",
    },
    {
      content: "It says what to do",
      trigger: ".alert-warning:contains(Match)",
    },
    {
      content: "Choose the product",
      trigger: ".o_field_widget[name=line_ids] .o_data_row [name=product_id]",
      run: "click",
    },
    {
      content: "while the page is refreshed",
      trigger: ".o_field_widget[name=line_ids] .o_selected_row",
      run: () => window.refreshNow.forEach((refresh) => refresh()),
    },
    {
      content: "by its name",
      trigger: ".o_field_widget[name=product_id] input",
      run: "edit Our mug",
    },
    {
      content: "from the list",
      trigger: ".o-autocomplete--dropdown-item:contains(Our mug)",
      run: "click",
    },
    {
      content: "Save",
      trigger: ".o_form_button_save",
      run: "click",
    },
    {
      content: "It is kept",
      trigger: ".o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_sale_solved", {
  steps: () => [
    {
      content: "The order went on by itself",
      trigger: ".o_arrow_button_current[data-value=imported]",
    },
    {
      content: "Open the sales order",
      trigger: "button[name=action_open_order]",
      run: "click",
    },
    {
      content: "It is confirmed, with the product",
      trigger: ".o_arrow_button_current[data-value=sale]",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_sale_requeue", {
  steps: () => [
    {
      content: "Open the order that failed",
      trigger: ".o_data_row:contains(Import eBay order):contains(Failed) [name=ebay_name]",
      run: "click",
    },
    {
      content: "It says why, in words",
      trigger: ".alert-danger:contains(does not know)",
    },
    {
      content: "Requeue",
      trigger: "button.btn-primary[name=action_ebay_requeue]",
      run: "click",
    },
    {
      content: "It waits to be run again",
      trigger: ".o_arrow_button_current[data-value=pending]",
    },
  ],
});

/* Someone who has never seen the system looks for an order that is not in Odoo. */
const lookFor = (number) => [
  {
    content: "Look for the number, as it was pasted",
    trigger: ".o_searchview_input",
    run: `edit ${number}`,
  },
  {
    content: "Search orders for it",
    trigger: ".o_searchview_autocomplete .o-dropdown-item:first",
    run: "click",
  },
];

registry.category("web_tour.tours").add("connector_ebay_sale_missing", {
  steps: () => [
    ...lookFor("13 12345 67890"),
    {
      content: "It is not there: import it",
      trigger: '.o_ebay_import_number:contains("13-12345-67890")',
      run: "click",
    },
    {
      content: "eBay does not have it either, and that is said here",
      trigger: ".o_ebay_import_order [data-state=missing]:contains(13-12345-67890)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_sale_found", {
  steps: () => [
    ...lookFor("13-12345-67890"),
    {
      content: "Import the order that is looked for",
      trigger: ".o_ebay_import_number",
      run: "click",
    },
    {
      content: "It is held; the reason is said here",
      trigger: ".o_ebay_import_order [data-state=held]:contains(Match)",
    },
    {
      content: "Open it",
      trigger: ".o_ebay_open_order",
      run: "click",
    },
    {
      content: "It says what to do",
      trigger: ".o_form_view .alert-warning:contains(Match)",
    },
  ],
});
