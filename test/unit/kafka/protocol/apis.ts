import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DeclaredApi, DeclaredData } from '../../../../src/kafka/protocol/schema.ts';

const protocol = path.resolve(import.meta.dirname, '../../../../src/kafka/protocol');

/** Everything that the files of a folder export. Read from the disk, so that no declaration can be left out of the tests. */
async function exportsOf(...folder: string[]): Promise<readonly { readonly file: string; readonly exported: unknown }[]> {
  const files = readdirSync(path.join(protocol, ...folder)).filter(file => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map(async file => ({ file, module: (await import(pathToFileURL(path.join(protocol, ...folder, file)).href)) as object })),
  );
  return modules.flatMap(({ file, module }) => Object.values(module).map((exported: unknown) => ({ file, exported })));
}

const has = (exported: unknown, ...fields: string[]): boolean =>
  typeof exported === 'object' && exported !== null && fields.every(field => field in exported);

const declaredIn = (await exportsOf('apis')).filter(({ exported }) => has(exported, 'request', 'response', 'versions'));

/** Every API that is declared, by its number in Kafka. */
export const apis = declaredIn.map(({ exported }) => exported as DeclaredApi<never, unknown>).sort((a, b) => a.key - b.key);

/** The file of each API, by the API's name. */
export const fileOf: ReadonlyMap<string, string> = new Map(
  declaredIn.map(({ file, exported }) => [(exported as DeclaredApi<never, unknown>).name, file]),
);

/** Every kind of data with a version of its own inside an API's bytes. */
export const versionedData = (await exportsOf())
  .map(({ exported }) => exported)
  .filter(exported => has(exported, 'newest', 'shape', 'decode')) as readonly DeclaredData<unknown>[];

/** Each API in each of its versions. */
export const versionsOf = ({ versions: [oldest, newest] }: DeclaredApi<never, unknown>): readonly number[] =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index);
