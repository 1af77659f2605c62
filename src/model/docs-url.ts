/** The address of a page of the docs, for messages: neither the npm package nor a release tag contains them. */
export function docsUrl(page: string): string {
  return `https://github.com/build-telemetry/build-telemetry/blob/main/docs/${page}`;
}
