import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, type Document, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { TextRange } from '../../model/problem.ts';
import type { ConfigText, EmbeddedText, Notation, TextComment, TextEntry, TextSection } from '../configText.ts';
import { embed, type Block } from './embedded.ts';
import { linesOf, type Lines } from './lines.ts';
import { placesInScalar } from './scalarPlaces.ts';
import { empty, notationsOf, type Notations } from './yamlNotation.ts';

/**
 * Reads a YAML text: every value of its maps is an entry whose key is the path to it, joined by dots. A list of plain values
 * is one entry, joined by commas, as Spring and most programs hand it to Kafka. What containers get as environment
 * (`environment:` as map or list, `env:` with name and value) becomes entries with the variable's name. Aliases and merges
 * give the entries of what they name. Never throws: a text that is broken has the entries that can be read.
 * `readFile` reads a file that stands in the text as a block (a ConfigMap's `data`); undefined: it is none of ours.
 */
export function readYaml(text: string, readFile: ReadFile): ConfigText {
  const lines = linesOf(text);
  const notations = notationsOf(lines);
  const walk = new Walk(text, lines, notations, readFile);
  try {
    // The parser takes quadratic time for brackets within one another.
    if (!isNestedDeeply(text)) for (const [nth, document] of parseAllDocuments(text, quietly).entries()) walk.document(document, nth);
  } catch (error) {
    // Thousands of dashes or maps within one another take the whole stack: no configuration.
    if (!(error instanceof RangeError)) throw error;
  }
  return {
    entries: walk.entries,
    comments: commentsOf(text, lines),
    sections: walk.sections,
    embedded: walk.embedded,
    notation: notations.pair,
  };
}

const quietly = { keepSourceTokens: false, logLevel: 'silent', prettyErrors: false, uniqueKeys: false } as const;

/** "yaml": it is YAML as well. */
export type ReadFile = (text: string, fileName: string) => ConfigText | 'yaml' | undefined;

/** More come only from aliases that name one another: a text of a few lines can mean billions of entries, and of nodes without any. */
const mostEntries = 5000;
const mostNodes = 50_000;
const deepest = 40;

/** More brackets are open at once than any configuration has. */
function isNestedDeeply(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x5b || character === 0x7b) open++;
    else if (character === 0x5d || character === 0x7d) open = Math.max(0, open - 1);
    if (open > 200) return true;
  }
  return false;
}

class Walk {
  readonly entries: TextEntry[] = [];
  readonly embedded: EmbeddedText[] = [];
  readonly sections: TextSection[] = [];
  readonly #text: string;
  readonly #lines: Lines;
  readonly #notations: Notations;
  #isAlias = false;
  #removal: TextRange | undefined;
  readonly #readFile: ReadFile;
  /** An alias names what stands before it: walked in the order of the text, its anchor is known by then. */
  readonly #anchors = new Map<string, unknown>();
  #nth = 0;
  #walked = 0;

  constructor(text: string, lines: Lines, notations: Notations, readFile: ReadFile) {
    this.#text = text;
    this.#lines = lines;
    this.#notations = notations;
    this.#readFile = readFile;
  }

  document(document: Document, nth: number): void {
    this.#anchors.clear();
    this.#nth = nth;
    this.#node(document.contents, '', undefined, 0, new Set());
  }

  /** `key`: the scalar under which the node stands; undefined: an item of a list, or the whole document. */
  #node(node: unknown, path: string, key: Scalar | undefined, depth: number, hidden: ReadonlySet<string>): void {
    if (depth > deepest || this.entries.length > mostEntries || ++this.#walked > mostNodes) return;
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isAlias(node)) {
      // A value that an alias stands for is written elsewhere: its place is that one.
      const outer = this.#isAlias;
      this.#isAlias = true;
      this.#node(this.#anchors.get(node.source), path, key, depth + 1, hidden);
      this.#isAlias = outer;
    } else if (isMap(node)) {
      if (key !== undefined) {
        const keyRange = this.#inside(key);
        this.sections.push({ path, document: this.#nth, keyRange, line: this.#lines.lineOf(keyRange.start) });
      }
      this.#map(node, path, depth, hidden);
    } else if (isSeq(node)) this.#list(node.items, path, key, depth);
    else if (key !== undefined) this.#value(path, key, isScalar(node) ? node : undefined);
  }

  #map(map: YAMLMap, path: string, depth: number, hidden: ReadonlySet<string>): void {
    const own = new Set(map.items.flatMap(({ key }) => (isScalar(key) ? nameOf(key) : [])));
    for (const [nth, { key, value }] of map.items.entries()) {
      if (!isScalar(key)) continue;
      const name = nameOf(key);
      if (hidden.has(name)) continue;
      if (name === '<<') {
        const merged = isSeq(value) ? value.items : [value];
        for (const one of merged) this.#node(one, path, undefined, depth + 1, new Set([...hidden, ...own]));
        continue;
      }
      // Of a map within brackets: commas part its pairs.
      this.#removal = map.flow === true ? removalOf(map.items, nth) : undefined;
      this.#node(value, path === '' ? name : `${path}.${name}`, key, depth + 1, none);
      this.#removal = undefined;
    }
  }

  #list(items: readonly unknown[], path: string, key: Scalar | undefined, depth: number): void {
    const last = key === undefined ? '' : nameOf(key);
    if (last === 'environment' && items.every(isScalar)) {
      for (const item of items) this.#assignment(item, path);
      return;
    }
    if (last === 'env' && items.every(isMap)) {
      for (const item of items) this.#variable(item, path);
      return;
    }
    if (key !== undefined && items.length > 0 && items.every(isScalar)) {
      this.#listOfValues(items, path, key);
      return;
    }
    items.forEach((item, nth) => this.#node(item, `${path}[${nth}]`, undefined, depth + 1, none));
  }

  #value(path: string, key: Scalar, scalar: Scalar | undefined): void {
    const name = nameOf(key);
    const keyRange = this.#inside(key);
    if (scalar?.type === 'BLOCK_LITERAL') {
      const block = this.#block(scalar);
      const found = block && this.#readFile(block.text, name);
      const file = found === 'yaml' ? readYaml(block?.text ?? '', () => undefined) : found;
      if (block && file) {
        this.embedded.push(embed(name, file, block));
        return;
      }
    }
    this.#add({ key: path, name, keyRange }, scalar ?? { ...empty(keyRange.end), value: '' });
  }

  /** An item `NAME=value` of a container's environment. */
  #assignment(item: Scalar, path: string): void {
    const written = String(item.value);
    const equals = written.indexOf('=');
    if (equals < 1) return;
    const places = placesInScalar(this.#text, item);
    const name = written.slice(0, equals);
    this.#add(
      { key: `${path}.${name}`, name, keyRange: places.range(0, equals), notation: this.#notations.assignment },
      { item, from: equals + 1 },
    );
  }

  /** `name: X`, `value: Y`; what comes from elsewhere (`valueFrom`) is nothing that can be judged. */
  #variable(map: YAMLMap, path: string): void {
    const [name, value, elsewhere] = ['name', 'value', 'valueFrom'].map(wanted =>
      map.items.find(({ key }) => isScalar(key) && key.value === wanted),
    );
    if (!isScalar(name?.value)) return;
    const keyRange = this.#inside(name.value);
    const variable = { key: `${path}.${nameOf(name.value)}`, name: nameOf(name.value), keyRange, notation: this.#notations.variable };
    if (isScalar(value?.value)) this.#add(variable, value.value);
    else if (elsewhere) this.#add(variable, { ...empty(keyRange.end), value: '${valueFrom}' });
  }

  #listOfValues(items: readonly Scalar[], path: string, key: Scalar): void {
    const name = nameOf(key);
    const [first, last] = [items[0]?.range?.[0] ?? 0, items.at(-1)?.range?.[1] ?? 0];
    const places = items.map(item => placesInScalar(this.#text, item));
    const starts: number[] = [];
    let value = '';
    for (const item of places) {
      if (value !== '') value += ',';
      starts.push(value.length);
      value += item.value;
    }
    const rangeInValue = (from: number, to: number): TextRange => {
      const itemOf = (index: number): number =>
        Math.max(
          0,
          starts.findLastIndex(start => start <= index),
        );
      const [a, b] = [itemOf(from), itemOf(Math.max(from, to - 1))];
      if (a !== b) return { start: places[a]?.range(from - (starts[a] ?? 0), from - (starts[a] ?? 0)).start ?? first, end: last };
      return places[a]?.range(from - (starts[a] ?? 0), to - (starts[a] ?? 0)) ?? { start: first, end: last };
    };
    const valueRange = (items.length === 1 ? places[0]?.range(0, value.length) : undefined) ?? { start: first, end: last };
    this.#push({ key: path, name, keyRange: this.#inside(key) }, { value, valueRange, rangeInValue, quote: '' });
  }

  #add(named: Named, written: Scalar | { readonly item: Scalar; readonly from: number } | (TextRange & { readonly value: string })): void {
    if ('start' in written) {
      const { value, ...valueRange } = written;
      this.#push(named, { value, valueRange, rangeInValue: () => valueRange, quote: '' });
      return;
    }
    const [scalar, from] = 'item' in written ? [written.item, written.from] : [written, 0];
    const places = placesInScalar(this.#text, scalar);
    const whole = places.value.slice(from);
    // ConfigDef trims every string before it looks at it.
    const value = whole.trim();
    const first = from + whole.indexOf(value);
    const rangeInValue = (a: number, b: number): TextRange => places.range(first + a, first + b);
    this.#push(named, { value, valueRange: rangeInValue(0, value.length), rangeInValue, quote: places.quote });
  }

  #push(named: Named, written: Pick<TextEntry, 'value' | 'valueRange' | 'rangeInValue' | 'quote'>): void {
    const { key, name, keyRange, notation = this.#notations.pair } = named;
    const { valueRange } = written;
    // What an alias stands for is written elsewhere, and stays when this entry goes.
    const isHere = valueRange.start >= keyRange.end && !this.#isAlias;
    const lines = this.#lines.around({ start: keyRange.start, end: isHere ? valueRange.end : keyRange.end });
    const before = this.#text.charAt(keyRange.start - 1);
    const keyIsQuoted = before === '"' || before === "'";
    const keyStart = keyIsQuoted ? keyRange.start - 1 : keyRange.start;
    const indent = notation === this.#notations.pair ? this.#lines.indentOf(keyStart) : this.#lines.blanksBefore(keyStart);
    this.entries.push({
      ...written,
      key,
      name,
      section: key.length > name.length ? key.slice(0, -name.length - 1) : '',
      document: this.#nth,
      keyRange,
      ...(keyIsQuoted && { keyIsQuoted }),
      lines,
      ...(this.#removal && { removal: this.#removal }),
      line: this.#lines.lineOf(keyRange.start),
      lostBackslashes: [],
      malformedEscapes: [],
      continuedLines: [],
      indent,
      inFlow: indent === undefined && /[{,]\s*$/.test(this.#text.slice(Math.max(0, keyStart - 20), keyStart)),
      notation,
    });
  }

  /** The characters of a scalar, without its quotes. */
  #inside(scalar: Scalar): TextRange {
    const places = placesInScalar(this.#text, scalar);
    return places.range(0, places.value.length);
  }

  /** A literal block without its indent, and where its lines stand. */
  #block(scalar: Scalar): Block | undefined {
    const [start, end] = scalar.range ?? [0, 0];
    const header = /^[|>][^\n]*\n/.exec(this.#text.slice(start, end));
    if (!header) return undefined;
    const body = this.#text.slice(start + header[0].length, end);
    const indent = /^(?:[ \t]*\r?\n)*([ ]+)/.exec(body)?.[1];
    if (indent === undefined) return undefined;
    const lineStarts: Block['lineStarts'][number][] = [];
    const parts: string[] = [];
    let at = start + header[0].length;
    for (const line of body.split('\n')) {
      const cut = line.startsWith(indent) ? indent.length : (/^ */.exec(line)?.[0].length ?? 0);
      lineStarts.push({ whole: at, text: at + cut });
      parts.push(line.slice(cut));
      at += line.length + 1;
    }
    return { text: parts.join('\n'), lineStarts, indent, line: this.#lines.lineOf(start) + 1 };
  }
}

/** Up to the next pair, or from the one before: no comma is left over. */
function removalOf(pairs: readonly Pair[], nth: number): TextRange | undefined {
  const startOf = (pair: Pair | undefined): number | undefined => (isScalar(pair?.key) ? pair.key.range?.[0] : undefined);
  const endOf = (pair: Pair | undefined): number | undefined => {
    const last = isNode(pair?.value) ? pair.value : pair?.key;
    return isNode(last) ? last.range?.[1] : undefined;
  };
  const [start, next] = [startOf(pairs[nth]), startOf(pairs[nth + 1])];
  if (start !== undefined && next !== undefined) return { start, end: next };
  const [from, end] = [endOf(pairs[nth - 1]) ?? start, endOf(pairs[nth])];
  return from === undefined || end === undefined ? undefined : { start: from, end };
}

/** A key and where it stands; how it is changed, where it is no pair of a map. */
interface Named {
  readonly key: string;
  readonly name: string;
  readonly keyRange: TextRange;
  readonly notation?: Notation;
}

const none: ReadonlySet<string> = new Set();
const nameOf = (key: Scalar): string => String(key.value);

/** Whole lines, and what stands behind a value: the parser keeps comments without their places. */
function commentsOf(text: string, lines: Lines): readonly TextComment[] {
  const comments: TextComment[] = [];
  for (const found of text.matchAll(/(?<=^[ \t]*|[ \t])#(.*)$/gm)) {
    const isWhole = lines.indentOf(found.index) !== undefined;
    if (isWhole || /^\s*kafka-lint/.test(found[1] ?? ''))
      comments.push({
        text: found[1] ?? '',
        range: { start: found.index, end: found.index + found[0].length },
        line: lines.lineOf(found.index),
      });
  }
  return comments;
}
