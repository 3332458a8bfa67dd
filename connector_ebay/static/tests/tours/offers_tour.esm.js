import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_take_over", {
  steps: () => [
    {
      content: "Open the settings",
      trigger: ".o_notebook .nav-link:contains(Settings)",
      run: "click",
    },
    {
      content: "What would change?",
      trigger: "button[name=action_take_over]",
      run: "click",
    },
    {
      content: "The preview says it, with a warning",
      trigger: ".o_data_row:contains(MUG):contains(sold out)",
    },
    {
      content: "By default nothing changes on eBay",
      trigger: ".o_field_widget[name=quantity_choice] input[data-value=keep]:checked",
    },
    {
      content: "Send Odoo's quantities",
      trigger: ".o_field_widget[name=quantity_choice] input[data-value=odoo]",
      run: "click",
    },
    {
      content: "Take over",
      trigger: "button[name=action_confirm]",
      run: "click",
    },
    {
      content: "Yes",
      trigger: ".modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "Odoo is master now",
      trigger: ".o_arrow_button_current:contains(Odoo is master)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_release", {
  steps: () => [
    {
      content: "The held batch",
      trigger: ".o_data_cell:contains(Too many SKUs go to zero)",
      run: "click",
    },
    {
      content: "Nothing was sent",
      trigger: ".alert:contains(Nothing was sent)",
    },
    {
      content: "Release it",
      trigger: "button[name=action_open_release]",
      run: "click",
    },
    {
      content: "The dialog says how many would be sold out",
      trigger: ".modal .alert-danger:contains(9):contains(sold out)",
    },
    {
      content: "Yes, that is right",
      trigger: ".modal-footer button[name=action_release]",
      run: "click",
    },
    {
      content: "It is released",
      trigger: ".o_form_view:has(.o_statusbar_status:contains(Released))",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_try_again", {
  steps: () => [
    {
      content: "The SKU that eBay refused",
      trigger: ".o_data_row:contains(MUG) .o_data_cell:contains(Error)",
      run: "click",
    },
    {
      content: "In eBay's words",
      trigger: ".alert-danger:contains(eBay refuses the quantity)",
    },
    {
      content: "It was mended: try again",
      trigger: "button[name=action_try_again]",
      run: "click",
    },
    {
      content: "It is on its way",
      trigger: ".o_field_widget[name=status]:contains(Waiting)",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_review_settings", {
  steps: () => [
    {
      content: "Open the prices and guards",
      trigger: ".o_notebook .nav-link:contains(Prices and Guards)",
      run: "click",
    },
    {
      content: "Round prices",
      trigger: ".o_field_widget[name=price_rounding] input",
      run: "edit 7",
    },
    {
      content: "Save",
      trigger: ".o_form_button_save",
      run: "click",
    },
    {
      content: "The preview opens: nothing was sent",
      trigger: ".o_form_view .alert-info:contains(Nothing has been sent)",
    },
    {
      content: "It says how much prices change",
      trigger: ".o_field_widget[name=price_note]:contains(median)",
    },
    {
      content: "Discard",
      trigger: "button[name=action_discard]",
      run: "click",
    },
    {
      content: "Yes",
      trigger: ".modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "The setting is as before",
      trigger: ".o_arrow_button_current:contains(Discarded)",
    },
  ],
});
