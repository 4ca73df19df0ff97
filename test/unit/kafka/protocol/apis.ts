import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { DeclaredApi, DeclaredData } from '../../../../src/kafka/protocol/schema.ts';

const protocol = path.resolve(import.meta.dirname, '../../../../src/kafka/protocol');

/** Loads at once: mocha takes no file that waits at its top. */
const load = createRequire(import.meta.url);

/** Everything that the files of a folder export. Read from the disk, so that no declaration can be left out of the tests. */
function exportsOf(...folder: string[]): readonly { readonly file: string; readonly exported: unknown }[] {
  const files = readdirSync(path.join(protocol, ...folder)).filter(file => file.endsWith('.ts'));
  return files.flatMap(file =>
    Object.values(load(path.join(protocol, ...folder, file)) as object).map((exported: unknown) => ({ file, exported })),
  );
}

const has = (exported: unknown, ...fields: string[]): boolean =>
  typeof exported === 'object' && exported !== null && fields.every(field => field in exported);

const declaredIn = exportsOf('apis').filter(({ exported }) => has(exported, 'request', 'response', 'versions'));

/** Every API that is declared, by its number in Kafka. */
export const apis = declaredIn.map(({ exported }) => exported as DeclaredApi<never, unknown>).sort((a, b) => a.key - b.key);

/** The file of each API, by the API's name. */
export const fileOf: ReadonlyMap<string, string> = new Map(
  declaredIn.map(({ file, exported }) => [(exported as DeclaredApi<never, unknown>).name, file]),
);

/** Every kind of data with a version of its own inside an API's bytes. */
export const versionedData = exportsOf()
  .map(({ exported }) => exported)
  .filter(exported => has(exported, 'newest', 'shape', 'decode')) as readonly DeclaredData<unknown>[];

/** Each API in each of its versions. */
export const versionsOf = ({ versions: [oldest, newest] }: DeclaredApi<never, unknown>): readonly number[] =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index);
