import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_sale_where_is_my_order", {
  steps: () => [
    {
      content: "The card says that the account works, and that an order is held",
      trigger: ".o_kanban_record:contains(Demo Shop):contains(Orders today)",
    },
    {
      content: "First click: the held orders",
      trigger: ".o_ebay_issue[name=action_open_held_orders]",
      run: "click",
    },
    {
      content: "Second click: the order",
      trigger: ".o_list_view .o_data_row .o_data_cell[name=external_id]",
      run: "click",
    },
    {
      content: "The reason, without a third click",
      trigger: ".o_form_view .alert .o_field_widget[name=hold_note]",
    },
  ],
});

registry.category("web_tour.tours").add("connector_ebay_sale_orders_stopped", {
  steps: () => [
    {
      content: "The card is red and says which flow fails, and why",
      trigger: ".o_kanban_record .badge.text-bg-danger:contains(Stopped)",
    },
    {
      content: "First click: the account",
      trigger: ".o_kanban_record [name=health_text]:contains(Orders):contains(500)",
      run: "click",
    },
    {
      content: "Second click: try it now",
      trigger:
        "[name=flow_ids] .o_data_row:contains(Orders) button[name=action_try_now]",
      run: "click",
    },
    {
      content: "The run says that it is tried again",
      trigger: "[name=run_ids] .o_data_row:contains(Orders) .badge:contains(Retrying)",
    },
  ],
});
