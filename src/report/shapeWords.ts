/** What a value looks like, as it stands after "is": "JSON", "binary, not text". */
export const shapeWords = (shape: string): string => shapes[shape] ?? shape;

const shapes: Readonly<Record<string, string>> = {
  null: 'a tombstone (null)',
  empty: 'empty',
  json: 'JSON',
  text: 'plain text',
  registry: 'in schema registry framing',
  binary: 'binary',
};
