import type { FileRule } from '../fileRule.ts';
import { advertisedListenerUnreachable } from './advertised-listener-unreachable.ts';

/** Every rule about files that configure no client, by name. Adding one: CONTRIBUTING.md. */
export const fileRules: readonly FileRule[] = [advertisedListenerUnreachable];
