// The search index of the site, which is loaded in small parts. `postmortems/search/index_files.py`
// writes it and describes its files.

const folder = new URL("../../search-index/", import.meta.url);

export class SearchIndex {
  // Returns the index, after its first file is loaded.
  static async load() {
    return new SearchIndex(await loadFile("start.bin", { cache: "no-cache" }));
  }

  constructor(start) {
    this.start = start;
    this.size = start.size;
    this.files = new Map();
    // The postings of the terms that are loaded: [count, documents, impacts].
    this.postings = new Map();
  }

  // Loads the postings of terms. A term that is not in the index has none.
  async loadTerms(terms) {
    const numbers = new Set(terms.map((term) => this.#rangeOf(term)));
    await Promise.all([...numbers].map((number) => this.#loadRange(number)));
  }

  // Loads the postings of the terms that begin with a text.
  async loadPrefix(prefix) {
    const last = this.#rangeOf(`${prefix}\uffff`);
    const numbers = [];
    for (let number = this.#rangeOf(prefix); number <= last; number++) numbers.push(number);
    await Promise.all(numbers.map((number) => this.#loadRange(number)));
  }

  // Returns the terms with a first letter, the most frequent first.
  async vocabulary(letter) {
    return /^[a-z]$/.test(letter) && this.start.letters.includes(letter) ? this.#file(`words-${letter}.bin`) : [];
  }

  // Returns what a result shows of a document.
  document(number) {
    return this.#file(`documents/${number}.bin`);
  }

  // Returns the facets: for each name, the documents of each value in a map.
  facets() {
    this.facetMaps ??= this.#file("facets.bin").then((facets) => {
      const maps = { Kind: this.#kinds() };
      for (const [name, values] of Object.entries(facets)) {
        maps[name] = new Map(values.map(([value, differences]) => [value, new Set(sums(differences))]));
      }
      return maps;
    });
    return this.facetMaps;
  }

  // Returns the documents of each kind.
  #kinds() {
    let first = 0;
    return new Map(
      this.start.kinds.map(([kind, count]) => {
        const numbers = Array.from({ length: count }, (_, place) => first + place);
        first += count;
        return [kind, new Set(numbers)];
      }),
    );
  }

  // Returns the kind of a document. Documents are ordered by their kind.
  kindOf(number) {
    let first = 0;
    for (const [kind, count] of this.start.kinds) {
      first += count;
      if (number < first) return kind;
    }
    throw new RangeError(`there is no document ${number}`);
  }

  has(term) {
    return this.postings.has(term);
  }

  // Returns how many of the counted documents have a term; documentation is not counted.
  count(term) {
    return this.postings.get(term)?.[0] ?? 0;
  }

  // Returns the weight of a term that a number of documents have: its IDF in BM25.
  rarity(count) {
    const size = Math.max(this.start.counted, count);
    return Math.log(1 + (size - count + 0.5) / (count + 0.5));
  }

  // Returns the score of a term in each document that has it: rarity times impact.
  scores(term) {
    const [count, documents, impacts] = this.postings.get(term) ?? [0, [], []];
    const rarity = this.rarity(count);
    return new Map(documents.map((number, place) => [number, (rarity * impacts[place]) / this.start.levels]));
  }

  // Returns the loaded terms that begin with a text, in the order of the index.
  beginningWith(prefix) {
    return [...this.postings.keys()].filter((term) => term.startsWith(prefix)).sort();
  }

  // Returns the number of the file that has a term, if any has it.
  #rangeOf(term) {
    const firstTerms = this.start.firstTerms;
    let [low, high] = [0, firstTerms.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firstTerms[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  async #loadRange(number) {
    if (number < 0 || this.files.has(number)) return this.files.get(number);
    const loading = this.#file(`terms-${number}.bin`).then((terms) => {
      for (const [term, [count, differences, impacts]] of Object.entries(terms)) {
        this.postings.set(term, [count, sums(differences), impacts]);
      }
    });
    this.files.set(number, loading);
    return loading;
  }

  #file(name) {
    if (!this.files.has(name)) this.files.set(name, loadFile(`${name}?v=${this.start.version}`));
    return this.files.get(name);
  }
}

// Loads a file of JSON. It is compressed, unless the server said so and the browser has decompressed it.
async function loadFile(name, options = {}) {
  const response = await fetch(new URL(name, folder), options);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const data = await response.arrayBuffer();
  const isCompressed = new DataView(data).getUint16(0) === 0x1f8b;
  if (!isCompressed) return JSON.parse(new TextDecoder().decode(data));
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// Returns numbers from the differences of each to the one before.
function sums(differences) {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}
