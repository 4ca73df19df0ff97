import { existsSync } from 'node:fs';
import path from 'node:path';
import { resolveFile } from './connectionSettings.ts';
import type { TlsDefinition } from './definition.ts';
import type { FileCluster } from './fromClient.ts';

/**
 * The definition of a client's cluster with its certificates as paths that hold wherever it is kept. A client's relative path
 * starts where the client runs; `folders` are where that may be, the likeliest first.
 */
export function withFiles({ definition }: FileCluster, folders: readonly string[]): FileCluster['definition'] {
  const { tls, sasl, schemaRegistry } = definition;
  const place = (file: string): string => {
    const places = /^~/.test(file) ? [resolveFile(file, undefined)] : placesOfFile(file, folders);
    return places.find(choice => existsSync(choice)) ?? places[0] ?? file;
  };
  const placed = <Definition extends object>(from: Definition, keys: readonly (keyof Definition)[]): Definition => ({
    ...from,
    ...Object.fromEntries(keys.flatMap(key => (typeof from[key] === 'string' ? [[key, place(from[key])]] : []))),
  });
  const files: readonly (keyof TlsDefinition)[] = ['caFile', 'certFile', 'keyFile', 'keyStoreFile'];
  return {
    ...definition,
    ...(typeof tls === 'object' ? { tls: placed(tls, files) } : {}),
    ...(sasl && 'tokenEndpoint' in sasl ? { sasl: placed(sasl, ['tokenCaFile']) } : {}),
    ...(schemaRegistry?.tls ? { schemaRegistry: { ...schemaRegistry, tls: placed(schemaRegistry.tls, files) } } : {}),
  };
}

/** The places where a client may find a file that it names, the likeliest first; `folders`: where it may run. */
export function placesOfFile(file: string, folders: readonly string[]): readonly string[] {
  // Spring's prefixes; a resource is copied from the sources to where the program runs.
  const [, scheme = '', rest = file] = /^(classpath\*?|file):(?:\/\/(?=\/))?(.*)$/s.exec(file) ?? [];
  if (!scheme.startsWith('classpath')) return folders.map(folder => path.resolve(folder, rest));
  const resource = rest.replace(/^\/+/, '');
  return folders.flatMap(folder => [path.join(folder, 'src/main/resources', resource), path.join(folder, resource)]);
}
