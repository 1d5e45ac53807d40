// Chooses and marks the sentence that a result quotes, as `postmortems/search/passage.py` does.

import { element } from "./facets.js";
import { chunks, indexTerms } from "./search-words.js";

const SENTENCE_END = /(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!\bvs\.)\s+(?=[^a-z])/;

// Returns the sentence of a document with the rarest of the searched terms: { anchor, heading, sentence },
// or undefined if none has any. `weights` has the weight of each searched term.
export function bestPassage(record, weights) {
  let best;
  let most = 0;
  for (const [anchor, heading, texts] of record.parts ?? []) {
    for (const sentence of texts.filter((text) => text !== record.title).flatMap((text) => text.split(SENTENCE_END))) {
      const terms = new Set(chunks(sentence).flatMap(indexTerms));
      let score = 0;
      weights.forEach((weight, term) => {
        if (terms.has(term)) score += weight;
      });
      if (score > most) {
        best = { anchor, heading, sentence };
        most = score;
      }
    }
  }
  return best;
}

// Returns a text as nodes, with the searched words in `mark` elements.
export function marked(text, weights) {
  const nodes = [];
  let rest = text;
  for (const chunk of chunks(text)) {
    const place = rest.indexOf(chunk);
    // Chunks are without accents; a word with one is not marked.
    if (place < 0 || !indexTerms(chunk).some((term) => weights.has(term))) continue;
    nodes.push(rest.slice(0, place), element("mark", { text: chunk }));
    rest = rest.slice(place + chunk.length);
  }
  return [...nodes, rest];
}

// Returns a word with a term as the text of a document spells it, or undefined.
export function spelled(record, term) {
  const texts = [record.title, ...(record.parts ?? []).flatMap(([, , texts]) => texts)];
  for (const text of texts) {
    const chunk = chunks(text).find((one) => indexTerms(one).includes(term));
    if (chunk) return chunk.toLowerCase();
  }
  return undefined;
}
