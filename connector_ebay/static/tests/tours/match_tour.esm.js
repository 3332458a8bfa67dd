import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_match", {
  steps: () => [
    {
      content: "Match Listings",
      trigger: "[name=issues] button[name=action_match_listings]",
      run: "click",
    },
    {
      content: "A product was found for one SKU",
      trigger: ".o_data_row:contains(MUG):contains(Our mug):contains(To link)",
    },
    {
      content: "Another has none yet",
      trigger: ".o_data_row:contains(JUG):contains(To create)",
    },
    {
      content: "One has no SKU",
      trigger: ".o_data_row:contains(Nameless):contains(No SKU)",
    },
    {
      content: "One matches two products: choose",
      trigger:
        ".o_data_row:contains(TWIN):contains(To choose) [name=proposed_product_id]",
      run: "click",
    },
    {
      content: "Search for the product",
      trigger: ".o_selected_row [name=proposed_product_id] input",
      run: "edit Second twin",
    },
    {
      content: "Choose it",
      trigger: ".o-autocomplete--dropdown-item:contains(Second twin)",
      run: "click",
    },
    {
      content: "Save the choice",
      trigger: ".o_list_button_save",
      run: "click",
    },
    {
      content: "Apply this one",
      trigger:
        ".o_data_row:contains(TWIN):contains(Chosen) button[name=action_match_apply]",
      run: "click",
    },
    {
      content: "It is linked and no longer in the list",
      trigger: ".o_list_view:not(:has(.o_data_row:contains(TWIN)))",
    },
    {
      content: "Apply all that is certain",
      trigger: ".o_control_panel button.btn-primary[name=action_match_apply]",
      run: "click",
    },
    {
      content: "Confirm",
      trigger: ".modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "A notification states the result",
      trigger: ".o_notification:contains(1 linked, 1 products created.)",
    },
    {
      content: "SKUs that need a decision stay in the list",
      trigger:
        ".o_list_view:has(.o_data_row:contains(Nameless)):not(:has(.o_data_row:contains(MUG)))",
    },
    {
      content: "Create a product for the SKU that is empty on eBay",
      trigger: ".o_data_row:contains(Nameless) button[name=action_match_create]",
      run: "click",
    },
    {
      content: "The list is empty",
      trigger: ".o_view_nocontent:contains(Every SKU has a product)",
    },
  ],
});
