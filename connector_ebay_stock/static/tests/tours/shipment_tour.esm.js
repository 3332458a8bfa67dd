import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("connector_ebay_stock_ship", {
    steps: () => [
        {
            content: "Where the carrier is",
            trigger: ".o_form_view .nav-link[name=extra]",
            run: "click",
        },
        {
            content: "The number, as it is on the label",
            trigger: "[name=carrier_tracking_ref] input",
            run: "edit DHL 001",
        },
        {
            content: "It leaves",
            trigger: "button[name=button_validate]:visible",
            run: "click",
        },
        {
            content: "Done, and on its way to eBay",
            trigger: "[name=ebay_fulfillment_state]:contains(To send)",
        },
    ],
});

registry.category("web_tour.tours").add("connector_ebay_stock_shipped", {
    steps: () => [
        {
            content: "eBay has it",
            trigger: "[name=ebay_fulfillment_state]:contains(On eBay)",
        },
        {
            content: "What eBay was told",
            trigger: "button[name=action_open_ebay_fulfillments]",
            run: "click",
        },
        {
            content: "One parcel, with the number as eBay takes it",
            trigger: ".o_data_row:contains(DHL001):contains(On eBay) td[name=tracking_number]",
            run: "click",
        },
        {
            content: "Its items, and the number as typed",
            trigger: ".o_form_view:contains(DHL 001) .o_data_row:contains(Mug)",
        },
    ],
});
