import * as vscode from 'vscode';
import type { TextRange } from '../../model/problem.ts';
import { rangeOf } from './documents.ts';
import type { FileLinter } from './fileLinter.ts';

/** Over a key or its value: what it decides, its facts, and the value in effect with the place it comes from. */
export class KeyHover implements vscode.HoverProvider {
  readonly #linter: FileLinter;

  constructor(linter: FileLinter) {
    this.#linter = linter;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const checked = await this.#linter.checked(document);
    if (!checked) return undefined;
    const { linter, result } = checked;
    const at = linter.entryAt(result.configurations, document.offsetAt(position));
    if (!at) return undefined;
    const known = linter.knowledgeOf(at.config, at.entry.key, at.entry);
    // Of a key that nobody knows there is nothing to say; whether it is a mistake, its problem tells.
    if (known.type === undefined && known.owners.length === 0 && linter.keyMeaning(known.library, known.key) === undefined)
      return undefined;
    const place = ({ start, fileName }: TextRange): string => {
      const text = fileName === undefined ? document.getText() : checked.textOf(fileName);
      const name = (fileName ?? document.uri.path).split('/').at(-1) ?? '';
      return text === undefined ? name : `${name}:${linter.placesOf(text)(start).line}`;
    };
    const effect = linter.valueInEffect(known, place);
    const label = at.config.label === '' ? undefined : vscode.l10n.t('Read by: {0}', linter.markdownText(at.config.label));
    const text = [linter.keyMarkdown(known), [effect, label].filter(Boolean).join('  \n')].filter(Boolean).join('\n\n');
    return new vscode.Hover(new vscode.MarkdownString(text), rangeOf(document, at.isValue ? at.entry.valueRange : at.entry.keyRange));
  }
}
