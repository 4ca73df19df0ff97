import { compile, JSONPathError, type JSONPathQuery } from 'json-p3';
import { scanJson } from './json.ts';

/** A place in a JSON value: names of members and indexes of entries, from the outside in. */
export type JsonLocation = readonly (string | number)[];

export interface JsonFound {
  readonly location: JsonLocation;
  /** As it is written in the text: 18.90 stays 18.90, and a long keeps all of its digits. */
  readonly written: string;
}

export interface JsonPathFault {
  /** Index into the path. */
  readonly at: number;
  readonly message: string;
}

/** A path by RFC 9535, made ready to be asked of many texts. */
export class JsonPath {
  readonly #query: JSONPathQuery;

  constructor(query: JSONPathQuery) {
    this.#query = query;
  }

  /**
   * What the path leads to, in the text's own spelling; empty where it leads to nothing. `json`: the text, parsed.
   * Throws SyntaxError on what is not JSON.
   */
  find(text: string, json: unknown = JSON.parse(text)): readonly JsonFound[] {
    const locations = this.#nodes(json).map(({ location }): JsonLocation => location);
    if (locations.length === 0) return [];
    const written = slicesAt(text, locations);
    return locations.map((location, at) => ({ location, written: written[at] ?? '' }));
  }

  /** The same on a value that is parsed already: quick, but numbers are what JSON.parse made of them. */
  values(json: unknown): readonly unknown[] {
    return this.#nodes(json).map(({ value }) => value);
  }

  #nodes(json: unknown) {
    return this.#query.query(json as Parameters<JSONPathQuery['query']>[0]).nodes;
  }
}

/** A path, or where and why it is none. Nothing of it is ever evaluated as code. */
export function compilePath(path: string): { readonly path: JsonPath } | { readonly fault: JsonPathFault } {
  try {
    return { path: new JsonPath(compile(path)) };
  } catch (thrown) {
    if (!(thrown instanceof JSONPathError)) throw thrown;
    return { fault: { at: thrown.token.index, message: thrown.message } };
  }
}

/** Wanted places as a tree; `of` lists which of them end here. */
interface Branch {
  readonly next: Map<string | number, Branch>;
  readonly of: number[];
}

/** A container that is open: which branch it is, and which of its members comes next. */
interface Opened {
  readonly branch: Branch | undefined;
  readonly start: number;
  at: string | number;
}

/** The texts at these places, read in one go. Of a member that is there twice the last counts, as for JSON.parse. */
function slicesAt(text: string, locations: readonly JsonLocation[]): readonly string[] {
  const found: string[] = [];
  const opened: Opened[] = [];
  const root = treeOf(locations);
  const branchHere = (): Branch | undefined => {
    const inside = opened.at(-1);
    return inside ? inside.branch?.next.get(inside.at) : root;
  };
  const keep = (branch: Branch | undefined, start: number, end: number) => {
    for (const index of branch?.of ?? []) found[index] = text.slice(start, end);
  };
  scanJson(text, (token, start, end) => {
    const inside = opened.at(-1);
    if (token === 'key' && inside) inside.at = JSON.parse(text.slice(start, end)) as string;
    else if (token === 'comma' && typeof inside?.at === 'number') inside.at++;
    else if (token === 'open') opened.push({ branch: branchHere(), start, at: text[start] === '[' ? 0 : '' });
    else if (token === 'close') keep(inside?.branch, opened.pop()?.start ?? start, end);
    else if (token === 'string' || token === 'number' || token === 'word') keep(branchHere(), start, end);
    return true;
  });
  return found;
}

function treeOf(locations: readonly JsonLocation[]): Branch {
  const root: Branch = { next: new Map(), of: [] };
  locations.forEach((location, index) => {
    let branch = root;
    for (const step of location) {
      const next = branch.next.get(step) ?? { next: new Map(), of: [] };
      branch.next.set(step, next);
      branch = next;
    }
    branch.of.push(index);
  });
  return root;
}
