import {Component, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * A page in a frame of its own: no script runs in it, nothing can be sent from it. It
 * has the origin of Odoo only to load the pictures of the products.
 */
export class SandboxedPageField extends Component {
  static template = xml`
    <iframe
      class="w-100 border rounded bg-white"
      style="height: 65vh"
      sandbox="allow-same-origin"
      title="Preview"
      t-att-srcdoc="props.record.data[props.name] || ''"
    />`;
  static props = {...standardFieldProps};
}

registry.category("fields").add("ebay_sandboxed_page", {
  component: SandboxedPageField,
  supportedTypes: ["text"],
});
