/** The page: its head, its landmarks and their order. No script, and a policy that allows no request. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{{word}}: {{subject}} – zkassay</title>
<style>{{{style}}}</style>
</head>
<body>
{{{marks}}}
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<h1><b>zkassay</b> report on <bdi>{{subject}}</bdi></h1>
{{> verdict}}
</header>
<main>
{{> asked}}
{{> findings}}
{{> undecided}}
{{> inputs}}
{{> exhibits}}
{{> checks}}
{{> legend}}
</main>
<footer>
<p>Made by zkassay {{asked.version}} from a result of the form {{schema}}. This page holds no script and makes no request. Text that came from files is shown with its control and direction characters written out, as in <code>‹U+202E›</code>.</p>
</footer>
</body>
</html>
`;
