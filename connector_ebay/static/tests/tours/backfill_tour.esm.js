import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_backfill_start", {
  steps: () => [
    {
      content: "Import",
      trigger: "button.btn-primary[name=import_listings]",
      run: "click",
    },
    {
      content: "A run has started",
      trigger: "[name=notices] .o_field_widget[name=run_progress]",
    },
    {
      content: "The run is in the list of runs",
      trigger: "[name=run_ids] .o_data_row .badge:contains(Running)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_backfill_progress", {
  steps: () => [
    {
      content: "Number of listings done",
      trigger: "[name=notices] .o_field_widget[name=run_done]:contains(200)",
    },
    {
      content: "Total number of listings",
      trigger: "[name=notices] .o_field_widget[name=run_total]:contains(210)",
    },
    {
      content: "Reload",
      trigger: "[name=notices] button[name=action_reload]",
      run: "click",
    },
    {
      content: "The progress bar",
      trigger: "[name=notices] .o_progressbar_value:contains(95)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_backfill_done", {
  steps: () => [
    {
      content: "The run is done",
      trigger: "[name=run_ids] .o_data_row .badge:contains(Done)",
    },
    {
      content: "The progress bar is gone",
      trigger: ".o_form_view:not(:has([name=notices] .o_progressbar))",
    },
    {
      content: "Open the listings",
      trigger: ".oe_stat_button:contains(Listings):contains(210)",
      run: "click",
    },
    {
      content: "Open one",
      trigger: ".o_list_view .o_data_row:has(.badge:contains(Matched)) .o_data_cell",
      run: "click",
    },
    {
      content: "Its SKU has a product",
      trigger: "[name=sku_ids] .o_data_row .badge:contains(Matched)",
    },
    {
      content: "Open the product",
      trigger: "button[name=action_open_product]",
      run: "click",
    },
    {
      content: "The product's eBay tab",
      trigger: ".o_notebook a[name=ebay]",
      run: "click",
    },
    {
      content: "The tab links to the listing",
      trigger: "[name=ebay_sku_ids] .o_data_row button[name=action_open_live_listing]",
    },
  ],
});
