// Shared by the search and the tables: creation of elements, lists of facets, and page events.

// Returns a new element. The attribute `text` sets its text, `on...` adds an event listener, and
// `true` and `false` set and omit an attribute.
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// The facets of the search, in their order.
export const SEARCH_FACETS = ["Kind", "Severity", "Service", "Year", "Status", "Lesson"];

// Replaces the content of a container by a list of facets, with a checkbox and a count per value.
//
// `facets` is a list of { name, title, values, chosen }: `values` are [value, label, count] in
// their order, `chosen` is the set of chosen values, which the checkboxes change. Facets that are
// open stay open. `onChange` is called after each change of `chosen`. With `asMenus`, only one is
// open at a time, and a choice does not open it.
export function drawFacets(container, facets, onChange, { asMenus = false } = {}) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const focusedName = focused?.closest("details")?.dataset.pmFacetName;
  const openNames = new Set([...container.querySelectorAll("details[open]")].map((facet) => facet.dataset.pmFacetName));
  container.replaceChildren(
    ...facets.map(({ name, title, values, chosen }) =>
      element(
        "details",
        {
          class: "pm-facet",
          "data-pm-facet-name": name,
          name: asMenus && "pm-facet-menu",
          open: openNames.has(name) || (!asMenus && chosen.size > 0),
        },
        element("summary", { text: chosen.size ? `${title} (${chosen.size})` : title }),
        element(
          "ul",
          {},
          ...values.map(([value, label, count]) =>
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
                element("span", { text: label }),
                element("span", { class: "pm-facet__count", text: count }),
              ),
            ),
          ),
        ),
      ),
    ),
  );
  if (focusedName) restoreFocus(container, focusedName, focused.dataset.pmFacet);
}

// Focuses the checkbox that had the focus before the facets were drawn; without one, its facet.
function restoreFocus(container, facetName, checkboxId) {
  const target =
    (checkboxId && container.querySelector(`[data-pm-facet="${CSS.escape(checkboxId)}"]`)) ??
    container.querySelector(`[data-pm-facet-name="${CSS.escape(facetName)}"] summary`) ??
    container.querySelector("summary");
  target?.focus();
}

// Closes the open menu, if there is one, unless the event is within it.
function closeMenu(event) {
  const menu = document.querySelector("details[name=pm-facet-menu][open]");
  if (!menu || (event.type === "click" && menu.contains(event.target))) return;
  menu.open = false;
  if (event.type === "keydown" && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
}

document.addEventListener("click", closeMenu);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu(event);
});

// Calls `callback` on every page. With instant navigation, the theme emits an event per page.
export function onPage(callback) {
  if (window.document$) window.document$.subscribe(callback);
  else callback();
}

// Returns a part of an address without its escapes. Text that is not encoded in UTF-8 stays as it is.
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// Whether a click opens a link in another tab or window, or saves it.
export function isModified(event) {
  return event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

// Returns the address that a click leads to in this window; null if there is none.
export function followedUrl(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.getAttribute("target") || isModified(event)) return null;
  return new URL(link.getAttribute("href"), location);
}

// Whether an address is that of the current page, with any query and anchor.
export function isCurrentPage(url) {
  return url.origin === location.origin && url.pathname === location.pathname;
}

// Calls `callback` when only the query of the page's address changes: on back, forward, and links.
// The theme's instant navigation does nothing then, because it compares addresses without queries.
// `isActive` returns whether the current page has a search or a table that depends on the query.
export function onQuery(isActive, callback) {
  addEventListener("popstate", () =>
    setTimeout(() => {
      if (isActive()) callback();
    }),
  );
  document.addEventListener(
    "click",
    (event) => {
      const url = followedUrl(event);
      if (!url || !isCurrentPage(url) || url.hash || url.search === location.search || !isActive()) return;
      event.preventDefault();
      event.stopPropagation();
      history.pushState(null, "", url);
      callback();
      scrollTo(0, 0);
    },
    { capture: true },
  );
}
