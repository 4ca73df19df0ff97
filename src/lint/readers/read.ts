import type { ConfigText } from '../configText.ts';
import { readAssignments } from './assignments.ts';
import { readJson } from './json.ts';
import { readProperties } from './properties.ts';

/**
 * Reads a text in the notation that its file name has, or its content where the name says nothing. Never throws: a text that
 * is broken has the entries that can be read. YAML's parser is loaded when the first YAML text comes.
 */
export async function read(text: string, fileName: string): Promise<ConfigText> {
  const notation = notationOf(text, fileName);
  return notation === 'yaml' ? (await import('./yaml.ts')).readYaml(text, readInner) : readAs(notation, text);
}

type ReadHere = 'properties' | 'json' | 'ini' | 'env';

function readAs(notation: ReadHere, text: string): ConfigText {
  if (notation === 'json') return readJson(text);
  return notation === 'properties' ? readProperties(text) : readAssignments(text, notation);
}

/** A file that stands in a YAML text as a block. YAML within YAML is read where the parser is already loaded. */
function readInner(text: string, fileName: string): ConfigText | 'yaml' | undefined {
  if (!/\.(properties|conf|cfg|ini|ya?ml|json|env)$/i.test(fileName)) return undefined;
  const notation = notationOf(text, fileName);
  return notation === 'yaml' ? 'yaml' : readAs(notation, text);
}

function notationOf(text: string, fileName: string): ReadHere | 'yaml' {
  const name = (/[^/\\]*$/.exec(fileName)?.[0] ?? '').toLowerCase().replace(/\.(example|sample|template|tmpl|dist)$/, '');
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (/\.(json[c5]?|jsonl)$/.test(name)) return 'json';
  if (/^\.env(\.|$)|\.env$/.test(name)) return 'env';
  if (/\.properties$/.test(name)) return 'properties';
  if (/\.(ini|cfg|cnf)$/.test(name)) return 'ini';
  // Without a telling name: braces first is JSON, a section's header is an .ini file; else what java.util.Properties takes.
  if (/^\s*\{\s*(["}]|\/\/)/.test(text)) return 'json';
  const [first = ''] = /^(?!\s*([#;].*)?$).+$/m.exec(text.slice(0, 4096)) ?? [];
  return /^\s*\[[\w .:-]+\]\s*$/.test(first) ? 'ini' : 'properties';
}
