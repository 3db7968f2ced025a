/** What a property reached. */
export const histogram = `<p class="muted"><bdi>{{size}}</bdi>.</p>
{{#if drawing}}
<figure>
<div class="scroll" tabindex="0" role="group" aria-labelledby="{{heading}}">{{{drawing}}}</div>
{{#if missed}}<figcaption class="fail"><bdi>{{missed}}</bdi></figcaption>{{/if}}
{{#if chance}}<figcaption class="muted"><bdi>{{chance}}</bdi></figcaption>{{/if}}
</figure>
<details class="long">
<summary>All {{count}} as a table</summary>
<table class="rowed">
{{#if chance}}
<thead><tr><th scope="col">Whose</th><th scope="col">Counted</th><th scope="col">Expected</th><th scope="col">In 99 of 100 histories</th></tr></thead>
{{else}}
<thead><tr><th scope="col">Case</th><th scope="col">Reached</th><th scope="col">Meant at least</th></tr></thead>
{{/if}}
<tbody>
{{#each rows}}
<tr><th scope="row"><bdi>{{label}}</bdi></th><td>{{count}}</td>{{#if ../chance}}<td>{{#if mean}}{{mean}}{{else}}<span class="muted">–</span>{{/if}}</td><td>{{#if range}}{{range}}{{else}}<span class="muted">–</span>{{/if}}</td>{{else}}<td>{{#if expected}}{{expected}}{{else}}<span class="muted">–</span>{{/if}}</td>{{/if}}</tr>
{{/each}}
</tbody>
</table>
</details>
{{/if}}
`;
