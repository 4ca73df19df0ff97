import { defineRule } from '../defineRule.ts';

/** A name in the framework's own part of the file that the framework does not know: it never reaches the client. */
export const keyNotHandedOn = defineRule({
  id: 'key-not-handed-on',
  title: 'Setting that never reaches the client',
  severity: 'warning',
  *check(config) {
    for (const { entry, instead, owner, means } of config.unread) {
      yield {
        range: entry.keyRange,
        figures: {
          key: entry.name,
          framework: config.framework ?? null,
          means: means ?? null,
          instead: instead ?? null,
          owner: owner ?? null,
        },
        // Where names stand whole in their lines the right one can be put in; in a section it belongs to another place.
        fixes:
          instead === undefined || entry.section !== ''
            ? []
            : [
                {
                  does: { kind: 'rename-key', key: entry.name, to: instead },
                  edits: [{ range: entry.keyRange, newText: instead }],
                  safe: false,
                },
              ],
      };
    }
  },
});
