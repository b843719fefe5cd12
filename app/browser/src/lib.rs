//! Entry of the browser part: wakes the islands that are on the page. Holds no code of its own; the islands live in
//! `app` and are kept by name, so that crate must be linked even though nothing here calls it.

use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
