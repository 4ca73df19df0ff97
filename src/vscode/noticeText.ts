/**
 * A sentence for a notification, which has names in it that others gave: groups, servers' words, what a link from outside says.
 * The editor makes links of [text](address) there, of `command:` too, and a click on one runs any command. A space of no
 * width between the brackets leaves it text.
 */
export const noticeText = (sentence: string): string => sentence.replaceAll('](', ']\u200b(');
