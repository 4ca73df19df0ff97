import * as vscode from 'vscode';
import type { ClientConfiguration, Entry } from '../../lint/configuration.ts';
import type { Checked } from './checked.ts';
import type { FileLinter } from './fileLinter.ts';
import type { Linter } from './linter.ts';
import { readLine, type LineAt } from './typedLine.ts';

/** Keys that the client of this section reads, and the values that a key takes. */
export class KeyCompletion implements vscode.CompletionItemProvider {
  static readonly triggers: readonly string[] = ['.', '=', '"', ' '];

  readonly #linter: FileLinter;

  constructor(linter: FileLinter) {
    this.#linter = linter;
  }

  async provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionList | undefined> {
    const line = readLine(document.lineAt(position.line).text, position.character, notationOf(document));
    if (!line) return undefined;
    const checked = await this.#linter.checked(document);
    if (!checked) return undefined;
    const items = line.kind === 'key' ? keyItems(checked, document, position, line) : valueItems(checked, position, line);
    return new vscode.CompletionList(items);
  }
}

function notationOf({ languageId, uri }: vscode.TextDocument): 'yaml' | 'json' | 'lines' {
  if (/yaml|dockercompose/.test(languageId) || /\.ya?ml$/i.test(uri.path)) return 'yaml';
  return /^jsonc?$/.test(languageId) || /\.jsonc?$/i.test(uri.path) ? 'json' : 'lines';
}

type KeyLine = LineAt & { readonly kind: 'key' };
type ValueLine = LineAt & { readonly kind: 'value' };

function keyItems(
  { linter, result }: Checked,
  document: vscode.TextDocument,
  position: vscode.Position,
  line: KeyLine,
): vscode.CompletionItem[] {
  const common = new Set<string>([...linter.keysWithMeaning.java, ...linter.keysWithMeaning.librdkafka]);
  const range = new vscode.Range(position.line, line.start, position.line, line.end);
  const items = new Map<string, vscode.CompletionItem>();
  for (const { config, near } of sectionsAt(result.configurations, document, position)) {
    for (const { written, known, isPresent, isCommon } of linter.offeredKeys(config, near, common)) {
      if (items.has(written)) continue;
      const item = new vscode.CompletionItem({ label: written, description: linter.keyDetail(known) }, vscode.CompletionItemKind.Property);
      item.range = range;
      item.insertText = line.hasSeparator ? written : `${written}${line.separator}`;
      item.documentation = new vscode.MarkdownString(linter.keyMarkdown(known));
      // What stands there already, and what is deprecated, comes last.
      item.sortText = `${isPresent ? 3 : known.isDeprecated ? 2 : isCommon ? 0 : 1}${written}`;
      if (known.isDeprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
      if (!line.hasSeparator) item.command = { command: 'editor.action.triggerSuggest', title: '' };
      items.set(written, item);
    }
  }
  return [...items.values()];
}

function valueItems({ linter, result }: Checked, position: vscode.Position, line: ValueLine): vscode.CompletionItem[] {
  const found = keyAt(result.configurations, position.line, line.key, linter);
  if (!found) return [];
  // A list takes further values behind a comma.
  const typed = line.text.slice(0, position.character - line.start);
  const from = line.start + typed.lastIndexOf(',') + 1;
  const range = new vscode.Range(
    position.line,
    from,
    position.line,
    Math.max(position.character, typed.includes(',') ? position.character : line.end),
  );
  return linter.offeredValues(found.config, found.key).map(({ value, isDefault }, nth) => {
    const short = value.split('.').at(-1) ?? value;
    const isClass = value.startsWith('org.');
    const item = new vscode.CompletionItem(
      { label: isClass ? short : value, description: isDefault ? vscode.l10n.t('default') : isClass ? value : '' },
      isClass ? vscode.CompletionItemKind.Class : vscode.CompletionItemKind.EnumMember,
    );
    item.insertText = value;
    item.filterText = isClass ? `${value} ${short}` : value;
    item.range = range;
    item.sortText = String(nth).padStart(3, '0');
    return item;
  });
}

/** The client's key that stands in a line, be its value still missing. */
function keyAt(
  configurations: readonly ClientConfiguration[],
  line: number,
  written: string,
  linter: Linter,
): { readonly config: ClientConfiguration; readonly key: string } | undefined {
  for (const config of configurations) {
    const entry = config.entries.find(one => one.line === line);
    if (entry) return { config, key: entry.key };
  }
  // An entry without a value is none in some notations.
  for (const config of configurations) {
    const offered = linter.offeredKeys(config, undefined, new Set()).find(one => one.written === written || one.known.key === written);
    if (offered) return { config, key: offered.known.key };
  }
  return undefined;
}

/**
 * The clients whose settings a line would belong to. Where the notation has sections, these are the ones with an entry at
 * the same indent nearest to it; in a flat file all of them, each key with its prefix.
 */
function sectionsAt(
  configurations: readonly ClientConfiguration[],
  document: vscode.TextDocument,
  position: vscode.Position,
): readonly { readonly config: ClientConfiguration; readonly near: Entry | undefined }[] {
  const all = configurations.flatMap(config => config.entries.map(entry => ({ config, near: entry })));
  if (notationOf(document) === 'lines') return configurations.map(config => ({ config, near: undefined }));
  const indent = /^\s*/.exec(document.lineAt(position.line).text)?.[0].length ?? 0;
  const beside = all
    .filter(({ near }) => near.line !== position.line && document.lineAt(near.line).firstNonWhitespaceCharacterIndex === indent)
    .filter(({ near }) => staysInside(document, near.line, position.line, indent))
    .sort((a, b) => Math.abs(a.near.line - position.line) - Math.abs(b.near.line - position.line));
  return beside.slice(0, 1);
}

/** No line between the two is indented less: they are of one section. */
function staysInside(document: vscode.TextDocument, one: number, other: number, indent: number): boolean {
  for (let line = Math.min(one, other) + 1; line < Math.max(one, other); line++) {
    const { isEmptyOrWhitespace, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
    if (!isEmptyOrWhitespace && firstNonWhitespaceCharacterIndex < indent) return false;
  }
  return true;
}
