// The rows of a data file (`incidents/table.json` or `actions/table.json`, written by `tables.py`):
// search text, facets, sort order, and the query parameters that store them in the address. A column
// of the file has a list of values, or names a facet.

// The sort value of an ongoing incident is this number plus its age, so that ongoing incidents sort
// after every recorded duration in seconds.
export const ONGOING_OFFSET = 1e12;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

// Compares two texts in the reader's language. Numbers in them compare by value, with or without
// thousands commas.
export function compareText(a, b) {
  const withoutCommas = (text) => text.replace(/(?<=\d),(?=\d{3})/g, "");
  return collator.compare(withoutCommas(a), withoutCommas(b));
}

// Compares two sort values. Missing values (null or undefined) come last in both directions.
export function compareSortValues(a, b, descending) {
  if (a == null || b == null) return (a == null) - (b == null);
  const areNumbers = typeof a === "number" && typeof b === "number";
  const order = areNumbers ? a - b : compareText(String(a), String(b));
  return descending ? -order : order;
}

export class Rows {
  constructor(data, baseUrl) {
    this.baseUrl = baseUrl;
    this.ids = data.ids;
    this.linkTemplate = data.link;
    this.severityRanks = data.ranks ?? {};
    this.noun = data.noun;
    this.hint = data.hint;
    this.columns = data.columns.map((column) => ({ ...column, approximateRows: new Set(column.about) }));
    this.facets = data.facets.map((facet) => ({ ...facet, chosen: new Set() }));
    this.facetByName = new Map(this.facets.map((facet) => [facet.name, facet]));
    this.searchText = "";
    this.sort = null; // or {column, descending}
    this.searchableTexts = this.#searchableTexts();
  }

  // Returns for each row the lower-case text that search words are looked up in: title, id and facet
  // values.
  #searchableTexts() {
    const titles = this.columns.find((column) => column.kind === "link").values;
    const facetTexts = this.facets.map(({ values, rows }) => {
      const valueTexts = values.map(([value, label]) => `${value} ${label}`);
      return rows.map((valueIndexes) => valueIndexes.map((index) => valueTexts[index]).join(" "));
    });
    return titles.map((title, row) =>
      [title, this.ids[row], ...facetTexts.map((texts) => texts[row])].join(" ").toLowerCase(),
    );
  }

  // Returns the indexes of the matching rows, sorted, and `counts[facet][value]`, the number of rows
  // with each value of a facet.
  //
  // A row matches if each word of the search text occurs in it, also within a longer word, and if it
  // has one of the chosen values of each facet. The counts of a facet ignore the choice in that
  // facet, so a row that fails only that facet counts there and nowhere else.
  filter() {
    const { facets, searchableTexts } = this;
    const searchWords = this.searchText.toLowerCase().split(/\s+/).filter(Boolean);
    const chosenFlags = facets.map(({ values, chosen }) =>
      chosen.size ? values.map(([value]) => chosen.has(value)) : null,
    );
    const counts = facets.map(({ values }) => new Uint32Array(values.length));
    const matches = [];
    for (let row = 0; row < searchableTexts.length; row++) {
      if (!searchWords.every((word) => searchableTexts[row].includes(word))) continue;
      let failedFacet = -1;
      let failures = 0;
      for (let index = 0; index < facets.length && failures < 2; index++) {
        if (chosenFlags[index] && !facets[index].rows[row].some((valueIndex) => chosenFlags[index][valueIndex])) {
          failedFacet = index;
          failures++;
        }
      }
      if (failures > 1) continue;
      if (!failures) matches.push(row);
      for (let index = 0; index < facets.length; index++) {
        if (failures && index !== failedFacet) continue;
        for (const valueIndex of facets[index].rows[row]) counts[index][valueIndex]++;
      }
    }
    if (this.sort) {
      const { column, descending } = this.sort;
      const sortValue = this.#sortValueGetter(column);
      matches.sort((a, b) => compareSortValues(sortValue(a), sortValue(b), descending));
    }
    return { matches, counts };
  }

  // Returns a function from the index of a row to its sort value in a column. A row with several
  // values of a facet sorts by the first one.
  #sortValueGetter(column) {
    const { values, ongoing } = column;
    if (ongoing) return (row) => values[row] ?? (row in ongoing ? ONGOING_OFFSET + ongoing[row] : null);
    const facet = this.facetByName.get(column.facet);
    if (!facet) return (row) => values[row];
    return facet.ordered ? (row) => facet.rows[row][0] : (row) => facet.values[facet.rows[row][0]]?.[1];
  }

  // Returns the address of the page of a row. The id of an incident is
  // its name; that of an action item is the name, a space and the anchor of the item.
  url(row) {
    const [id, ...anchor] = this.ids[row].split(" ");
    return new URL(this.linkTemplate.replace("{}", id).replace("{}", anchor.join(" ")), this.baseUrl);
  }

  // Returns whether there is a search text, a chosen facet value or a sort order.
  get hasQuery() {
    return Boolean(this.searchText || this.sort || this.facets.some((facet) => facet.chosen.size));
  }

  clearQuery() {
    this.searchText = "";
    this.sort = null;
    for (const facet of this.facets) facet.chosen.clear();
  }

  // Reads the query from URL parameters: `q`, `sort` (with "-" for descending), and one per facet.
  readQuery(parameters) {
    this.searchText = parameters.get("q") ?? "";
    for (const facet of this.facets) {
      const known = new Set(facet.values.map(([value]) => value));
      facet.chosen = new Set(parameters.getAll(facet.name).filter((value) => known.has(value)));
    }
    const sort = parameters.get("sort") ?? "";
    const column = this.columns.find((candidate) => columnKey(candidate) === sort.replace(/^-/, ""));
    this.sort = column ? { column, descending: sort.startsWith("-") } : null;
  }

  // Writes the query to URL parameters; other parameters stay.
  writeQuery(parameters) {
    for (const name of ["q", "sort", ...this.facetByName.keys()]) parameters.delete(name);
    if (this.searchText.trim()) parameters.set("q", this.searchText.trim());
    for (const { name, chosen } of this.facets) for (const value of chosen) parameters.append(name, value);
    if (this.sort) parameters.set("sort", (this.sort.descending ? "-" : "") + columnKey(this.sort.column));
  }
}

// Returns the name of a column in the address, such as `time-to-resolve`.
function columnKey(column) {
  return column.title.toLowerCase().replace(/[^a-z]+/g, "-");
}
