/** The run: what was asked of which bytes. */
export const asked = `<section aria-labelledby="asked">
<h2 id="asked">What was asked</h2>
<dl>
<dt>Command</dt><dd><code>{{asked.command}}</code></dd>
<dt>Started</dt><dd>{{asked.startedAt}}</dd>
<dt>Took</dt><dd>{{asked.duration}}</dd>
<dt>Tool and engine</dt><dd>zkassay {{asked.version}}, {{asked.engine}}</dd>
{{#if soundness}}
<dt>Soundness</dt><dd>{{soundness.statement}} Any false equation passed with probability at most 2<sup>−{{soundness.bits}}</sup>.</dd>
<dt>Seed</dt><dd>{{> hex soundness.seed}} <span class="muted">(from the {{soundness.source}})</span></dd>
{{else}}
<dt>Soundness</dt><dd>No random coefficient was needed.</dd>
{{/if}}
</dl>
</section>
`;

export const inputs = `<section aria-labelledby="inputs">
<h2 id="inputs">Inputs</h2>
{{#if inputs}}
<p class="lead">This report speaks of these bytes and of no others. The digests are of whole files.</p>
{{#each inputs}}
<table class="rowed">
<caption><b>{{role}}</b> <bdi>{{path}}</bdi>, {{bytes}}</caption>
<tbody>
{{#if sha256}}
<tr><th scope="row">SHA-256</th><td>{{> hex sha256}}</td></tr>
<tr><th scope="row">BLAKE2b-512</th><td>{{> hex blake2b512}}</td></tr>
{{else}}
<tr><th scope="row">Digests</th><td>none: the file was refused by its form, before it was read to its end</td></tr>
{{/if}}
</tbody>
</table>
{{/each}}
{{else}}
<p class="lead">No file was read.</p>
{{/if}}
</section>
`;
