/** A named piece of JSON. */
export interface Chunk {
  readonly name: string;
  readonly content: unknown;
}

/**
 * The script that hands a chunk to the page. JSON goes as one text that is parsed there: a name such as `__proto__` in an
 * object literal would be more than data.
 */
export const toChunkScript = ({ name, content }: Chunk): string =>
  `buildoffChunk(${JSON.stringify(name)},${JSON.stringify(JSON.stringify(content))});\n`;

/** The same for a page that is one file: no text of it can end the element that it stands in. */
export const toChunkElement = ({ name, content }: Chunk): string =>
  `<script type="application/json" data-chunk="${name}">${JSON.stringify(content).replaceAll("<", "\\u003c")}</script>\n`;
