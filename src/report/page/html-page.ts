import { reportStyle } from './report-style.js';

/** A self-contained HTML document that loads nothing and runs nothing. @param heading, @param body as HTML @param style beside the usual one */
export function htmlPage(heading: string, body: string, style = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>${heading} · memloop</title>
<style>${reportStyle}${style}</style>
</head>
<body>
<h1>${heading}</h1>
${body}
</body>
</html>
`;
}
