import {AutoComplete} from "@web/core/autocomplete/autocomplete";
import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/**
 * The values of an item specific, a list of texts. What eBay offers is searched on the
 * server, because a brand may be one of ten thousand. It depends on the values of the
 * other item specifics, which are lines of the same form.
 */
export class AspectValueField extends Component {
  static template = "connector_ebay.AspectValueField";
  static components = {AutoComplete};
  static props = {...standardFieldProps};

  setup() {
    this.orm = useService("orm");
    this.notification = useService("notification");
  }

  get values() {
    return this.props.record.data[this.props.name] || [];
  }

  get line() {
    return this.props.record.data;
  }

  get isMultiple() {
    return this.line.is_multiple;
  }

  get placeholder() {
    if (this.line.is_mixed && !this.values.length) {
      return _t("Different values");
    }
    if (this.line.is_closed) {
      return _t("Choose");
    }
    return "";
  }

  get sources() {
    return [{options: (text) => this.loadOptions(text), placeholder: _t("Searching")}];
  }

  /** Return the values of all lines, as they are on the screen. */
  get given() {
    const lines = this.props.record.model.root.data.line_ids?.records || [];
    return Object.fromEntries(
      lines
        .filter((line) => line.data.values?.length)
        .map((line) => [line.data.name, line.data.values])
    );
  }

  async loadOptions(text) {
    if (!this.props.record.resId) {
      return [];
    }
    const shown = this.isMultiple || text !== this.values[0] ? text : "";
    const found = await this.orm.call("ebay.aspect.form.line", "search_values", [
      [this.props.record.resId],
      shown,
      this.given,
    ]);
    const options = found.values
      .filter((value) => !this.isMultiple || !this.values.includes(value))
      .map((value) => ({label: value, onSelect: () => this.add(value)}));
    if (found.more) {
      options.push({
        label: _t("%s more: type to search", found.more),
        cssClass: "text-muted",
      });
    }
    if (!options.length && this.line.is_closed) {
      options.push({label: _t("eBay has no such value"), cssClass: "text-muted"});
    }
    return options;
  }

  update(values) {
    return this.props.record.update({[this.props.name]: values, is_mixed: false});
  }

  add(value) {
    if (!this.isMultiple) {
      return this.update([value]);
    }
    if (!this.values.includes(value)) {
      return this.update([...this.values, value]);
    }
  }

  remove(value) {
    return this.update(this.values.filter((one) => one !== value));
  }

  /** Take what was typed before the row closes: its input then tells of no change. */
  onKeydown(ev) {
    const isInput = ev.target.matches(".o-autocomplete--input");
    if (isInput && ["Tab", "Enter"].includes(ev.key)) {
      this.onChange({inputValue: ev.target.value});
    }
  }

  /** Take what was typed; if eBay has a list, only what is in it. */
  async onChange({inputValue, isOptionSelected}) {
    const text = (inputValue || "").trim();
    if (isOptionSelected) {
      return;
    }
    if (!text) {
      if (!this.isMultiple && this.values.length) {
        await this.update([]);
      }
      return;
    }
    if (text === this.values[0]) {
      return;
    }
    if (!this.line.is_closed) {
      await this.add(text);
      return;
    }
    const found = await this.orm.call("ebay.aspect.form.line", "search_values", [
      [this.props.record.resId],
      text,
      this.given,
    ]);
    const same = found.values.find(
      (value) => value.toLowerCase() === text.toLowerCase()
    );
    if (same) {
      await this.add(same);
      return;
    }
    this.notification.add(
      _t("eBay offers no '%(value)s' for %(name)s. Choose one of its values.", {
        value: text,
        name: this.line.name,
      }),
      {type: "warning"}
    );
    await this.update([...this.values]);
  }
}

export const aspectValueField = {
  component: AspectValueField,
  displayName: _t("Values of an item specific"),
  supportedTypes: ["json"],
  fieldDependencies: [
    {name: "name", type: "char"},
    {name: "is_multiple", type: "boolean"},
    {name: "is_closed", type: "boolean"},
    {name: "is_mixed", type: "boolean"},
  ],
};

registry.category("fields").add("ebay_aspect_value", aspectValueField);
