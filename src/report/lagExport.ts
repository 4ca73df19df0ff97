/** What was seen of the lag, as a text to hand on: a group, or many. */
import { lagAlertRule } from './lagAlertRule.ts';
import { lagCsv } from './lagCsv.ts';
import { lagMarkdown } from './lagMarkdown.ts';
import { lagPrometheus } from './lagPrometheus.ts';
import type { LagSeen } from './lagSeen.ts';

export const exportLag = (format: 'csv' | 'prometheus' | 'alert-rule' | 'markdown', seen: LagSeen): string => formats[format](seen);

const formats = { csv: lagCsv, prometheus: lagPrometheus, 'alert-rule': lagAlertRule, markdown: lagMarkdown } as const;
