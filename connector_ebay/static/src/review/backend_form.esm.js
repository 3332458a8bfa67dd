import {LiveFormController} from "@connector_ebay/dashboard/live_views.esm";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";

/**
 * The form of an account. If what was saved would change prices or quantities on eBay,
 * it opens the preview, in which a person applies or discards the change.
 */
export class EbayBackendFormController extends LiveFormController {
  async save(params) {
    const saved = await super.save(params);
    const {resId} = this.model.root;
    if (saved && resId && params?.reload !== false) {
      await this.openReview(resId);
    }
    return saved;
  }

  async openReview(resId) {
    const [account] = await this.orm.read(
      "ebay.backend",
      [resId],
      ["review_open", "review_complete"]
    );
    // Once it is complete it was shown; the form's notice leads to it.
    if (account.review_open && !account.review_complete) {
      const action = await this.orm.call("ebay.backend", "action_review_changes", [
        [resId],
      ]);
      if (action) {
        await this.env.services.action.doAction(action);
      }
    }
  }
}

registry.category("views").add("ebay_backend_form", {
  ...formView,
  Controller: EbayBackendFormController,
});
