// The page of an incident: its folded parts, the buttons at its top, and what it prints.

import { decoded, followedUrl, isCurrentPage, onPage } from "./facets.js";

const FOLDED = "details.pm-fold";
let openedForPrint = [];
let copyTimer;

// Folds the parts that are written open for readers without JavaScript.
function foldParts() {
  for (const part of document.querySelectorAll(`${FOLDED}:not([data-pm-ready])`)) {
    part.open = false;
    part.dataset.pmReady = "";
  }
  openTarget();
}

// Opens the folded part that has the target of the address, or the part right after it.
function openTarget() {
  const target = location.hash && document.getElementById(decoded(location.hash.slice(1)));
  if (!target) return;
  const next = target.nextElementSibling;
  const part = target.closest(FOLDED) ?? (next?.matches(FOLDED) ? next : null);
  if (!part || part.open) return;
  part.open = true;
  target.scrollIntoView();
}

const tools = {
  // Prints the executive summary and the action items only.
  print() {
    document.documentElement.classList.add("pm-one-page");
    window.print();
  },
  async copy(button) {
    // A second click may come while the button still shows the outcome of the first.
    button.dataset.pmName ??= button.textContent;
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
    clearTimeout(copyTimer);
    copyTimer = setTimeout(() => {
      button.textContent = button.dataset.pmName;
    }, 2000);
  },
};

// Shows the buttons, which do nothing without JavaScript.
function showTools() {
  for (const button of document.querySelectorAll("[data-pm-tool][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => tools[button.dataset.pmTool](button));
  }
}

// A printed page is complete, and says where it is from and when it was printed.
function beforePrint() {
  openedForPrint = [...document.querySelectorAll(`${FOLDED}:not([open])`)];
  for (const part of openedForPrint) part.open = true;
  for (const line of document.querySelectorAll(".pm-printed")) {
    const address = line.querySelector("span") ? "" : location.href.split("#")[0];
    const day = new Date().toLocaleDateString("sv"); // as 2026-03-14
    line.dataset.pmPrinted = `${address} printed on ${day}`;
  }
}

function afterPrint() {
  for (const part of openedForPrint) part.open = false;
  openedForPrint = [];
  document.documentElement.classList.remove("pm-one-page");
}

onPage(() => {
  foldParts();
  showTools();
});
addEventListener("hashchange", openTarget);
// A click on a link to the part that the address names already does not change the address.
addEventListener("click", (event) => {
  const url = followedUrl(event);
  if (url?.hash && isCurrentPage(url) && url.search === location.search) setTimeout(openTarget);
});
addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", afterPrint);
