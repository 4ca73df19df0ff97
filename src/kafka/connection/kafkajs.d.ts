// The parts of kafkajs 2.2.4 that we import past its front door; it has no types for them. The version is pinned exactly
// and the package has no exports map, so these paths hold.

declare module 'kafkajs/src/protocol/encoder.js' {
  export default class Encoder {
    constructor(initialSize?: number);
    writeBufferInternal(bytes: Uint8Array): void;
  }
}

declare module 'kafkajs/src/network/connection.js' {
  import type Encoder from 'kafkajs/src/protocol/encoder.js';

  interface Logger {
    namespace(): Logger;
    debug(): void;
    info(): void;
    warn(): void;
    error(): void;
  }

  /** What Connection uses of a net.Socket. */
  interface SocketFace {
    on(event: 'data', listener: (frame: Buffer) => void): unknown;
    on(event: 'end' | 'timeout', listener: () => void): unknown;
    on(event: 'error', listener: (error: Error) => void): unknown;
    write(bytes: Buffer): unknown;
    end(): unknown;
    unref(): unknown;
  }

  export default class Connection {
    constructor(options: {
      readonly host: string;
      readonly port: number;
      readonly clientId: string;
      readonly logger: Logger;
      readonly socketFactory: (where: { readonly onConnect: () => void }) => SocketFace;
      readonly connectionTimeout: number;
      readonly requestTimeout: number;
      readonly enforceRequestTimeout: boolean;
    });
    /** Bytes that have not been taken for a whole answer yet. */
    chunks: Buffer[];
    /** Its timer for throttled requests. */
    readonly requestQueue: { scheduleCheckPendingRequests: () => void };
    connect(): Promise<true>;
    /** Answers the body of the response: all that follows the correlation id. */
    send<Decoded extends { readonly clientSideThrottleTime: number }, Parsed>(exchange: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        readonly encode: () => Promise<Encoder>;
      };
      readonly response: {
        readonly decode: (body: Buffer) => Promise<Decoded>;
        readonly parse: (decoded: Decoded) => Promise<Parsed>;
      };
    }): Promise<Parsed>;
  }
}
