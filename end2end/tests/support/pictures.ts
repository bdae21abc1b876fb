// Pictures to upload.
/** A small SVG of this colour, with `body` inside. */
export const drawing = (colour: string, body = "") =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" rx="4" fill="${colour}"/>${body}</svg>`);

/** A file as people pick it from their disk. */
export const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/octet-stream", buffer });
