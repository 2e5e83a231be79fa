// Fills the frame's templates. All words stand in the templates, in the person's language; here are only places for values.
//   data-text="name"  the value as text; without a value the element goes
//   data-if="name"    goes unless the value holds
//   data-go="name"    a link to "#" and the value
//   data-map="name"   a link to the phone's own map
//   data-value="name" what a form sends
//   data-dim="name"   quiet, unless the value holds
//   data-list="name"  its inner <template>, once for each of a list
export function fill(id, values) {
  const made = document.getElementById(id).content.cloneNode(true);
  put(made, values);
  return made;
}

function put(made, values) {
  const each = (what, work) => made.querySelectorAll(`[data-${what}]`).forEach((element) => work(element, values[element.dataset[what]]));
  each("if", (element, value) => (!value || value.length === 0) && element.remove());
  each("text", (element, value) => (value ? (element.textContent = value) : element.remove()));
  each("go", (element, value) => (element.href = `#${value}`));
  each("map", (element, value) => (element.href = `geo:0,0?q=${encodeURIComponent(value)}`));
  each("dim", (element, value) => element.classList.toggle("vd-row--done", !value));
  each("value", (element, value) => (element.value = value));
  // Last, so that what the items are filled with is not filled again.
  each("list", (element, items) => {
    const one = element.querySelector("template");
    for (const item of items ?? []) {
      const filled = one.content.cloneNode(true);
      put(filled, typeof item === "string" ? { value: item } : item);
      element.append(filled);
    }
    one.remove();
  });
}
