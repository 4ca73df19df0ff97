import * as vscode from 'vscode';
import type { RequestLine } from '../kafka/connection/cluster.ts';
import type { RegistryLine } from '../peek/registry/registryClient.ts';
import { registryRequestWords, requestWords } from './requestWords.ts';

/** The one channel of the extension. It opens on request, never by itself. */
export const createLog = (): vscode.LogOutputChannel => vscode.window.createOutputChannel('Kafka Troubleshooter', { log: true });

/** A line a request; those that failed are warnings. */
export function logRequest(log: vscode.LogOutputChannel, clusterName: string, line: RequestLine): void {
  const words = requestWords(clusterName, line);
  if (line.error === undefined) log.info(words);
  else log.warn(words);
}

/** The same for what is asked of a schema registry. */
export function logRegistryRequest(log: vscode.LogOutputChannel, clusterName: string, line: RegistryLine): void {
  const words = registryRequestWords(clusterName, line);
  if (line.error === undefined) log.info(words);
  else log.warn(words);
}
