/** A file that is written piece by piece, and is there only when it is whole. */
import { open, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

export interface FileToWrite {
  /** Written so far. */
  readonly bytes: number;
  write(piece: string | Uint8Array): Promise<void>;
  /** Now it takes its name, and the place of a file that had it. */
  finish(): Promise<void>;
  /** Nothing stays of it. */
  abandon(): Promise<void>;
}

/** Small pieces are gathered to this many bytes. */
const gatheredBytes = 256 * 1024;

/** A file of this computer is written beside its place; the editor's other file systems take only whole files, so there it is written elsewhere first. */
export async function openFileToWrite(target: vscode.Uri): Promise<FileToWrite> {
  const isHere = target.scheme === 'file';
  const partial = isHere ? `${target.fsPath}.partial` : path.join(tmpdir(), `kafka-${randomUUID()}.partial`);
  const file = await open(partial, 'w');
  let gathered: Uint8Array[] = [];
  let waiting = 0;
  let bytes = 0;
  const flush = async () => {
    const pieces = gathered;
    gathered = [];
    waiting = 0;
    if (pieces.length > 0) await file.writeFile(Buffer.concat(pieces));
  };
  return {
    get bytes() {
      return bytes;
    },
    write: async piece => {
      const data = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
      gathered.push(data);
      waiting += data.length;
      bytes += data.length;
      if (waiting >= gatheredBytes) await flush();
    },
    finish: async () => {
      await flush();
      await file.close();
      if (isHere) return rename(partial, target.fsPath);
      await vscode.workspace.fs.copy(vscode.Uri.file(partial), target, { overwrite: true });
      await rm(partial, { force: true });
    },
    abandon: async () => {
      await file.close().catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}
