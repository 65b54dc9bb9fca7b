// "Did you mean …?"
//
// Owns: the distance between two words. In: a word and the words known. Out: the nearest, if it is
// near enough to be what was meant. Must not: guess at short words.
// Source: Damerau–Levenshtein, restricted edit distance.

/** Insertions, deletions, substitutions and swaps of neighbours from `a` to `b`. */
export function distance(a, b) {
  const rows = [[...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/** However it was typed: in full width, or with its marks apart. */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** The known word that was probably meant, or undefined. */
export function nearest(word, known) {
  const letters = plain(word);
  const near = known.map((one) => [distance(letters, plain(one)), one]);
  const [best] = near.sort((a, b) => a[0] - b[0]);
  return best && best[0] < letters.length && best[0] <= Math.max(1, Math.floor(best[1].length / 3)) ? best[1] : undefined;
}
