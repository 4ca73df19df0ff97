import type { ClientConfiguration } from '../configuration.ts';
import type { Declared } from '../directives.ts';

/** What a recogniser is told besides the text: it finds the clients that are configured in one way, and leaves everything else alone. */
export interface Around {
  readonly fileName: string;
  /** What the file's first lines or a setting say of it. */
  readonly declared: Declared | undefined;
  /** The clients of the files that this one is laid over. */
  readonly below: readonly ClientConfiguration[];
}
