// What the search and the tables have in common: elements, and facets with counts.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// Draws facets into a place. A facet has a name, a title, the values to show as [value, words,
// count], and the set of those chosen. `open` keeps the open ones; `onChange` is called after a choice.
export function drawFacets(place, facets, open, onChange) {
  const focused = document.activeElement?.dataset?.pmFacet;
  place.replaceChildren(
    ...facets.map(({ name, title, values, chosen }) =>
      element(
        "details",
        {
          class: "pm-facet",
          "data-pm-facet-name": name,
          open: chosen.size > 0 || open.has(name),
          ontoggle: (event) => open[event.target.open ? "add" : "delete"](name),
        },
        element("summary", { text: chosen.size ? `${title} (${chosen.size})` : title }),
        element(
          "ul",
          {},
          ...values.map(([value, words, count]) =>
            element(
              "li",
              {},
              element(
                "label",
                {},
                element("input", {
                  type: "checkbox",
                  checked: chosen.has(value),
                  "data-pm-facet": `${name}:${value}`,
                  onchange: (event) => {
                    chosen[event.target.checked ? "add" : "delete"](value);
                    onChange();
                  },
                }),
                element("span", { text: words }),
                element("span", { class: "pm-facet__count", text: count }),
              ),
            ),
          ),
        ),
      ),
    ),
  );
  if (!focused) return;
  // If the chosen value disappears, focus moves to its facet.
  const name = focused.split(":")[0];
  const there =
    place.querySelector(`[data-pm-facet="${CSS.escape(focused)}"]`) ??
    place.querySelector(`[data-pm-facet-name="${CSS.escape(name)}"] summary`) ??
    place.querySelector("summary");
  there?.focus();
}

// With instant navigation the theme emits an event for every new page; without it there is only this one.
export function onPage(fill) {
  if (window.document$) window.document$.subscribe(fill);
  else fill();
}

// Handles addresses of this page that differ only in their query: a theme that loads pages by script
// takes them for the same page and does nothing. `isHere` returns whether this page has a search or
// a table; `read` applies the address to it.
export function onQuery(isHere, read) {
  addEventListener("popstate", () =>
    setTimeout(() => {
      if (isHere()) read();
    }),
  );
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
        return;
      const url = new URL(link.href, location);
      const same = url.origin === location.origin && url.pathname === location.pathname;
      if (!same || url.hash || url.search === location.search || !isHere()) return;
      event.preventDefault();
      event.stopPropagation();
      history.pushState(null, "", url);
      read();
      scrollTo(0, 0);
    },
    { capture: true },
  );
}
