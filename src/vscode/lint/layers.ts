import * as vscode from 'vscode';
import type { Layer } from '../../lint/lint.ts';
import type { Linter } from './linter.ts';

/** The files that this one is laid over, as they are in the editor or on the disk; those that are not there are left out. */
export async function layersOf(uri: vscode.Uri, { namesBelow }: Linter): Promise<readonly Layer[]> {
  const below = namesBelow(uri.path.slice(uri.path.lastIndexOf('/') + 1)).map(name => vscode.Uri.joinPath(uri, '..', name));
  const read = await Promise.all(
    below.map(async other => {
      const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === other.toString());
      if (open) return { text: open.getText(), fileName: other.path };
      try {
        return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(other)), fileName: other.path };
      } catch {
        return undefined; // most files are laid over nothing
      }
    }),
  );
  return read.filter(layer => layer !== undefined);
}
