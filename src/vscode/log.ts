import * as vscode from 'vscode';
import type { RequestLine } from '../kafka/connection/cluster.ts';

/** The one channel of the extension. It opens on request, never by itself. */
export const createLog = (): vscode.LogOutputChannel => vscode.window.createOutputChannel('Kafka Troubleshooter', { log: true });

/** A line a request: what was asked of whom, what it cost, and the error name if there was one. Never a payload, never a secret. */
export function logRequest(log: vscode.LogOutputChannel, clusterName: string, line: RequestLine): void {
  const { api, version, broker, ms, bytes, error } = line;
  const words = `${clusterName} · ${api} v${version} · ${broker} · ${Math.round(ms)} ms · ${bytes} B`;
  if (error === undefined) log.info(words);
  else log.warn(`${words} · ${error}`);
}
