import {isBarcodeScannerSupported} from "@web/core/barcode/barcode_video_scanner";
import {scanBarcode} from "@web/core/barcode/barcode_dialog";
import {registry} from "@web/core/registry";
import {CharField, charField} from "@web/views/fields/char/char_field";

/** A text with a button that reads it with the camera of a phone. */
export class ScanField extends CharField {
  static template = "connector_ebay_stock.ScanField";

  get canScan() {
    return !this.props.readonly && isBarcodeScannerSupported();
  }

  async scan() {
    const code = await scanBarcode(this.env);
    if (code) {
      await this.props.record.update({[this.props.name]: code});
    }
  }
}

registry.category("fields").add("ebay_scan", {...charField, component: ScanField});
