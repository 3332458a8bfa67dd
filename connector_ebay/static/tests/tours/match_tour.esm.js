import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_match", {
    steps: () => [
        {
            content: "Match Listings",
            trigger: ".oe_stat_button:contains(To Match)",
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
            content: "One fits two products: choose",
            trigger:
                ".o_data_row:contains(TWIN):contains(To choose) [name=proposed_product_id]",
            run: "click",
        },
        {
            content: "Look for the product",
            trigger: ".o_selected_row [name=proposed_product_id] input",
            run: "edit Second twin",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(Second twin)",
            run: "click",
        },
        {
            content: "Keep the choice",
            trigger: ".o_list_button_save",
            run: "click",
        },
        {
            content: "Apply this one",
            trigger: ".o_data_row:contains(TWIN):contains(Chosen) button[name=action_match_apply]",
            run: "click",
        },
        {
            content: "It is linked and gone from the list",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(TWIN)))",
        },
        {
            content: "Apply all that is certain",
            trigger: ".o_control_panel button.btn-primary[name=action_match_apply]",
            run: "click",
        },
        {
            content: "Yes, all",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "What was done is told",
            trigger: ".o_notification:contains(1 linked, 1 products created.)",
        },
        {
            content: "What needs a decision stays",
            trigger:
                ".o_list_view:has(.o_data_row:contains(Nameless)):not(:has(.o_data_row:contains(MUG)))",
        },
        {
            content: "Create its product all the same",
            trigger: ".o_data_row:contains(Nameless) button[name=action_match_create]",
            run: "click",
        },
        {
            content: "Nothing is left",
            trigger: ".o_view_nocontent:contains(Every SKU has its product)",
        },
    ],
});
