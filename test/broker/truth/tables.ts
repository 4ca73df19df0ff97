// What Kafka's tools print, as rows by column.

/** The tables in a tool's output: a header of capitals, then lines with a word a column. A cell is empty where the header says nothing of it. */
export function tablesIn(text: string): readonly Readonly<Record<string, string>>[] {
  const rows: Record<string, string>[] = [];
  let columns: readonly { readonly name: string; readonly from: number }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') columns = [];
    else if (/^GROUP\s/.test(line)) columns = [...line.matchAll(/\S+(?: \(ID\))?/g)].map(({ 0: name, index: from }) => ({ name, from }));
    else if (columns.length > 0) rows.push(rowOf(line, columns));
  }
  return rows;
}

/**
 * Columns are padded to their widest cell, yet a cell may be wider than the tool had thought: where there is a word for each column,
 * words are counted. Where a cell is empty, places are.
 */
function rowOf(line: string, columns: readonly { readonly name: string; readonly from: number }[]): Record<string, string> {
  const words = line.trim().split(/\s+(?!\s*\(\d+\))/);
  const last = columns.length - 1;
  return Object.fromEntries(
    columns.map(({ name, from }, index) => {
      if (words.length <= last) return [name, line.slice(from, columns[index + 1]?.from).trim()];
      return [name, (index === last ? words.slice(index).join(' ') : words[index]) ?? ''];
    }),
  );
}
