/** What the workspace's client files say of the group: for advice, never a proof that this is what runs. */
import type { ClientFile, ClientFileSetting } from '../model/clientFile.ts';
import type { Fix } from '../model/finding.ts';

export interface FoundSetting {
  readonly file: string;
  readonly setting: ClientFileSetting;
}

/** The first file of a consumer that sets it, by what the linter calls it (`offsetReset`) or, where it has no such name, by its key. */
export function settingIn(files: readonly ClientFile[], meaningOrKey: string): FoundSetting | null {
  for (const { file, role, settings } of files) {
    if (role === 'producer' || role === 'admin') continue;
    const setting = settings.find(({ meaning, key }) => meaning === meaningOrKey || key === meaningOrKey);
    if (setting) return { file: setting.file ?? file, setting };
  }
  return null;
}

export const openAt = ({ file, setting: { line, key } }: FoundSetting): Fix => ({ kind: 'open-file', file, line, key });
