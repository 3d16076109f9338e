const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character]!)

/** A page of the server itself: no script, no outside asset; light and dark. `body` and `style` are trusted markup. */
export const htmlPage = (page: { title: string; nonce: string; style?: string; body: string }): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<style nonce="${page.nonce}">${baseStyle}${page.style ?? ''}</style>
</head>
<body>
${page.body}
</body>
</html>
`

const baseStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #10151c);
  --card: light-dark(#ffffff, #19212b);
  --line: light-dark(#d5dae1, #34404e);
  --text: light-dark(#18212c, #e8edf3);
  --quiet: light-dark(#556170, #a3b0bf);
  --accent: light-dark(#0b6b60, #55cdbd);
  --on-accent: light-dark(#ffffff, #06211d);
  --accent-ground: light-dark(#e5f3f1, #14322f);
  --bad: light-dark(#a3231b, #ff9d94);
  --bad-ground: light-dark(#fdecea, #3a1916);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif;
}
a { color: var(--accent); }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; font-size: .875em; }
`
