/** Asks for a column of the record table: one of those that the records could have, or whatever path the person writes. */
import * as vscode from 'vscode';
import { formatCount } from '../../model/figures.ts';
import { allHeaders, columnId, readAddedColumn } from '../../model/peekColumn.ts';
import type { TableSource } from './tableSource.ts';

interface ColumnItem extends vscode.QuickPickItem {
  readonly column?: string;
}

/** `id`: the record that is selected; what it has comes first. */
export async function chooseColumn({ loaded, decoding }: TableSource, id: number | null): Promise<{ readonly column: string | null }> {
  if (!loaded) return { column: null };
  const { kafka, records } = loaded;
  const selected = records.find(({ row }) => row.id === id);
  const looked = [...(selected ? [selected] : []), ...records.filter(each => each !== selected).slice(0, 49)].map(({ record }) => record);
  const suggested = kafka.suggestColumns(looked, decoding).map((each): ColumnItem => ({
    label: each.id,
    description: vscode.l10n.t('in {0} of {1} records', formatCount(each.records), formatCount(looked.length)),
    column: each.id,
  }));
  const all: readonly ColumnItem[] = [
    ...suggested,
    { label: allHeaders, description: vscode.l10n.t('all headers with their values'), column: allHeaders },
  ];
  const compile = (path: string) => kafka.compilePath(path);
  return { column: (await ask(all, text => writtenItem(text, compile))) ?? null };
}

function ask(all: readonly ColumnItem[], written: (text: string) => ColumnItem | undefined): Promise<string | undefined> {
  return new Promise(resolve => {
    const pick = vscode.window.createQuickPick<ColumnItem>();
    let chosen: string | undefined;
    pick.title = vscode.l10n.t('Add a column');
    pick.placeholder = vscode.l10n.t('A JSON path such as $.order.id, key $.id, or header traceparent');
    pick.items = all;
    pick.matchOnDescription = false;
    pick.ignoreFocusOut = true; // the page whose menu asked takes the focus back when that menu closes
    pick.onDidChangeValue(text => {
      const own = written(text.trim());
      pick.items = own && !all.some(({ column }) => column === own.column) ? [own, ...all] : all;
    });
    pick.onDidAccept(() => {
      chosen = pick.activeItems[0]?.column;
      // A path that is broken stays, to be put right.
      if (chosen !== undefined) pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(chosen);
    });
    pick.show();
  });
}

type Compile = (path: string) => { readonly path: unknown } | { readonly fault: { readonly at: number; readonly message: string } };

/** What the person has written, as an item to choose, or with what is wrong with it. */
function writtenItem(text: string, compile: Compile): ColumnItem | undefined {
  const column = readAddedColumn(text);
  if (!column) return undefined;
  const compiled = column.kind === 'path' ? compile(column.path) : undefined;
  if (compiled && 'fault' in compiled) {
    const sentence = vscode.l10n.t('not a path yet, at character {0}: {1}', compiled.fault.at + 1, compiled.fault.message);
    return { label: text, description: sentence, alwaysShow: true };
  }
  return { label: text, description: vscode.l10n.t('as you wrote it'), alwaysShow: true, column: columnId(column) };
}
