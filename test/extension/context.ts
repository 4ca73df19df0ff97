// What the runner outside the editor tells the tests inside it. The file's name comes in an environment variable.
import { readFileSync } from 'node:fs';

export interface TestContext {
  /** `trusted`: the folder may do everything. `untrusted`: the workspace is in Restricted Mode; tests are those in untrusted/. */
  readonly suite: 'trusted' | 'untrusted';
  /** Only tests whose name contains this. */
  readonly grep?: string | undefined;
  /** Where the totals go. */
  readonly resultsFile: string;
  /** A broker without login on which every scenario runs, and `payments` has a dead-letter topic. The workspace's cluster `demo` is this one. */
  readonly bootstrap: string;
  /** Those scenarios, and the finding that a diagnosis has to begin with; `healthy`: none. */
  readonly scenarios: readonly { readonly groupId: string; readonly says: string }[];
  /** A broker that asks for a login and has ACLs: `alice` may use the topic `orders` and all groups, `bob` nothing. */
  readonly guarded: {
    readonly saslPlaintext: string;
    readonly saslSsl: string;
    readonly caFile: string;
    /** A PKCS12 truststore with the same authority, and its password. */
    readonly trustStore: string;
    readonly trustPassword: string;
    readonly users: readonly { readonly name: string; readonly password: string }[];
  };
}

export interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: readonly string[];
}

export const contextVariable = 'KAFKA_TROUBLESHOOTER_TESTS';

/** The context, inside the editor. */
export function testContext(): TestContext {
  const file = process.env[contextVariable];
  if (file === undefined) throw new Error(`${contextVariable} does not name the context file: run these tests by npm test -- extension.`);
  return JSON.parse(readFileSync(file, 'utf8')) as TestContext;
}
