import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_requeue", {
  steps: () => [
    {
      content: "Open the job that failed",
      trigger: ".o_data_row:contains(Import listing 1):contains(Failed) [name=ebay_name]",
      run: "click",
    },
    {
      content: "It says why, in eBay's words",
      trigger: ".alert-danger:contains(Item cannot be read)",
    },
    {
      content: "Technical details are not for users",
      trigger: ".o_form_view:not(:has(.o_notebook))",
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
    {
      content: "Back to the jobs",
      trigger: ".o_breadcrumb a:contains(Jobs)",
      run: "click",
    },
    {
      content: "The list has the news",
      trigger: ".o_data_row:contains(Import listing 1):contains(Waiting)",
    },
    {
      content: "Select the other one",
      trigger:
        ".o_data_row:contains(Import listing 2):contains(Failed) .o_list_record_selector input",
      run: "click",
    },
    {
      content: "It is selected",
      trigger: ".o_control_panel .o_selection_box:contains(1)",
    },
    {
      content: "Requeue what is selected",
      trigger: ".o_control_panel button[name=action_ebay_requeue]",
      run: "click",
    },
    {
      content: "It waits, too",
      trigger: ".o_data_row:contains(Import listing 2):contains(Waiting)",
    },
  ],
});
