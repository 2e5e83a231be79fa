// Stands on the page where one signs in: whoever sees that page is not signed in, so nothing on this phone may be read.
import { lock } from "./night.js";

if (globalThis.indexedDB) lock().catch(() => {});
