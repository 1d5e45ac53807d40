// Draws what a search found: the best document first, then groups by kind.

import { element } from "./facets.js";
import { bestPassage, marked } from "./search-passage.js";

const siteUrl = new URL("../../", import.meta.url);
const HEADINGS = {
  Incident: "Incidents",
  Lesson: "Lessons",
  Theme: "Themes",
  Service: "Services",
  Team: "Teams",
  Owner: "Owners",
  Rule: "Rules of check",
  Page: "Documentation",
};
const MOST_SHOWN = { Incident: 5, Lesson: 3, Theme: 3, Service: 3, Team: 3, Owner: 3, Rule: 3, Page: 3 };
const DOCUMENTATION = new Set(["Rule", "Page"]);
const ONE_MORE_STEP = 10;

// Returns the groups of hits, as [{ kind, hits }]: first the best one alone, with no kind, then groups in
// the order of their best ones, those of documentation last.
export function arranged(hits, kindOf) {
  const groups = new Map();
  for (const number of hits.slice(1)) {
    const kind = kindOf(number);
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(number);
  }
  const best = hits.length ? [{ kind: "", hits: hits.slice(0, 1) }] : [];
  const others = [...groups].map(([kind, own]) => ({ kind, hits: own }));
  return [...best, ...others.sort((a, b) => DOCUMENTATION.has(a.kind) - DOCUMENTATION.has(b.kind))];
}

// Returns a group as an element, after the texts of the documents it shows are loaded. `load` returns the
// record of a document, `weights` has the weights of the searched terms.
export async function groupSection({ kind, hits }, load, weights, isOnly) {
  const list = element("ol", { class: "pm-search__results" });
  const more = element("button", { type: "button", class: "md-button pm-search__more" });
  let limit = isOnly ? ONE_MORE_STEP : (MOST_SHOWN[kind] ?? 1);
  const draw = async () => {
    const shown = hits.slice(list.children.length, limit);
    list.append(...(await Promise.all(shown.map(load))).map((record) => card(record, weights)));
    more.hidden = hits.length <= limit;
    more.textContent = `More ${HEADINGS[kind]?.toLowerCase()} (${hits.length - limit})`;
  };
  more.onclick = async () => {
    const next = list.children.length;
    limit += ONE_MORE_STEP;
    await draw();
    list.children[next]?.querySelector("a")?.focus();
  };
  await draw();
  const count = kind ? element("span", { class: "pm-search__count", text: ` ${hits.length}` }) : "";
  const heading = element("p", { class: "pm-search__group" }, HEADINGS[kind] ?? "Best match", count);
  return element("section", { "aria-label": HEADINGS[kind] ?? "Best match" }, heading, list, more);
}

// Returns the suggestions of an empty search as elements.
export function suggestionSections({ recent, frequent }) {
  const section = (heading, records) =>
    element(
      "section",
      { "aria-label": heading },
      element("p", { class: "pm-search__group", text: heading }),
      element("ol", { class: "pm-search__results" }, ...records.map((record) => card(record, new Map()))),
    );
  const help = element("p", {
    class: "pm-search__help",
    text:
      "Type what you see: an error message, an alert, a service, a symptom. Not every word must occur. " +
      'A phrase in "quotation marks" must.',
  });
  const sections = [help];
  if (recent.length) sections.push(section("Recent incidents", recent));
  if (frequent.length) sections.push(section("Lessons taught most often", frequent));
  return sections;
}

// Returns the answer that a document gives: its title and facts, the sentence with the searched words,
// what stopped the incident, its lesson, and what is still open.
function card(record, weights) {
  const passage = bestPassage(record, weights);
  const url = new URL(record.page, siteUrl);
  const rows = [];
  const addRow = (label, ...content) => rows.push(element("dt", { text: label }), element("dd", {}, ...content));
  if (record.stopped) addRow("Stopped by", ...marked(record.stopped, weights));
  const [lesson] = record.lessons ?? [];
  if (lesson) addRow("Lesson", element("a", { href: new URL(lesson[0], siteUrl), text: lesson[1] }));
  const [open, ...others] = record.open ?? [];
  if (open) addRow("Still open", open + (others.length ? ` (and ${others.length} more)` : ""));
  return element(
    "li",
    { class: "pm-search__result" },
    element("a", { class: "pm-search__title", href: url }, ...marked(record.title, weights)),
    element("span", { class: "pm-search__facts", text: [record.kind, ...(record.facts ?? [])].join(" · ") }),
    ...(record.summary && record.summary !== passage?.sentence
      ? [element("p", { class: "pm-search__excerpt" }, ...marked(record.summary, weights))]
      : []),
    ...(passage ? [quotation(passage, url, weights)] : []),
    ...(rows.length ? [element("dl", { class: "pm-search__answer" }, ...rows)] : []),
  );
}

// Returns the quoted sentence, with a link to its section.
function quotation({ anchor, heading, sentence }, url, weights) {
  const paragraph = element("p", { class: "pm-search__excerpt" });
  if (anchor) paragraph.append(element("a", { href: `${url}#${anchor}`, text: heading || anchor }), ": ");
  paragraph.append(...marked(sentence, weights));
  return paragraph;
}
