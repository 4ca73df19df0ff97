import type { Broker } from '../../model/cluster.ts';
import type { Api } from '../protocol/api.ts';
import type { ConnectionSettings } from './settings.ts';

/** One request in the log: which API was asked in which version, of whom, how long the answer took and how many bytes it had. */
export interface RequestLine {
  readonly api: string;
  readonly version: number;
  /** `host:port` as it was dialled. */
  readonly broker: string;
  readonly ms: number;
  readonly bytes: number;
  /** Code or kind of the failure; absent when an answer came (which may itself carry error codes). */
  readonly error?: string;
}

export interface AskOptions {
  /** Node id; absent: any broker will do. */
  readonly broker?: number;
  readonly signal?: AbortSignal;
  /** Most milliseconds to wait for the answer. Default: the settings' requestTimeoutMs. */
  readonly timeoutMs?: number;
}

export interface ClusterOptions {
  readonly onRequest?: (line: RequestLine) => void;
}

export declare class Cluster {
  constructor(settings: ConnectionSettings, options?: ClusterOptions);
  ask<Request, Response>(
    api: Api<Request, Response>,
    request: Request | ((version: number) => Request),
    options?: AskOptions,
  ): Promise<Response>;
  brokers(): readonly Broker[];
  learn(brokers: readonly Broker[]): void;
  get cost(): { readonly requests: number; readonly bytes: number };
  disconnect(): void;
}
