/** A file that cannot be opened; the message is for its reader. */
export class BadFile extends Error {}
