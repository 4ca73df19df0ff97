/**
 * One Kafka API as it goes over the wire: the bodies only. The headers around them are the connection's work: request
 * header v1, v2 from `flexibleFrom` on; response header v0, v1 from `flexibleFrom` on. ApiVersions' response header is
 * always v0, because its reader does not know yet what the broker speaks.
 */
export interface Api<Request, Response> {
  /** Kafka's number for it: 9. */
  readonly key: number;
  /** Kafka's name for it: OffsetFetch. */
  readonly name: string;
  /** The oldest and the newest version that is declared here, both included. */
  readonly versions: readonly [oldest: number, newest: number];
  /** The first version in compact encoding with tagged fields (KIP-482); Infinity where there is none. */
  readonly flexibleFrom: number;
  encode(version: number, request: Request): Uint8Array;
  /** Throws FailureError of kind 'unreadable', with the API's name, on bytes that do not fit the schema. */
  decode(version: number, bytes: Buffer): Response;
  /** The same for large answers: `turn` is asked every few items, and awaited where others are to run meanwhile. Absent where answers are never large. */
  decodeInTurns?(version: number, bytes: Buffer, turn: () => Promise<void> | undefined): Promise<Response>;
}
