import {registry} from "@web/core/registry";

const draft = (text) => `.o_data_row:contains(${text})`;

registry.category("web_tour.tours").add("connector_ebay_publish", {
  steps: () => [
    {
      content: "The products to list",
      trigger: ".o_list_view .o_data_row:contains(Bohrer-Set T-9)",
    },
    {
      content: "Select all of them",
      trigger: ".o_list_view thead .o_list_record_selector input",
      run: "click",
    },
    {
      content: "Actions",
      trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
      run: "click",
    },
    {
      content: "List on eBay",
      trigger: ".o-dropdown--menu .o_menu_item:contains(List on eBay)",
      run: "click",
    },
    {
      content: "Ten products, one template",
      trigger: ".modal .o_data_row:contains(Germany):contains(10)",
    },
    {
      content: "Create the drafts",
      trigger: ".modal-footer button[name=action_create]:visible",
      run: "click",
    },
    {
      content: "The draft with a problem: open it",
      trigger: `${draft("Bohrer-Set T-3")} button[name=action_open_draft]`,
      run: "click",
    },
    {
      content: "The problem has its button",
      trigger: `.o_form_view ${draft("Marke")} button[name=action_fix]:contains(Fill In)`,
      run: "click",
    },
    {
      content: "What was asked for comes first",
      trigger: ".modal .o_data_row:first-child:contains(Marke) [name=values]",
      run: "click",
    },
    {
      content: "Type a value",
      trigger: ".modal .o_selected_row .o-autocomplete--input",
      run: "edit Fennholm",
    },
    {
      content: "Leave the row with the keyboard",
      trigger: ".modal .o_selected_row .o-autocomplete--input",
      run: "press Tab",
    },
    {
      content: "It has been taken",
      trigger: ".modal .o_data_row:first-child:contains(Fennholm)",
    },
    {
      content: "Save",
      trigger: ".modal-footer button[name=action_save]",
      run: "click",
    },
    {
      content: "It is ready: look at it as a buyer",
      trigger: ".o_form_view:not(:has(.alert-danger)) button[name=action_preview]",
      run: "click",
    },
    {
      content: "The preview is a page of its own",
      trigger: ".modal iframe[sandbox='allow-same-origin']",
    },
    {
      content: "Close it",
      trigger: ".modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "Back to the drafts",
      trigger: "body:not(:has(.modal)) .o_back_button",
      run: "click",
    },
    {
      content: "All are ready",
      trigger: ".o_list_view:not(:has(.o_form_view)) .o_data_row:contains(T-3):contains(Ready)",
    },
    {
      content: "Select all",
      trigger: ".o_list_view thead .o_list_record_selector input:not(:checked)",
      run: "click",
    },
    {
      content: "Ten are selected",
      trigger: ".o_control_panel:contains(10 selected)",
    },
    {
      content: "Publish",
      trigger: ".o_control_panel button[name=action_publish]",
      run: "click",
    },
    {
      content: "The progress",
      trigger: ".o_form_view [name=progress]",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_published", {
  steps: () => [
    {
      content: "All are on eBay",
      trigger: ".o_form_view .alert-success:contains(All listings are on eBay)",
    },
    {
      content: "Open them",
      trigger: "button.oe_stat_button[name=action_open_listings]",
      run: "click",
    },
    {
      content: "Each is published",
      trigger: ".o_list_view .o_data_row:contains(Published)",
    },
  ],
});
