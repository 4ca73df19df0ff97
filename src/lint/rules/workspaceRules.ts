import type { WorkspaceRule } from '../workspace.ts';
import { environmentDrift } from './environment-drift.ts';
import { groupIdShared } from './group-id-shared.ts';
import { serializerPairMismatch } from './serializer-pair-mismatch.ts';

/** Every rule that takes two files to see, by name. Adding one: CONTRIBUTING.md. */
export const workspaceRules: readonly WorkspaceRule[] = [environmentDrift, groupIdShared, serializerPairMismatch];
