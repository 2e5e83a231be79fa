// Has the browser keep the door's empty frame, so that it opens without network.
export async function keepFrame({ worker, scope }) {
  const how = { scope, updateViaCache: "none" };
  try {
    return await navigator.serviceWorker.register(worker, { ...how, type: "module" });
  } catch {
    // A browser whose workers know no modules has no Background Sync either, which is all that the module is for.
    return navigator.serviceWorker.register(`${worker}?gewoon`, how);
  }
}
