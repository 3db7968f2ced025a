/** A whole ceremony: its people by circuits, and what grew beside its chains. */
export const matrix = `<p class="muted">{{size}}.</p>
{{#if drawing}}
<figure>
<div class="scroll" tabindex="0" role="group" aria-labelledby="{{heading}}">{{{drawing}}}</div>
<figcaption><ul class="key">{{#each key}}<li>{{{glyph}}}{{fate}} <span class="muted">({{count}})</span></li>{{/each}}</ul></figcaption>
</figure>
{{/if}}
{{#if others}}
{{#if folded}}
<details class="long">
<summary>All {{count}} that are in no chain</summary>
{{> others}}
</details>
{{else}}{{> others}}{{/if}}
{{/if}}
`;

export const others = `<table>
<thead><tr><th scope="col">Person</th><th scope="col">Circuit</th><th scope="col">What became of the turn</th></tr></thead>
<tbody>
{{#each others}}
<tr><th scope="row"><bdi>{{name}}</bdi></th><td><bdi>{{circuit}}</bdi></td><td>{{fate}}</td></tr>
{{/each}}
</tbody>
</table>
`;

export const branches = `<p class="muted">{{size}}.</p>
{{#if drawing}}
<figure>
<div class="scroll" tabindex="0" role="group" aria-labelledby="{{heading}}">{{{drawing}}}</div>
{{#if key}}<figcaption><ul class="key">{{#each key}}<li>{{{glyph}}}{{fate}} <span class="muted">({{count}})</span></li>{{/each}}</ul></figcaption>{{/if}}
</figure>
{{/if}}
{{#if rows}}
<table>
<thead><tr><th scope="col">Circuit</th><th scope="col">Grows on</th><th scope="col">Of its own</th><th scope="col">Whose</th><th scope="col">What it is</th><th scope="col">Last contribution hash</th></tr></thead>
<tbody>
{{#each rows}}
<tr><th scope="row"><bdi>{{circuit}}</bdi></th><td>{{from}}</td><td>{{length}}</td><td><bdi>{{names}}</bdi></td><td>{{fate}}</td><td><code class="hash">{{hash}}</code></td></tr>
{{/each}}
</tbody>
</table>
{{/if}}
`;
