/** The head of all our HTML pages. Its policy permits only the listed sources: https://www.w3.org/TR/CSP3/ */

/**
 * @param title HTML, escaped
 * @param sources directives of the policy that allow something, such as `style-src 'self'`
 * @param rest further elements of the head
 */
export function writeHead(title: string, sources: readonly string[], rest: string): string {
  const policy = ["default-src 'none'", ...sources, "base-uri 'none'", "form-action 'none'"].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${rest}
</head>`;
}
